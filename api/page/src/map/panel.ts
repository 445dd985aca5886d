// What is known of one line or one actor: read beside the map, or under it on a phone.
import { ask, type Evidence, type Fact, type LineData, type NodeData } from "./answer";
import { fill, make, name, plural } from "./dom";
import { citation, evidenceList, factCard, tieHeading, type Tie } from "./evidence";

export interface PanelActions {
  close(): void;
  open(id: string): void;
  light(id: string): void;
  unfold(node: NodeData): void;
  fold(node: NodeData): void;
  setEnd(node: NodeData): void;
}

export interface LineView extends Tie {
  line: LineData;
  facts: Fact[];
  text: string;
  revision: number;
}

export interface NodeView {
  node: NodeData;
  ties: LineView[];
  unfolded: boolean;
  more: number;
  end: string;
}

interface Thread {
  responses: { type: string; asserter: { label: string }[]; evidence: Evidence[] }[];
}

export class Panel {
  readonly element: HTMLElement;
  private readonly body = make("div", { class: "panel-body" });
  private shown = "";

  constructor(private readonly actions: PanelActions) {
    this.element = make(
      "aside",
      { class: "map-panel", "aria-label": "Evidence", hidden: true, tabindex: "-1" },
      make(
        "button",
        {
          type: "button",
          class: "panel-close",
          "aria-label": "Close",
          click: () => actions.close(),
        },
        "×",
      ),
      this.body,
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      actions.close();
    });
  }

  hide(): void {
    this.shown = "";
    this.element.hidden = true;
    fill(this.body);
  }

  showLine(view: LineView): void {
    const key = `${view.line.id} ${view.facts.map(({ id }) => id).join()}`;
    if (this.appear(key, "Evidence")) return;
    const cards = view.facts.map((fact) => factCard(fact, this.factButtons(view, fact)));
    fill(
      this.body,
      tieHeading(view, view.line.standing),
      view.facts.length > 1 && make("p", {}, plural(view.facts.length, "fact")),
      ...cards,
    );
    view.facts.forEach((fact, number) => {
      const card = cards[number];
      if (card && fact.asserter && fact.denied_by.length > 0) void addDenials(fact, card);
    });
  }

  showNode({ node, ties, unfolded, more, end }: NodeView): void {
    const key = JSON.stringify([node.id, unfolded, more, end, ties.map(({ text }) => text)]);
    if (this.appear(key, "Actor")) return;
    const also = node.aliases ? ` · also ${node.aliases.split(" | ").join(", ")}` : "";
    fill(
      this.body,
      make("h3", {}, name(node.label)),
      make("p", { class: "panel-type" }, node.type, also),
      this.nodeButtons(node, unfolded, more, end),
      make("h4", {}, `${plural(ties.length, "line")} on the map`),
      make("ul", { class: "panel-ties" }, ...ties.map((tie) => this.tie(tie, node.id))),
    );
  }

  // Show the panel; true where what it should show is there already.
  private appear(key: string, label: string): boolean {
    const same = this.shown === key && !this.element.hidden;
    this.shown = key;
    this.element.hidden = false;
    this.element.setAttribute("aria-label", label);
    if (!same) this.element.scrollTop = 0;
    return same;
  }

  private nodeButtons(node: NodeData, unfolded: boolean, more: number, end: string): HTMLElement {
    const { actions } = this;
    const press = (words: string, act: () => void): HTMLElement =>
      make("button", { type: "button", click: act }, words);
    const place = end === "" ? "Path from here" : end !== node.short_id && "Path to here";
    return make(
      "p",
      { class: "panel-buttons" },
      make("a", { href: `/actors/${encodeURIComponent(node.short_id)}` }, "Open the card"),
      !unfolded && press("Expand", () => actions.unfold(node)),
      unfolded && more > 0 && press(`Show ${more} more`, () => actions.unfold(node)),
      unfolded && press("Collapse", () => actions.fold(node)),
      place && press(place, () => actions.setEnd(node)),
    );
  }

  private tie({ line, source, target, text }: LineView, from: string): HTMLElement {
    const { actions } = this;
    const words =
      line.source === from ? [`${text}: `, name(target.label)] : [name(source.label), `: ${text}`];
    return make(
      "li",
      { class: line.standing },
      make(
        "button",
        {
          type: "button",
          class: "panel-tie",
          click: () => actions.open(line.id),
          focus: () => actions.light(line.id),
          mouseenter: () => actions.light(line.id),
          mouseleave: () => actions.light(""),
        },
        ...words,
      ),
    );
  }

  private factButtons(view: LineView, fact: Fact): HTMLElement {
    const told = make("span", { class: "panel-told", role: "status" });
    const words = citation(view, fact, view.revision);
    const copy = async (): Promise<void> => {
      try {
        await navigator.clipboard.writeText(words);
        fill(told, "Copied");
      } catch {
        fill(told, words);
      }
    };
    const id = encodeURIComponent(fact.id);
    return make(
      "p",
      { class: "panel-buttons" },
      make("button", { type: "button", click: () => void copy() }, "Copy citation"),
      fact.asserter
        ? make("a", { href: `/statements/${id}/thread` }, "The whole thread")
        : make("a", { href: `/facts/${id}` }, "The fact"),
      told,
    );
  }
}

// A denial stands beside what it denies, in its own words.
async function addDenials(fact: Fact, card: HTMLElement): Promise<void> {
  const place = card.querySelector(".fact-denial");
  try {
    const { responses } = await ask<Thread>(`/statements/${encodeURIComponent(fact.id)}/thread`);
    const denials = responses.filter(({ type }) => type === "Denial");
    if (!place || denials.length === 0) return;
    fill(
      place,
      ...denials.flatMap(({ asserter, evidence }) => [
        make("p", {}, "Denied by ", name(asserter.map(({ label }) => label).join(", "))),
        evidenceList(evidence),
      ]),
    );
  } catch {
    // The names of those who deny it stand there already.
  }
}
