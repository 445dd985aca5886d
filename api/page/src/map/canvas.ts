// The drawing itself: what cytoscape is told, and nothing it decides.
import cytoscape, { type CollectionReturnValue, type Core, type ElementDefinition } from "cytoscape";
import { undated } from "./calendar";
import { stillness } from "./dom";
import { scheme, type Encoding } from "./encoding";
import type { Shown } from "./filters";
import { lineText } from "./lines";
import type { Change, Model } from "./model";
import { styleSheet } from "./style";

const CLOSEST = 1.15; // on its own, the map comes no nearer than this
const FARTHEST = 0.42; // nor goes farther away: names would be too small to read
const MARGIN = 28;
const STEP = 1.15; // how much nearer or farther the size of the writing changes

export class Canvas {
  readonly cy: Core;
  private step = 0;

  constructor(
    container: HTMLElement,
    private readonly model: Model,
    private readonly encoding: Encoding,
  ) {
    inertStyleElement();
    this.cy = cytoscape({
      container,
      elements: [],
      layout: { name: "preset" },
      style: styleSheet(encoding, { scheme: scheme(), still: stillness(), zoom: 1 }),
      minZoom: 0.1,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autoungrabify: true,
      autounselectify: true,
      userZoomingEnabled: false,
    });
    this.change({
      nodes: [...model.nodes.values()],
      lines: [...model.lines.values()],
      removed: [],
    });
    this.cy.on("zoom", () => this.keepReadable());
    this.begin();
    this.followScheme();
  }

  change({ nodes, lines, removed }: Change): void {
    const fresh: ElementDefinition[] = [
      ...nodes.map(({ data, position }) => ({
        group: "nodes" as const,
        data: { ...data },
        position: { ...position },
        classes: data.focus ? "focus" : "",
      })),
      ...lines.map(({ data: { facts, ...data } }) => ({
        group: "edges" as const,
        // A curve's middle comes half as far from the straight line as its control point is.
        data: { ...data, text: data.label, count: facts.length, control: 2 * data.bend },
        classes: data.role === data.other_role ? "mutual" : "",
      })),
    ];
    this.cy.batch(() => {
      for (const id of removed) this.cy.getElementById(id).remove();
      this.cy.add(fresh);
    });
  }

  // Show what passes the filters, and how sure it is of the day asked for.
  show(shown: Shown, dated: boolean): void {
    const ends = new Set<string>();
    this.cy.batch(() => {
      for (const { data: line } of this.model.lines.values()) {
        const facts = shown.get(line.id) ?? [];
        const some = facts.length > 0;
        const element = this.cy.getElementById(line.id);
        element.toggleClass("off", !some);
        element.toggleClass("possible", some && dated && facts.every(({ held }) => held === "possible"));
        element.toggleClass("undated", some && facts.every(({ fact }) => undated(fact.when)));
        element.toggleClass("several", facts.length > 1);
        if (!some) continue;
        element.data("text", lineText(line, facts, dated));
        ends.add(line.source).add(line.target);
      }
      this.cy.nodes().forEach((node) => {
        node.toggleClass("lone", !ends.has(node.id()) && !node.hasClass("focus"));
      });
    });
  }

  light(ids: readonly string[]): void {
    this.only("lit", ids);
  }

  choose(id: string): void {
    this.only("chosen", id ? [id] : []);
  }

  cursor(id: string): void {
    this.only("cursor", id ? [id] : []);
  }

  // Draw a path's hops above all else; without any, all is drawn alike.
  path(nodes: readonly string[], badges: ReadonlyMap<string, string>): void {
    const some = badges.size > 0;
    const ends = new Set(nodes);
    this.cy.batch(() => {
      this.cy.nodes().forEach((node) => {
        node.toggleClass("hop", some && ends.has(node.id()));
        node.toggleClass("aside", some && !ends.has(node.id()));
      });
      this.cy.edges().forEach((edge) => {
        const badge = badges.get(edge.id());
        edge.toggleClass("hop", badge !== undefined);
        edge.toggleClass("aside", some && badge === undefined);
        if (badge) edge.data("text", `${badge} ${String(edge.data("text"))}`);
      });
    });
  }

  private only(name: string, ids: readonly string[]): void {
    this.cy.batch(() => {
      this.cy.elements(`.${name}`).removeClass(name);
      for (const id of ids) this.cy.getElementById(id).addClass(name);
    });
  }

  // Resolves when the drawing is on the screen.
  painted(): Promise<void> {
    return new Promise((done) => {
      this.cy.one("render", () => requestAnimationFrame(() => done()));
      this.cy.forceRender();
    });
  }

  // Show all of it, however small.
  fit(): void {
    this.cy.resize();
    this.cy.fit(undefined, MARGIN);
    if (this.cy.zoom() > CLOSEST) this.zoomTo(CLOSEST);
  }

  // Show what can be read at once: all of it, or else whom it is about. Tells whether it is all.
  begin(): boolean {
    this.fit();
    if (this.cy.zoom() >= FARTHEST) return true;
    this.cy.zoom(FARTHEST);
    const middle = this.cy.nodes(".focus");
    this.cy.center(middle.nonempty() ? middle : this.cy.elements());
    return false;
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.cy.zoom() * factor);
  }

  private zoomTo(level: number): void {
    const renderedPosition = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
    this.cy.zoom({ level, renderedPosition });
  }

  // Bring an element into view where it is out of it.
  reveal(id: string): void {
    const element = this.cy.getElementById(id);
    if (element.empty()) return;
    this.cy.resize();
    const { x1, x2, y1, y2 } = element.renderedBoundingBox({ includeLabels: false });
    this.cy.panBy({
      x: inward(x1, x2, this.cy.width()),
      y: inward(y1, y2, this.cy.height()),
    });
  }

  // Step back until these are seen with the rest, where any of them is out of view.
  revealAll(ids: readonly string[]): void {
    let some = this.cy.collection();
    for (const id of ids) some = some.union(this.cy.getElementById(id));
    if (this.isOutside(some)) this.fit();
  }

  private isOutside(some: CollectionReturnValue): boolean {
    if (some.empty()) return false;
    this.cy.resize();
    const box = some.renderedBoundingBox({ includeLabels: false });
    return box.x1 < 0 || box.y1 < 0 || box.x2 > this.cy.width() || box.y2 > this.cy.height();
  }

  private followScheme(): void {
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]) {
      matchMedia(query).addEventListener("change", () => this.restyle());
    }
  }

  // The size of the writing follows the distance, in steps.
  private keepReadable(): void {
    const step = Math.round(Math.log(this.cy.zoom()) / Math.log(STEP));
    if (step === this.step) return;
    this.step = step;
    this.restyle();
  }

  private restyle(): void {
    const zoom = STEP ** this.step;
    this.cy.style(styleSheet(this.encoding, { scheme: scheme(), still: stillness(), zoom }));
  }
}

// How far a stretch has to be moved to lie within a width, the side it begins at before the other.
function inward(start: number, end: number, width: number): number {
  if (start >= 0 && end <= width) return 0;
  if (start < 0 || end - start > width - 2 * MARGIN) return MARGIN - start;
  return width - MARGIN - end;
}

// Cytoscape adds a style element of its own, which the page's policy forbids, unless an element
// with its name is there; what would be in it stands in the page's style sheet.
function inertStyleElement(): void {
  const name = "__________cytoscape_stylesheet";
  if (document.getElementById(name)) return;
  const inert = document.createElement("template");
  inert.id = name;
  document.head.append(inert);
}
