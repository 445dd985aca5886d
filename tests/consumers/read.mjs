// Reads an export with somebody else's library and prints what it found as JSON:
// {"graph": {...}, "nodes": {id: attributes}, "edges": {id: {source, target, attributes}}}
// Usage: node read.mjs gexf|graphml|cytoscape FILE
import { readFileSync } from 'node:fs';
import process from 'node:process';
import cytoscape from 'cytoscape';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';

function fromGraphology(graph) {
  const found = { graph: graph.getAttributes(), nodes: {}, edges: {} };
  graph.forEachNode((id, attributes) => {
    found.nodes[id] = attributes;
  });
  graph.forEachEdge((id, attributes, source, target) => {
    found.edges[id] = { source, target, attributes };
  });
  return found;
}

function fromCytoscape(text) {
  const document = JSON.parse(text);
  const cy = cytoscape({ headless: true, elements: document.elements, data: document.data });
  const found = { graph: cy.data(), nodes: {}, edges: {} };
  cy.nodes().forEach((node) => {
    // The selector, and not getElementById: ids have to be usable without escaping.
    if (cy.$(`#${node.id()}`).length !== 1) throw new Error(`no selector finds ${node.id()}`);
    found.nodes[node.id()] = node.data();
  });
  cy.edges().forEach((edge) => {
    if (cy.$(`#${edge.id()}`).length !== 1) throw new Error(`no selector finds ${edge.id()}`);
    const source = edge.source().id();
    const target = edge.target().id();
    found.edges[edge.id()] = { source, target, attributes: edge.data() };
  });
  return found;
}

// Both parsers pass warnings and faults of the XML to the console: there must be none.
function refuse(...complaint) {
  throw new Error(complaint.join(' '));
}
console.warn = refuse;
console.error = refuse;

const readers = {
  gexf: (text) => fromGraphology(gexf.parse(Graph, text)),
  graphml: (text) => fromGraphology(graphml.parse(Graph, text)),
  cytoscape: fromCytoscape,
};

const [format, file] = process.argv.slice(2);
if (!(format in readers)) {
  process.stderr.write(`no reader for ${format}; there is ${Object.keys(readers).join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(JSON.stringify(readers[format](readFileSync(file, 'utf8'))));
