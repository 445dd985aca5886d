// What can be taken away: every export of the service with the question as it stands, the picture
// on the screen, and the address.
import type { Core } from "cytoscape";
import { fill, make } from "./dom";
import type { Encoding } from "./encoding";
import { savePicture } from "./picture";

export type Formats = Readonly<Record<string, string>>; // what each is good for, by name

export interface MenuContext {
  formats: Formats;
  question(): string;
  about(): string[];
  fileName(): string;
  cy(): Core;
  encoding: Encoding;
  types(): string[];
}

export class Menu {
  readonly element: HTMLElement;
  private readonly links = make("ul", { class: "export-formats" });
  private readonly told = make("span", { role: "status" });

  constructor(private readonly context: MenuContext) {
    this.element = make(
      "div",
      { class: "map-take" },
      make(
        "details",
        { class: "map-export" },
        make("summary", {}, "Export"),
        make("p", {}, "The connections as they are filtered now, as a file:"),
        this.links,
      ),
      make("button", { type: "button", class: "export-screen", click: () => void this.picture() }, "Picture of the screen"),
      make("button", { type: "button", class: "copy-link", click: () => void this.copy() }, "Copy link"),
      this.told,
    );
  }

  show(): void {
    fill(this.links, ...exportLinks(this.context.formats, this.context.question()));
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      fill(this.told, "Link copied");
    } catch {
      fill(this.told, location.href);
    }
  }

  private async picture(): Promise<void> {
    const { cy, encoding, about, types, fileName } = this.context;
    await savePicture({ cy: cy(), encoding, lines: about(), types: types(), fileName: `${fileName()}.png` });
    fill(this.told, "Picture saved");
  }
}

// A link for each format, with what it is good for.
export function exportLinks(formats: Formats, question: string): HTMLElement[] {
  return Object.entries(formats).map(([format, words]) =>
    make("li", {}, make("a", { href: `/export/${format}?${question}`, download: true }, words)),
  );
}

export function formatsOf(section: HTMLElement): Formats {
  return JSON.parse(section.dataset["formats"] ?? "{}") as Formats;
}
