// The same facts as the map shows, as a table: for screen readers, for paper, and for sorting.
import type { Fact, LineData, NodeData } from "./answer";
import { dateWords, sortDay, undated } from "./calendar";
import { fill, make, name, plural } from "./dom";
import { shownIds, type Shown } from "./filters";

interface Row {
  line: LineData;
  fact: Fact;
  source: string;
  target: string;
  possible: boolean;
}

interface Column {
  key: string;
  words: string;
  by(row: Row): string;
}

const COLUMNS: Column[] = [
  { key: "who", words: "Who", by: (row) => row.source },
  { key: "what", words: "What", by: (row) => row.line.predicate },
  { key: "whom", words: "Whom", by: (row) => row.target },
  { key: "when", words: "When", by: (row) => sortDay(row.fact.when) },
  { key: "standing", words: "Standing", by: (row) => row.fact.standing },
  { key: "source", words: "Evidence", by: (row) => row.fact.evidence[0]?.source.title ?? "" },
];

export class Table {
  readonly element: HTMLElement;
  private readonly caption = make("caption");
  private readonly head = make("tr");
  private readonly rows = make("tbody");
  private readonly summary = make("summary");

  constructor(
    private readonly open: (line: string) => void,
    private readonly sort: (key: string) => void,
  ) {
    const table = make("table", {}, this.caption, make("thead", {}, this.head), this.rows);
    const label = "The map as a table";
    this.element = make(
      "details",
      { class: "map-table" },
      this.summary,
      make("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": label }, table),
    );
    window.addEventListener("beforeprint", () => this.element.setAttribute("open", ""));
  }

  show(
    lines: readonly LineData[],
    nodes: ReadonlyMap<string, NodeData>,
    shown: Shown,
    dated: boolean,
    sort: string,
  ): void {
    const rows = lines.flatMap((line) =>
      (shown.get(line.id) ?? []).map(({ fact, held }) => ({
        line,
        fact,
        source: nodes.get(line.source)?.label ?? line.source,
        target: nodes.get(line.target)?.label ?? line.target,
        possible: dated && held === "possible",
      })),
    );
    const [key, down] = [sort.replace(/^-/, ""), sort.startsWith("-")];
    order(rows, key, down);
    const words = plural(shownIds(shown).size, "fact");
    fill(this.summary, `As a table: ${words}`);
    fill(this.caption, `${words} on the map, one row for each two actors that a fact ties`);
    const within = document.activeElement?.getAttribute("data-sort");
    fill(this.head, ...COLUMNS.map((column) => this.heading(column, key, down)));
    if (within) this.head.querySelector<HTMLElement>(`[data-sort=${within}]`)?.focus();
    fill(this.rows, ...rows.map((row) => this.row(row)));
  }

  private heading({ key, words }: Column, sorted: string, down: boolean): HTMLElement {
    const here = key === sorted;
    const next = here && !down ? `-${key}` : key;
    return make(
      "th",
      { scope: "col", "aria-sort": here ? (down ? "descending" : "ascending") : undefined },
      make(
        "button",
        { type: "button", "data-sort": key, click: () => this.sort(next) },
        words,
        here && (down ? " ↓" : " ↑"),
      ),
    );
  }

  private row({ line, fact, source, target, possible }: Row): HTMLElement {
    const when = undated(fact.when) ? "date unknown" : dateWords(fact.when);
    const [first, ...rest] = fact.evidence;
    return make(
      "tr",
      { class: fact.standing, "data-line": line.id, "data-fact": fact.id },
      make("td", {}, name(source)),
      make("td", {}, make("button", { type: "button", click: () => this.open(line.id) }, line.predicate)),
      make("td", {}, name(target)),
      make("td", {}, when, possible && !undated(fact.when) && " · possible"),
      make("td", {}, fact.standing),
      make(
        "td",
        {},
        first && first.quote !== null && name(first.quote, "q"),
        " ",
        first && name(first.source.title, "cite"),
        rest.length > 0 && ` and ${rest.length} more`,
      ),
    );
  }
}

function order(rows: Row[], key: string, down: boolean): void {
  const column = COLUMNS.find((each) => each.key === key);
  if (!column) return;
  rows.sort((one, other) => {
    const sign = column.by(one).localeCompare(column.by(other));
    return (down ? -sign : sign) || one.fact.id.localeCompare(other.fact.id);
  });
}
