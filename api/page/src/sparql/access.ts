// What the editor leaves unsaid to who does not see it. It draws its parts anew at each answer, so
// they are looked for whenever something is drawn.

const NAMES: readonly [string, string][] = [
  [".yasqe textarea", "The query"],
  [".yasr textarea", "The answer as it came"],
  [".tableSizer", "Rows on a page"],
  [".yasqe_sharePopup input", "The address of this query"],
  [".tab input", "The name of this tab"],
];

export function nameParts(root: HTMLElement): void {
  const name = (): void => {
    for (const [selector, words] of NAMES) {
      for (const part of root.querySelectorAll(selector)) set(part, "aria-label", words);
    }
    // It stands in the list of tabs and is walked to like one, but for its role.
    for (const button of root.querySelectorAll(".tabsList .addTab")) {
      set(button, "role", "tab");
      set(button, "aria-selected", "false");
    }
    for (const title of root.querySelectorAll("th:first-child .dt-column-title:empty")) title.textContent = "#";
  };
  new MutationObserver(name).observe(root, { childList: true, subtree: true });
  name();
}

function set(part: Element, attribute: string, words: string): void {
  if (part.getAttribute(attribute) !== words) part.setAttribute(attribute, words);
}
