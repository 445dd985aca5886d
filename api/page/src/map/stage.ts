// The parts of a map on the page, empty: where the drawing goes, its buttons, what is said aloud.
import { make } from "./dom";
import { helpDialog } from "./keys";

export interface StageActions {
  zoom(factor: number): void;
  fit(): void;
}

export class Stage {
  readonly box = make("div", {
    class: "map-canvas",
    role: "application",
    tabindex: "0",
    "aria-label": "Map of connections: arrow keys walk, question mark for help",
  });
  readonly place = make("div", { class: "map-stage" });
  readonly notice = make("p", { class: "map-notice", role: "status" });
  readonly live = make("p", { class: "visually-hidden", "aria-live": "polite" });
  readonly help = helpDialog();

  // Say one thing more above the map.
  note(sentence: string): void {
    const whole = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
    this.notice.append(this.notice.textContent ? " " : "", whole.charAt(0).toUpperCase() + whole.slice(1));
  }

  frame(actions: StageActions): HTMLElement {
    const press = (words: string, sign: string, act: () => void): HTMLElement =>
      make("button", { type: "button", "aria-label": words, title: words, click: act }, sign);
    return make(
      "div",
      { class: "map-frame" },
      this.box,
      make(
        "div",
        { class: "map-tools" },
        press("Nearer", "+", () => actions.zoom(1.25)),
        press("Farther", "−", () => actions.zoom(0.8)),
        press("All of the map", "⤢", () => actions.fit()),
        press("Keys of the map", "?", () => this.help.showModal()),
      ),
    );
  }
}
