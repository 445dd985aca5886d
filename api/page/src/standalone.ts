// The map as a file of its own, opened from a disk: all that it shows is in the file, and it asks
// nobody for more.
import type { Answer } from "./map/answer";
import { mount } from "./map/mount";

const ASKED_FOR_MORE = "This file holds what was taken from the graph, and no more.";
const NEEDS_THE_SERVICE = ["e", "p", "x"]; // keys that unfold, or lead to another page

const section = document.getElementById("map");
const given = document.getElementById("answer")?.textContent;

window.fetch = () =>
  Promise.resolve(new Response(JSON.stringify({ detail: ASKED_FOR_MORE }), { status: 503 }));

section?.addEventListener(
  "keydown",
  (event) => {
    if (NEEDS_THE_SERVICE.includes(event.key)) event.stopPropagation();
  },
  { capture: true },
);

if (section && given) mount(section, "", JSON.parse(given) as Answer);
