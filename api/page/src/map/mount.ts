// Puts a map where the page wants one, and says why where there can be none.
import { Problem, askMap, type Answer } from "./answer";
import { fill, make } from "./dom";
import { exportLinks, formatsOf } from "./menu";
import { MapView } from "./view";
import type { Core } from "cytoscape";

declare global {
  interface Window {
    // For tests and for the curious: the drawing, when it is there, and what it shows.
    __kg?: { cy: Core | null; ready: Promise<void>; state(): object; said(): string[] };
  }
}

export function mount(section: HTMLElement, question: string, given?: Answer): void {
  const wait = make("p", { class: "map-wait", role: "status" }, "The map is being drawn …");
  section.append(wait);
  let view: MapView | undefined;
  const kg = {
    cy: null as Core | null,
    ready: draw(section, question, given).then((drawn) => {
      view = drawn;
      kg.cy = drawn?.canvas.cy ?? null;
    }),
    state: () => view?.describe() ?? {},
    said: () => view?.about() ?? [],
  };
  window.__kg = kg;
}

async function draw(
  section: HTMLElement,
  question: string,
  given: Answer | undefined,
): Promise<MapView | undefined> {
  try {
    const answer = given ?? (await askMap(question));
    if (answer.elements.nodes.length < 2) {
      fill(section, ...alone(section, question));
      return undefined;
    }
    return await MapView.over(section, question, answer);
  } catch (fault) {
    const words = fault instanceof Problem ? fault.message : "The map could not be drawn.";
    fill(section, make("p", { class: "map-fault", role: "alert" }, words));
    if (!(fault instanceof Problem)) throw fault;
    return undefined;
  }
}

// Where there is nothing to draw, that is said, and what there is can still be taken away.
function alone(section: HTMLElement, question: string): HTMLElement[] {
  const links = exportLinks(formatsOf(section), question);
  return [
    make("p", { class: "map-empty" }, section.dataset["alone"] ?? "There is nothing to draw."),
    make(
      "div",
      { class: "map-take" },
      make("details", { class: "map-export" }, make("summary", {}, "Export"), make("ul", { class: "export-formats" }, ...links)),
    ),
  ];
}
