// The paths that the page lists: which of them is drawn above the rest.
import type { Answer, LineData } from "./answer";
import { fill, make, plural } from "./dom";

interface Hop {
  from: string;
  to: string;
  facts: string[];
}

interface Route {
  article: HTMLElement;
  hops: Hop[];
}

export interface Highlight {
  nodes: string[];
  badges: Map<string, string>;
}

export class Routes {
  readonly element = make("div", { class: "map-routes" });
  choose: (path: number) => void = () => undefined;
  private readonly routes: readonly Route[];
  private readonly ids: ReadonlyMap<string, string>;
  private readonly names: ReadonlyMap<string, string>;

  constructor({ elements }: Answer) {
    this.routes = listed();
    this.ids = new Map(elements.nodes.map(({ data }) => [data.short_id, data.id]));
    this.names = new Map(elements.nodes.map(({ data }) => [data.short_id, data.label]));
  }

  // Offer the paths, mark the chosen one in the page's list, and say what to draw of it.
  show(chosen: number, lines: readonly LineData[]): Highlight {
    this.offer(chosen);
    this.routes.forEach(({ article }, number) => {
      article.classList.toggle("chosen", number + 1 === chosen);
    });
    const badges = new Map<string, string>();
    const hops = this.routes[chosen - 1]?.hops ?? [];
    hops.forEach((hop, number) => {
      for (const line of this.linesOf(hop, lines)) badges.set(line.id, `(${number + 1})`);
    });
    const nodes = hops.flatMap(({ from, to }) => [from, to].map((id) => this.ids.get(id) ?? ""));
    return { nodes, badges };
  }

  private linesOf(hop: Hop, lines: readonly LineData[]): LineData[] {
    const ends = new Set([hop.from, hop.to].map((id) => this.ids.get(id)));
    return lines.filter(
      (line) =>
        ends.has(line.source) &&
        ends.has(line.target) &&
        line.facts.some(({ id }) => hop.facts.includes(id)),
    );
  }

  private offer(chosen: number): void {
    if (this.routes.length === 0) return;
    const within = this.element.contains(document.activeElement);
    const choices = this.routes.map((route, number) => this.choice(route, number + 1, chosen));
    fill(this.element, make("fieldset", {}, make("legend", {}, "Path on the map"), ...choices));
    if (within) this.element.querySelector<HTMLElement>("input:checked")?.focus();
  }

  private choice({ hops }: Route, number: number, chosen: number): HTMLElement {
    const between = hops.slice(0, -1).map(({ to }) => this.names.get(to) ?? to);
    const by = between.length > 0 ? ` by ${between.join(", ")}` : "";
    const box = make("input", {
      type: "radio",
      name: "map-path",
      value: String(number),
      checked: number === chosen,
      change: () => this.choose(number),
    });
    return make("label", {}, box, ` ${number}: ${plural(hops.length, "hop")}${by}`);
  }
}

// The paths in the page's own words, which need not be asked for again.
function listed(): Route[] {
  const articles = document.querySelectorAll<HTMLElement>("[data-path]");
  return [...articles].map((article) => ({
    article,
    hops: [...article.querySelectorAll<HTMLElement>("[data-from]")].map(({ dataset }) => ({
      from: dataset["from"] ?? "",
      to: dataset["to"] ?? "",
      facts: (dataset["facts"] ?? "").split(" "),
    })),
  }));
}
