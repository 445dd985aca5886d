// The legend, which is also the filter: standings and kinds of fact with their numbers.
import type { Standing } from "./answer";
import { fill, make } from "./dom";
import { lineOf, markOf, scheme, type Encoding, type LineStyle, type TypeMark } from "./encoding";
import type { Count } from "./filters";
import { OUTLINES } from "./outlines";

const SVG = "http://www.w3.org/2000/svg";

export interface LegendView {
  standings: Count[];
  kinds: Count[];
  types: string[];
  chosen: readonly Standing[];
  hidden: readonly string[];
}

export interface LegendActions {
  standing(name: Standing, on: boolean): void;
  kind(name: string, on: boolean): void;
}

export class Legend {
  readonly element: HTMLElement;
  private readonly standings = make("fieldset", {}, make("legend", {}, "Standing"));
  private readonly kinds = make("fieldset", {}, make("legend", {}, "Kind of fact"));
  private readonly types = make("ul", { class: "legend-types", "aria-label": "Types of actor" });

  constructor(
    private readonly encoding: Encoding,
    private readonly actions: LegendActions,
  ) {
    this.element = make(
      "div",
      { class: "map-legend", role: "group", "aria-label": "Legend and filters" },
      this.standings,
      this.kinds,
      this.types,
    );
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      if (this.last) this.show(this.last);
    });
  }

  private last?: LegendView;

  show(view: LegendView): void {
    this.last = view;
    const { actions, encoding } = this;
    const kept = document.activeElement?.id;
    rows(this.standings, "Standing", view.standings, ({ name }) => {
      const standing = name as Standing;
      return [
        view.chosen.includes(standing),
        (on) => actions.standing(standing, on),
        lineSample(lineOf(encoding, standing)),
      ];
    });
    rows(this.kinds, "Kind of fact", view.kinds, ({ name }) => [
      !view.hidden.includes(name),
      (on) => actions.kind(name, on),
    ]);
    const marks = new Map(view.types.map((type) => [markOf(encoding, type).key, markOf(encoding, type)]));
    fill(
      this.types,
      ...[...marks.values()].map((mark) => make("li", {}, markSample(mark), ` ${mark.words}`)),
    );
    if (kept?.startsWith("legend-")) document.getElementById(kept)?.focus();
  }
}

type Row = [on: boolean, change: (on: boolean) => void, sample?: Node];

function rows(
  place: HTMLElement,
  title: string,
  counts: readonly Count[],
  row: (count: Count) => Row,
): void {
  fill(
    place,
    make("legend", {}, title),
    ...counts.map((count) => {
      const [on, change, sample] = row(count);
      const box = make("input", {
        type: "checkbox",
        id: `legend-${count.name}`,
        checked: on,
        change: (event) => change((event.target as HTMLInputElement).checked),
      });
      const number = count.shown === count.all ? `${count.all}` : `${count.shown} of ${count.all}`;
      const words = count.name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
      return make("label", {}, box, sample, ` ${words} `, make("span", { class: "count" }, number));
    }),
  );
}

function drawn(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

function lineSample(style: LineStyle): SVGElement {
  const colour = style.colour[scheme()];
  const hollow = style.arrow.startsWith("hollow");
  const line = drawn("line", {
    x1: 1, y1: 7, x2: 30, y2: 7, stroke: colour, "stroke-width": 2,
    ...(style.dashes.length > 0 ? { "stroke-dasharray": style.dashes.join(" ") } : {}),
  });
  const head =
    style.arrow === "tee"
      ? drawn("line", { x1: 31, y1: 2, x2: 31, y2: 12, stroke: colour, "stroke-width": 2 })
      : drawn("path", { d: "M30 3 L38 7 L30 11 Z", stroke: colour, fill: hollow ? "none" : colour });
  return drawn("svg", { width: 40, height: 14, "aria-hidden": "true" }, line, head);
}

function markSample(mark: TypeMark): SVGElement {
  const shown = scheme();
  return drawn(
    "svg",
    { width: 16, height: 16, "aria-hidden": "true" },
    drawn("path", {
      d: OUTLINES[mark.shape] ?? "",
      fill: mark.fill[shown],
      stroke: mark.line[shown],
      "stroke-width": 1.5,
    }),
  );
}
