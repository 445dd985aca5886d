// Asks a SPARQL endpoint with somebody else's client: a line of JSON in, a line of JSON out.
// In:  {"client": "comunica" | "sparql-http-client", "kind": "select" | "ask" | "construct", "query"}
// Out: {"rows": [{name: term}]}, {"boolean"}, {"triples": [[term, term, term]]} or {"error"}
// Usage: node ask.mjs ADDRESS
import process from 'node:process';
import { createInterface } from 'node:readline';
import { QueryEngine } from '@comunica/query-sparql';
import ParsingClient from 'sparql-http-client/ParsingClient.js';

const [address] = process.argv.slice(2);
const engine = new QueryEngine();
const source = { sources: [{ type: 'sparql', value: address }] };
const parsing = new ParsingClient({ endpointUrl: address }).query;
const byPost = { operation: 'postDirect' };

const term = ({ termType, value, language, datatype }) => ({
  type: termType,
  value,
  language: language || null,
  datatype: datatype?.value ?? null,
});
const rows = (solutions) =>
  solutions.map((pairs) => Object.fromEntries(pairs.map(([name, found]) => [name, term(found)])));
const triples = (quads) =>
  quads.map((quad) => [term(quad.subject), term(quad.predicate), term(quad.object)]);

const clients = {
  comunica: {
    async select(query) {
      const found = await (await engine.queryBindings(query, source)).toArray();
      return { rows: rows(found.map((row) => [...row].map(([name, value]) => [name.value, value]))) };
    },
    async ask(query) {
      return { boolean: await engine.queryBoolean(query, source) };
    },
    async construct(query) {
      return { triples: triples(await (await engine.queryQuads(query, source)).toArray()) };
    },
  },
  'sparql-http-client': {
    async select(query) {
      return { rows: rows((await parsing.select(query, byPost)).map((row) => Object.entries(row))) };
    },
    async ask(query) {
      return { boolean: await parsing.ask(query, byPost) };
    },
    async construct(query) {
      return { triples: triples([...(await parsing.construct(query, byPost))]) };
    },
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { client, kind, query } = JSON.parse(line);
  let answer;
  try {
    answer = await clients[client][kind](query);
  } catch (fault) {
    answer = { error: String(fault.message ?? fault) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
