// Suggests actors while a name is typed. Without it the field is sent as it is.
import { type Hit, find } from "./hits";
import { Listbox } from "./listbox";

const PAUSE = 120; // milliseconds without a key before the service is asked

export function suggest(field: HTMLInputElement, chosen: (hit: Hit) => void): void {
  const list = new Listbox(field, (hit) => {
    list.close();
    chosen(hit);
  });
  field.autocomplete = "off";
  // Not inside a label, whose name the suggestions would become part of.
  (field.closest(".field") ?? field.parentElement)?.append(list.element);
  let asking: AbortController | undefined;
  let waiting = 0;

  async function ask(name: string): Promise<void> {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const hits = await find(name, signal);
      if (document.activeElement === field) list.show(hits, name);
    } catch (fault) {
      if (!signal.aborted) list.say(fault instanceof Error ? fault.message : String(fault));
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const name = field.value.trim();
    if (!name || /^[ -~]$/.test(name)) {
      // One Latin letter says too little; one Chinese character is a name.
      asking?.abort();
      list.close();
    } else waiting = window.setTimeout(() => void ask(name), PAUSE);
  });
  field.addEventListener("blur", () => list.close());
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is at work
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.isOpen) list.move(event.key === "ArrowDown" ? 1 : -1);
      else if (field.value.trim()) void ask(field.value.trim());
    } else if (event.key === "Escape" && list.isOpen) {
      event.preventDefault();
      list.close();
    } else if (event.key === "Enter" && list.isOpen && list.current) {
      event.preventDefault();
      const hit = list.current;
      list.close();
      chosen(hit);
    }
  });
}
