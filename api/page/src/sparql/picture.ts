// A result of pairs as a map. Loaded when it is asked for.
import cytoscape, { type Core } from "cytoscape";
import { pageOf, shortName } from "./cards";
import type { Pair } from "./pairs";

const MOST = 300;

// Draws the pairs; the words say what was left out.
export function draw(place: HTMLElement, pairs: readonly Pair[]): { map: Core; words: string } {
  const shown = pairs.slice(0, MOST);
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const names = [...new Set(shown.flatMap(({ source, target }) => [source, target]))].sort();
  const around = (2 * Math.PI) / names.length;
  const radius = 60 + names.length * 14;
  const map = cytoscape({
    container: place,
    elements: {
      nodes: names.map((iri, turn) => ({
        data: { id: iri, label: shortName(iri) },
        position: { x: radius * Math.cos(turn * around), y: radius * Math.sin(turn * around) },
      })),
      edges: shown.map(({ source, target, words }, number) => ({
        data: { id: `edge-${number}`, source, target, label: words },
      })),
    },
    // From the same places each time, so that the same result gives the same picture.
    layout: {
      name: "cose",
      randomize: false,
      animate: false,
      padding: 30,
      idealEdgeLength: () => 45,
      nodeRepulsion: () => 6_000,
      nodeDimensionsIncludeLabels: true,
    },
    style: [
      {
        selector: "node",
        style: {
          "background-color": colour("--other-fill"),
          "border-color": colour("--other-line"),
          "border-width": 2,
          color: colour("--ink"),
          label: "data(label)",
          "font-size": 14,
          "text-valign": "bottom",
          "text-margin-y": 4,
          "text-wrap": "wrap",
          "text-max-width": "110px",
          width: 26,
          height: 26,
        },
      },
      {
        selector: "edge",
        style: {
          "curve-style": "bezier",
          "line-color": colour("--quiet"),
          "target-arrow-color": colour("--quiet"),
          "target-arrow-shape": "triangle",
          color: colour("--quiet"),
          label: "data(label)",
          "font-size": 11,
          "text-rotation": "autorotate",
          width: 1.5,
        },
      },
    ],
  });
  map.on("tap", "node", (event) => {
    const page = pageOf(String(event.target.id()));
    if (page) location.assign(page);
  });
  const count = `${names.length} nodes and ${shown.length} edges`;
  const words = pairs.length > shown.length ? `${count}; showing ${shown.length} of ${pairs.length}` : count;
  return { map, words };
}
