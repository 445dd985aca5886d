// One map on a page: its parts, and how what the reader does goes from one to the others.
import type { SingularElementArgument } from "cytoscape";
import type { Answer, LineData, NodeData } from "./answer";
import { Canvas } from "./canvas";
import { fill, plural } from "./dom";
import { asked, asksForDays, countKinds, countStandings, shownFacts, shownIds, type Shown } from "./filters";
import { Keys } from "./keys";
import { Legend } from "./legend";
import { isDoubtful, lineText } from "./lines";
import { Menu, formatsOf } from "./menu";
import { MOST_LINES, Model, readable } from "./model";
import { Panel, type LineView } from "./panel";
import { Routes } from "./routes";
import { Slider } from "./slider";
import { Stage } from "./stage";
import { initial, parse, write, type Expansion, type State } from "./state";
import { Table } from "./table";
import { Unfolding } from "./unfolding";

const FEW = 5; // actors, which need less room
const PATIENCE = 250; // milliseconds that a slider rests before its place is put in the address

export class MapView {
  readonly canvas: Canvas;
  private readonly stage = new Stage();
  private readonly model: Model;
  private readonly keys: Keys;
  private readonly panel: Panel;
  private readonly legend: Legend;
  private readonly slider: Slider;
  private readonly table: Table;
  private readonly menu: Menu;
  private readonly routes: Routes;
  private readonly unfolding: Unfolding;
  private state: State = initial();
  private shown: Shown = new Map();
  private end = "";
  private writing = 0;

  private constructor(
    section: HTMLElement,
    private readonly question: string,
    private readonly answer: Answer,
  ) {
    this.routes = new Routes(answer);
    this.model = new Model(readable(answer));
    this.panel = new Panel({
      close: () => this.close(),
      open: (id) => this.open(id),
      light: (id) => this.canvas.light(id ? [id] : []),
      unfold: (node) => this.unfold(node.id),
      fold: (node) => this.fold(node.id),
      setEnd: (node) => this.setEnd(node.id),
    });
    this.legend = new Legend(answer.encoding, {
      standing: (name, on) => this.set({ standings: toggled(this.state.standings, name, on) }),
      kind: (name, on) => this.set({ hidden: toggled(this.state.hidden, name, !on) }),
    });
    const facts = this.lines().flatMap((line) => line.facts);
    this.slider = new Slider(facts, (days) => this.set(days, { often: true }));
    this.table = new Table(
      (id) => this.open(id),
      (sort) => this.set({ sort }, { replace: true }),
    );
    this.menu = new Menu({
      formats: formatsOf(section),
      encoding: answer.encoding,
      fileName: () => location.pathname.split("/").filter(Boolean).join("-") || "map",
      question: () => this.asked(),
      about: () => this.about(),
      types: () => this.types(),
      cy: () => this.canvas.cy,
    });
    this.routes.choose = (path) => this.set({ path });
    this.build(section);
    this.canvas = new Canvas(this.stage.box, this.model, answer.encoding);
    this.unfolding = new Unfolding(question, this.model, this.canvas, (words) => {
      fill(this.stage.notice, words);
    });
    this.keys = new Keys(this.canvas.cy, this.stage.box, this.keyActions());
    this.listen();
    this.sayWhatIsLeftOut();
  }

  static async over(section: HTMLElement, question: string, answer: Answer): Promise<MapView> {
    const view = new MapView(section, question, answer);
    await view.follow();
    if (!location.hash) view.begin(section.dataset["select"] ?? "");
    if (!view.canvas.begin()) view.stage.note("Part of the map is in view; ⤢ shows all of it.");
    view.canvas.reveal(view.idOf(view.state.selected));
    await view.canvas.painted();
    return view;
  }

  // What the address says and the screen shows, for whoever checks that it is the same.
  describe(): object {
    return {
      ...this.state,
      lines: [...this.shown.keys()].sort(),
      facts: [...shownIds(this.shown)].sort(),
      nodes: [...this.model.nodes.keys()].sort(),
    };
  }

  private build(section: HTMLElement): void {
    const { stage } = this;
    const frame = stage.frame({
      zoom: (factor) => this.canvas.zoomBy(factor),
      fit: () => this.canvas.fit(),
    });
    const { place } = stage;
    place.classList.toggle("few", this.model.nodes.size <= FEW);
    place.append(frame, this.panel.element);
    section.querySelector(".map-wait")?.remove();
    section.append(
      this.routes.element,
      stage.notice,
      place,
      this.slider.element,
      this.legend.element,
      this.menu.element,
      this.table.element,
      stage.live,
      stage.help,
    );
  }

  private listen(): void {
    const { cy } = this.canvas;
    const { box } = this.stage;
    const of = (event: { target: unknown }): SingularElementArgument =>
      event.target as SingularElementArgument;
    cy.on("tap", (event) => {
      if (event.target === cy) this.close();
    });
    cy.on("tap", "edge", (event) => this.open(of(event).id()));
    // The panel would come under the second tap of two.
    cy.on("onetap", "node", (event) => this.open(of(event).id()));
    cy.on("dbltap", "node", (event) => {
      const id = of(event).id();
      if (this.model.isUnfolded(id)) this.fold(id);
      else this.unfold(id);
    });
    cy.on("mouseover", "node, edge", (event) => {
      const element = of(event);
      const ties = element.isNode() ? element.connectedEdges().not(".off").map((tie) => tie.id()) : [];
      this.canvas.light([element.id(), ...ties]);
    });
    cy.on("mouseout", "node, edge", () => this.canvas.light([]));
    // The wheel belongs to the page until the map is entered.
    box.addEventListener("pointerdown", () => box.focus({ preventScroll: true }));
    box.addEventListener("focus", () => cy.userZoomingEnabled(true));
    box.addEventListener("blur", () => {
      cy.userZoomingEnabled(false);
      this.canvas.cursor("");
    });
    window.addEventListener("popstate", () => void this.follow());
    new ResizeObserver(() => cy.resize()).observe(box);
  }

  private keyActions() {
    return {
      walkTo: (id: string) => this.walkTo(id),
      open: (id: string) => this.open(id, true),
      unfold: (id: string) => this.unfold(id),
      fold: (id: string) => this.fold(id),
      undo: () => {
        const last = this.state.expanded.at(-1);
        if (last) this.fold(this.idOf(last.id));
      },
      setEnd: (id: string) => this.setEnd(id),
      zoom: (factor: number) => this.canvas.zoomBy(factor),
      fit: () => this.canvas.fit(),
      close: () => this.close(),
      help: () => this.stage.help.showModal(),
    };
  }

  // What the page itself is about is open from the start.
  private begin(selected: string): void {
    this.state.selected = selected;
    this.render();
  }

  // Take on the state that the address says.
  private async follow(): Promise<void> {
    const said = location.hash.replace(/^#/, "");
    if (said && !said.includes("=")) return; // a place on the page, not a state
    this.slider.stop();
    this.state = parse(said);
    this.state.expanded = await this.unfolding.follow(this.state.expanded);
    this.render();
  }

  private set(change: Partial<State>, how: { replace?: boolean; often?: boolean } = {}): void {
    this.state = { ...this.state, ...change };
    this.render();
    window.clearTimeout(this.writing);
    if (how.often) this.writing = window.setTimeout(() => this.note(false), PATIENCE);
    else this.note(how.replace ?? false);
  }

  private note(replace: boolean): void {
    const said = write(this.state);
    const address = `${location.pathname}${location.search}${said ? `#${said}` : ""}`;
    if (address === `${location.pathname}${location.search}${location.hash}`) return;
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  private render(): void {
    const lines = this.lines();
    const dated = asksForDays(this.state);
    this.shown = shownFacts(lines, this.state);
    this.canvas.show(this.shown, dated);
    const { nodes, badges } = this.routes.show(this.state.path, lines);
    this.canvas.path(nodes, badges);
    this.slider.show(this.state);
    this.legend.show({
      standings: countStandings(lines, this.shown),
      kinds: countKinds(lines, this.shown),
      types: this.types(),
      chosen: this.state.standings,
      hidden: this.state.hidden,
    });
    const named = new Map([...this.model.nodes].map(([id, { data }]) => [id, data]));
    this.table.show(lines, named, this.shown, dated, this.state.sort);
    this.menu.show();
    this.stage.place.classList.toggle("few", this.model.nodes.size <= FEW);
    this.showSelected();
  }

  private showSelected(): void {
    const id = this.idOf(this.state.selected);
    this.canvas.choose(id);
    const line = this.model.lines.get(id)?.data;
    const node = this.model.nodes.get(id)?.data;
    if (line) this.panel.showLine(this.lineView(line));
    else if (node) {
      this.panel.showNode({
        node,
        ties: this.tiesOf(node.id).map((tie) => this.lineView(tie)),
        unfolded: this.model.isUnfolded(node.id),
        more: this.model.moreOf(node.id),
        end: this.end,
      });
    } else this.panel.hide();
  }

  private open(id: string, byKey = false): void {
    const selected = (this.model.lines.get(id) ?? this.model.nodes.get(id))?.data.short_id;
    if (!selected) return;
    this.keys.moveTo(id);
    this.canvas.light([]);
    this.set({ selected });
    this.canvas.reveal(id);
    if (byKey) this.panel.element.focus();
  }

  private close(): void {
    const within = this.panel.element.contains(document.activeElement);
    this.canvas.light([]);
    if (this.state.selected) this.set({ selected: "" });
    if (within) this.stage.box.focus({ preventScroll: true });
  }

  private walkTo(id: string): void {
    this.canvas.cursor(id);
    this.canvas.reveal(id);
    const node = this.model.nodes.get(id)?.data;
    const line = this.model.lines.get(id)?.data;
    if (node) this.say(this.spoken(node));
    else if (line) {
      const { source, text, target } = this.lineView(line);
      this.say(`${source.label}, ${text}, ${target.label}`);
    }
  }

  private spoken(node: NodeData): string {
    const ties = this.tiesOf(node.id);
    const doubtful = new Map<string, number>();
    for (const { standing } of ties.filter((line) => isDoubtful(line.standing))) {
      doubtful.set(standing, (doubtful.get(standing) ?? 0) + 1);
    }
    const counts = [...doubtful].sort().map(([standing, count]) => `${count} ${standing}`);
    return `${node.label}, ${node.type}, ${[plural(ties.length, "tie"), ...counts].join("; ")}`;
  }

  private unfold(id: string): void {
    const node = this.model.nodes.get(id)?.data;
    if (!node) return;
    const others = this.state.expanded.filter((each) => each.id !== node.short_id);
    void this.change([...others, { id: node.short_id, pages: this.model.pagesOf(id) + 1 }]);
  }

  private fold(id: string): void {
    const node = this.model.nodes.get(id)?.data;
    if (node) void this.change(this.state.expanded.filter((each) => each.id !== node.short_id));
  }

  private async change(wanted: Expansion[]): Promise<void> {
    const before = this.model.nodes.size;
    const expanded = await this.unfolding.follow(wanted);
    this.set({ expanded });
    const more = this.model.nodes.size - before;
    this.say(more < 0 ? `${plural(-more, "actor")} folded away` : `${plural(more, "actor")} added`);
  }

  private setEnd(id: string): void {
    const node = this.model.nodes.get(id)?.data;
    if (!node) return;
    if (this.end && this.end !== node.short_id) {
      const ends = new URLSearchParams({ from: this.end, to: node.short_id });
      location.assign(`/paths?${ends.toString()}`);
      return;
    }
    this.end = node.short_id;
    this.say(`${node.label} is one end of a path; choose the other`);
    this.showSelected();
  }

  private sayWhatIsLeftOut(): void {
    const [drawn, all] = [this.model.lines.size, this.answer.elements.edges.length];
    const words = `showing ${drawn} of ${all} connections: the newest, at most ${MOST_LINES}`;
    const left = this.answer.data.left_out === "nothing" ? "" : this.answer.data.left_out;
    fill(this.stage.notice);
    for (const sentence of [drawn < all ? words : "", left]) if (sentence) this.stage.note(sentence);
  }

  private say(words: string): void {
    fill(this.stage.live, words);
  }

  private asked(): string {
    const kinds = [...new Set(this.lines().flatMap(({ facts }) => facts.map(({ type }) => type)))];
    return asked(this.question, this.state, kinds.sort());
  }

  // What a picture of the screen says of itself.
  about(): string[] {
    const { title, revision, date } = this.answer.data;
    const said = write({ ...this.state, selected: "", sort: "" });
    const filters = decodeURIComponent(said).replaceAll("&", "; ");
    return [
      title,
      filters ? `Filters: ${filters}` : "No filters",
      `Legation, revision ${revision}, ${date}: ${plural(shownIds(this.shown).size, "fact")} shown`,
    ];
  }

  private types(): string[] {
    return [...new Set([...this.model.nodes.values()].map(({ data }) => data.type))].sort();
  }

  private lines(): LineData[] {
    return [...this.model.lines.values()].map(({ data }) => data);
  }

  private tiesOf(id: string): LineData[] {
    return this.lines().filter(
      (line) => this.shown.has(line.id) && (line.source === id || line.target === id),
    );
  }

  private lineView(line: LineData): LineView {
    const of = (id: string): NodeData => (this.model.nodes.get(id) as { data: NodeData }).data;
    const shown = this.shown.get(line.id) ?? [];
    return {
      line,
      predicate: line.predicate,
      source: of(line.source),
      target: of(line.target),
      facts: shown.length > 0 ? shown.map(({ fact }) => fact) : line.facts,
      text: lineText(line, shown, asksForDays(this.state)),
      revision: this.answer.data.revision,
    };
  }

  // The element of a short id: a line's, an actor's, or that of a fact that a line is drawn for.
  private idOf(shortId: string): string {
    // Where a fact is several lines, the one that says who did what to whom goes first.
    const lines = this.lines().sort((one, other) => together(one) - together(other));
    const found =
      lines.find((line) => line.short_id === shortId) ??
      [...this.model.nodes.values()].find(({ data }) => data.short_id === shortId)?.data ??
      lines.find((line) => line.facts.some(({ id }) => id === shortId));
    return found?.id ?? "";
  }
}

function together({ role, other_role }: LineData): number {
  return role === other_role ? 1 : 0;
}

function toggled<T>(list: readonly T[], item: T, on: boolean): T[] {
  const others = list.filter((each) => each !== item);
  return on ? [...others, item] : others;
}
