// Time: any, one day that can be played through, or the days between two.
import { daysOf, firstDay, lastDay, monthOf } from "./calendar";
import type { Fact } from "./answer";
import { fill, make, stillness } from "./dom";
import type { State } from "./state";

export type Days = Pick<State, "day" | "from" | "to" | "certain">;

const STEP = 260; // milliseconds between the months of a play

export class Slider {
  readonly element: HTMLElement;
  private readonly first: number;
  private readonly last: number;
  private readonly body = make("div", { class: "time-body" });
  private readonly modes: Record<string, HTMLInputElement>;
  private timer = 0;
  private days: Days = { day: "", from: "", to: "", certain: false };

  constructor(
    facts: readonly Fact[],
    private readonly change: (days: Days) => void,
  ) {
    const all = facts.flatMap(({ when }) => daysOf(when)).sort();
    this.first = monthOf(all[0] ?? "2000-01-01");
    this.last = monthOf(all.at(-1) ?? "2000-12-31");
    this.modes = {
      any: this.mode("Any time", () => ({ day: "", from: "", to: "", certain: false })),
      day: this.mode("On a day", () => ({ ...this.days, day: firstDay(this.last), from: "", to: "" })),
      span: this.mode("Between", () => ({
        ...this.days,
        day: "",
        from: firstDay(this.first),
        to: lastDay(this.last),
      })),
    };
    this.element = make(
      "fieldset",
      { class: "map-time" },
      make("legend", {}, "Time"),
      make(
        "div",
        { class: "time-modes" },
        ...Object.entries(this.modes).map(([, box]) => make("label", {}, box, ` ${box.value}`)),
      ),
      this.body,
    );
  }

  private mode(words: string, days: () => Days): HTMLInputElement {
    return make("input", {
      type: "radio",
      name: "map-time",
      value: words,
      change: () => {
        this.stop();
        this.change(days());
      },
    });
  }

  show(days: Days): void {
    const before = this.days;
    this.days = days;
    const kind = (of: Days): string => (of.day ? "day" : of.from || of.to ? "span" : "any");
    for (const [name, box] of Object.entries(this.modes)) box.checked = name === kind(days);
    if (kind(before) === kind(days) && this.body.childElementCount > 0) this.refresh();
    else this.build(kind(days));
  }

  private build(kind: string): void {
    if (kind === "any") fill(this.body);
    else if (kind === "day") fill(this.body, this.play(), ...this.range("day", "The day"), this.sure());
    else fill(this.body, ...this.range("from", "From"), ...this.range("to", "To"), this.sure());
    this.refresh();
  }

  private range(which: "day" | "from" | "to", words: string): HTMLElement[] {
    const input = make("input", {
      type: "range",
      "data-which": which,
      "aria-label": words,
      min: String(this.first),
      max: String(this.last),
      input: () => this.moved(which, Number(input.value)),
    });
    const exact = make("input", {
      type: "date",
      "data-which": which,
      "aria-label": `${words}, exactly`,
      change: () => exact.value && this.set(which, exact.value),
    });
    return [make("label", { class: "time-range" }, words === "The day" ? "" : `${words} `, input), exact];
  }

  private moved(which: "day" | "from" | "to", month: number): void {
    this.set(which, which === "to" ? lastDay(month) : firstDay(month));
  }

  private set(which: "day" | "from" | "to", day: string): void {
    const next = { ...this.days, [which]: day };
    if (which === "from" && next.to && next.to < day) next.to = lastDay(monthOf(day));
    if (which === "to" && next.from > day) next.from = firstDay(monthOf(day));
    this.change(next);
  }

  private refresh(): void {
    for (const input of this.body.querySelectorAll<HTMLInputElement>("input[data-which]")) {
      const day = this.days[input.dataset["which"] as "day" | "from" | "to"];
      if (input.type === "date") input.value = day;
      else if (day) {
        input.value = String(monthOf(day));
        input.setAttribute("aria-valuetext", day);
      }
    }
    const sure = this.body.querySelector<HTMLInputElement>("input[type=checkbox]");
    if (sure) sure.checked = this.days.certain;
  }

  private sure(): HTMLElement {
    const box = make("input", {
      type: "checkbox",
      change: () => this.change({ ...this.days, certain: box.checked }),
    });
    return make("label", {}, box, " only what is certain");
  }

  private play(): HTMLElement {
    const button = make("button", { type: "button", class: "time-play" }, "▶ Play");
    button.addEventListener("click", () => {
      if (this.timer) this.stop();
      else this.start();
      fill(button, this.timer ? "❚❚ Pause" : "▶ Play");
    });
    return button;
  }

  private start(): void {
    let month = monthOf(this.days.day);
    if (month >= this.last) month = this.first - 1;
    const step = (): void => {
      month += 1;
      this.moved("day", month);
      if (month >= this.last) this.stop();
    };
    this.timer = window.setInterval(step, stillness() ? STEP * 4 : STEP);
    step();
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    const button = this.body.querySelector(".time-play");
    if (button) fill(button, "▶ Play");
  }
}
