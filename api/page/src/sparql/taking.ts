// What can be taken away of a result that is drawn as a map: the picture, and a file for graph tools.
import type { Core } from "cytoscape";
import { make, save } from "../map/dom";

export function takeAway(map: Core, query: string): HTMLElement[] {
  return [
    make("button", { type: "button", click: () => void savePicture(map) }, "Picture of the map"),
    make("button", { type: "button", click: () => saveGraph(map, query) }, "File for Cytoscape"),
  ];
}

async function savePicture(map: Core): Promise<void> {
  const bg = getComputedStyle(document.body).backgroundColor;
  save(await map.png({ output: "blob-promise", full: true, scale: 2, bg }), "sparql-result.png");
}

// With the question that it answers, and where that was asked.
function saveGraph(map: Core, query: string): void {
  const { elements } = map.json() as { elements: object };
  const content = { data: { name: "Result of a SPARQL query", query, source: location.href }, elements };
  save(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }), "sparql-result.cyjs");
}
