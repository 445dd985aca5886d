// The list of suggestions below a field (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
import { type Hit, words } from "./hits";

let lists = 0;

export class Listbox {
  readonly element = document.createElement("ul");
  private hits: Hit[] = [];
  private at = -1;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly chosen: (hit: Hit) => void,
  ) {
    this.element.id = `suggestions-${++lists}`;
    this.element.className = "suggestions";
    this.element.hidden = true;
    this.element.setAttribute("role", "listbox");
    this.element.setAttribute("aria-label", "Actors");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.element.id);
    field.setAttribute("aria-expanded", "false");
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get current(): Hit | undefined {
    return this.hits[this.at];
  }

  show(hits: Hit[], asked: string): void {
    this.hits = hits;
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    const items = hits.map((hit, place) => this.item(hit, place));
    this.element.replaceChildren(...(items.length ? items : [none(`No actor is called “${asked}”`)]));
    this.open(true);
  }

  say(words: string): void {
    this.hits = [];
    this.at = -1;
    this.element.replaceChildren(none(words));
    this.open(true);
  }

  close(): void {
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.open(false);
  }

  move(by: number): void {
    if (!this.hits.length) return;
    const steps = this.hits.length;
    this.at = this.at < 0 ? (by > 0 ? 0 : steps - 1) : (this.at + by + steps) % steps;
    [...this.element.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === this.at));
      if (place !== this.at) return;
      this.field.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    });
  }

  private open(isOpen: boolean): void {
    this.element.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
  }

  private item(hit: Hit, place: number): HTMLLIElement {
    const item = document.createElement("li");
    item.id = `${this.element.id}-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(named("bdi", "label", hit.label), " ", named("span", "type", words(hit.type)));
    if (hit.hint) item.append(" ", named("span", "hint", hit.hint));
    // Before the field loses the focus, which would close the list.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.chosen(hit);
    });
    return item;
  }
}

function named(tag: string, name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

function none(words: string): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "none";
  item.setAttribute("role", "option");
  item.setAttribute("aria-disabled", "true");
  item.setAttribute("aria-selected", "false");
  item.textContent = words;
  return item;
}
