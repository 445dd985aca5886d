// The map by keyboard: arrows walk to the neighbour in that direction, the rest is in HELP.
import type { Core, NodeSingular } from "cytoscape";
import { fill, make } from "./dom";

export const HELP: readonly (readonly [string, string])[] = [
  ["Arrow keys", "walk to the next actor that way"],
  [". and ,", "step through the ties of this actor"],
  ["Enter", "open what is walked to"],
  ["e, x", "expand this actor, collapse it"],
  ["u", "undo the last expanding"],
  ["p", "take this actor as an end of a path"],
  ["+, -, 0", "nearer, farther, all of it"],
  ["/", "search"],
  ["Escape", "close the panel"],
  ["?", "this help"],
];

export interface KeyActions {
  walkTo(id: string): void;
  open(id: string): void;
  unfold(id: string): void;
  fold(id: string): void;
  undo(): void;
  setEnd(id: string): void;
  zoom(factor: number): void;
  fit(): void;
  close(): void;
  help(): void;
}

const WAYS: Record<string, number> = {
  ArrowRight: 0,
  ArrowDown: Math.PI / 2,
  ArrowLeft: Math.PI,
  ArrowUp: -Math.PI / 2,
};
const WIDE = Math.PI / 2.2; // how far off a direction still counts as that way

export class Keys {
  private node = "";
  private edge = "";

  constructor(
    private readonly cy: Core,
    container: HTMLElement,
    private readonly actions: KeyActions,
  ) {
    container.addEventListener("keydown", (event) => {
      if (event.target !== container || event.altKey || event.metaKey || event.ctrlKey) return;
      if (this.press(event.key)) event.preventDefault();
    });
    container.addEventListener("focus", () => {
      if (!this.at) this.start();
    });
  }

  // Where the keyboard is: an edge where one was stepped to, else a node.
  get at(): string {
    return this.edge || this.node;
  }

  moveTo(id: string): void {
    if (this.cy.nodes().getElementById(id).nonempty()) [this.node, this.edge] = [id, ""];
    else this.edge = id;
  }

  private start(): void {
    const asked = this.cy.nodes(".focus");
    const first = (asked.nonempty() ? asked : this.cy.nodes()).toArray()[0];
    if (first) this.walk(first.id());
  }

  private press(key: string): boolean {
    const { actions } = this;
    const way = WAYS[key];
    if (way !== undefined) return this.turn(way);
    const acts: Record<string, () => void> = {
      ".": () => this.step(1),
      ",": () => this.step(-1),
      Enter: () => actions.open(this.at),
      e: () => actions.unfold(this.node),
      x: () => actions.fold(this.node),
      u: () => actions.undo(),
      p: () => actions.setEnd(this.node),
      "+": () => actions.zoom(1.25),
      "=": () => actions.zoom(1.25),
      "-": () => actions.zoom(0.8),
      "0": () => actions.fit(),
      "/": search,
      "?": () => actions.help(),
      Escape: () => actions.close(),
    };
    const act = acts[key];
    act?.();
    return act !== undefined;
  }

  private turn(way: number): boolean {
    const here = this.cy.getElementById(this.node);
    if (here.empty()) this.start();
    else {
      const next = this.next(here as NodeSingular, way);
      if (next) this.walk(next.id());
    }
    return true;
  }

  // The neighbour nearest in that direction; where none is that way, any actor that is.
  private next(here: NodeSingular, way: number): NodeSingular | undefined {
    const { x, y } = here.position();
    const cost = (node: NodeSingular): number => {
      const [across, down] = [node.position().x - x, node.position().y - y];
      const off = Math.abs(turnBetween(Math.atan2(down, across), way));
      return off > WIDE ? Infinity : Math.hypot(across, down) * (1 + 2 * off);
    };
    const shown = this.cy.edges().not(".off");
    const tied = here.edgesWith(this.cy.nodes()).intersection(shown).connectedNodes().not(here);
    for (const some of [tied, this.cy.nodes().not(".lone").not(here)]) {
      const found = some.toArray().map((node) => ({ node: node as NodeSingular, cost: cost(node as NodeSingular) }));
      found.sort((one, other) => one.cost - other.cost || one.node.id().localeCompare(other.node.id()));
      if (found[0] && found[0].cost < Infinity) return found[0].node;
    }
    return undefined;
  }

  private step(by: number): void {
    const ties = this.cy
      .getElementById(this.node)
      .connectedEdges()
      .not(".off, .bundled")
      .toArray()
      .map((edge) => edge.id())
      .sort();
    if (ties.length === 0) return;
    const here = ties.indexOf(this.edge);
    const next = here < 0 ? (by > 0 ? 0 : ties.length - 1) : (here + by + ties.length) % ties.length;
    this.walk(ties[next] as string);
  }

  private walk(id: string): void {
    this.moveTo(id);
    this.actions.walkTo(id);
  }
}

function turnBetween(one: number, other: number): number {
  const turn = Math.abs(one - other) % (2 * Math.PI);
  return turn > Math.PI ? 2 * Math.PI - turn : turn;
}

function search(): void {
  document.querySelector<HTMLElement>("[role=combobox], input[name=q]")?.focus();
}

export function helpDialog(): HTMLDialogElement {
  const close = make("button", { type: "button", click: () => dialog.close() }, "Close");
  const dialog = make("dialog", { class: "map-help", "aria-label": "Keys of the map" });
  fill(
    dialog,
    make("h3", {}, "Keys of the map"),
    make("dl", {}, ...HELP.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)])),
    close,
  );
  return dialog;
}
