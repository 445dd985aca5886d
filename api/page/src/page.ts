// What every page loads: suggestions in the search box and in the fields that take an actor.
import { suggest } from "./search/combobox";
import type { Hit } from "./search/hits";

const box = document.querySelector<HTMLInputElement>("#find");
if (box) {
  suggest(box, (hit) => location.assign(`/actors/${encodeURIComponent(hit.id)}`));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
    event.preventDefault();
    box.focus();
  });
}
document.querySelectorAll<HTMLInputElement>("input[data-actors]").forEach(takeActor);

// The field shows the label; a hidden one beside it sends the id, so that namesakes stay apart.
function takeActor(field: HTMLInputElement): void {
  const sent = document.createElement("input");
  const { name } = field;
  sent.type = "hidden";
  field.after(sent);
  suggest(field, (hit: Hit) => {
    field.value = hit.label;
    field.name = "";
    sent.name = name;
    sent.value = hit.id;
  });
  field.addEventListener("input", () => {
    field.name = name;
    sent.name = "";
  });
}

function isTyping(): boolean {
  const active = document.activeElement;
  return (
    active instanceof HTMLElement &&
    (active.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName))
  );
}
