// The SPARQL editor, loaded on its own page only. The query is in the URL.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { leadToCards } from "./sparql/cards";
import { type Binding, pairs, type Pair } from "./sparql/pairs";
import { problemWords } from "./sparql/problem";

const place = document.getElementById("yasgui");
if (place) begin(place);

function begin(place: HTMLElement): void {
  // What would ask other hosts for names and prefixes is switched off.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.prefixCcApi = null;
  const asked = new URL(location.href).searchParams.get("query");
  const query = asked ?? place.dataset["query"] ?? "";
  const yasgui = new Yasgui(place, {
    persistenceId: null,
    populateFromUrl: false,
    copyEndpointOnNewTab: false,
    requestConfig: {
      endpoint: new URL("/sparql", location.href).href,
      method: "POST",
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
    yasqe: { showQueryButton: true },
    yasr: { prefixes: JSON.parse(place.dataset["prefixes"] ?? "{}") as Record<string, string> },
  });
  const tab = yasgui.getTab();
  if (!tab) return;
  tab.setQuery(query);
  const yasqe = tab.getYasqe();
  const yasr = tab.getYasr();
  yasqe.on("query", () => {
    const address = new URL(location.href);
    address.searchParams.set("query", yasqe.getValue());
    history.replaceState(null, "", address);
    tell("");
  });
  yasqe.on("queryResponse", () => {
    const results = yasr.results;
    const fault = results?.getError();
    tell(fault ? problemWords(fault.text ?? "", fault.status ?? 0) : "");
    const found = results?.getBindings() as Binding[] | null | undefined;
    offerMap(found ? pairs(results?.getVariables() ?? [], found) : []);
  });
  leadToCards(yasr.rootEl);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-query]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      yasqe.setValue(link.dataset["query"] ?? "");
      void yasqe.query();
    });
  }
  const worked = document.querySelector<HTMLDetailsElement>("details.worked");
  if (worked && (asked || innerWidth < 640)) worked.open = false;
  if (asked) void yasqe.query();
}

function tell(words: string): void {
  const said = document.getElementById("problem");
  if (!said) return;
  said.textContent = words;
  said.hidden = !words;
}

function offerMap(found: readonly Pair[]): void {
  const section = document.getElementById("result-map");
  const button = section?.querySelector("button");
  const picture = section?.querySelector<HTMLElement>(".picture");
  const caption = section?.querySelector("p");
  if (!section || !button || !picture || !caption) return;
  section.hidden = found.length === 0;
  picture.replaceChildren();
  picture.hidden = true;
  caption.textContent = "";
  button.onclick = async () => {
    picture.hidden = false;
    const { draw } = await import("./sparql/picture");
    caption.textContent = draw(picture, found);
  };
}
