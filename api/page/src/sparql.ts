// The SPARQL editor, loaded on its own page only. The query is in the URL.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { nameParts } from "./sparql/access";
import { leadToCards } from "./sparql/cards";
import { type Binding, pairs, type Pair } from "./sparql/pairs";
import { problemWords } from "./sparql/problem";

type Tab = NonNullable<ReturnType<Yasgui["getTab"]>>;

const place = document.getElementById("yasgui");
if (place) begin(place);

function begin(place: HTMLElement): void {
  // What would ask other hosts for names and prefixes is switched off.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.prefixCcApi = null;
  // As high as its text: all lines are drawn, and the page scrolls, not a part of it.
  Object.assign(Yasgui.Yasqe.defaults, { resizeable: false, editorHeight: "auto", viewportMargin: Infinity });
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
  nameParts(yasgui.rootEl);
  leadToCards(yasgui.rootEl);
  yasgui.on("query", (_, tab) => {
    history.replaceState(null, "", addressOf(tab));
    tell("");
  });
  yasgui.on("tabSelect", (_, id) => showWhatIsSaid(yasgui.getTab(id)));
  // A tab is drawn after it is told of.
  yasgui.on("tabAdd", (_, id) => queueMicrotask(() => prepare(yasgui.getTab(id))));
  const first = yasgui.getTab();
  if (!first) return;
  prepare(first);
  first.setQuery(query);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-query]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const yasqe = yasgui.getTab()?.getYasqe();
      yasqe?.setValue(link.dataset["query"] ?? "");
      void yasqe?.query();
    });
  }
  const worked = document.querySelector<HTMLDetailsElement>("details.worked");
  if (worked && (asked || innerWidth < 640)) worked.open = false;
  if (asked) void first.getYasqe().query();
}

// The address under which the query of a tab is found again.
function addressOf(tab: Tab): string {
  const address = new URL(location.href);
  address.searchParams.set("query", tab.getYasqe().getValue());
  return address.href;
}

function prepare(tab: Tab | undefined): void {
  const yasqe = tab?.getYasqe();
  if (!tab || !yasqe) return;
  // The editor would share a query in the part of an address that the service is never sent.
  yasqe.config.createShareableLink = () => addressOf(tab);
  yasqe.on("queryResponse", () => showWhatIsSaid(tab));
  showWhatIsSaid(tab);
}

function showWhatIsSaid(tab: Tab | undefined): void {
  const yasr = tab?.getYasr();
  const results = yasr?.results;
  const fault = results?.getError();
  tell(fault ? problemWords(fault.text ?? "", fault.status ?? 0) : "");
  const found = results?.getBindings() as Binding[] | null | undefined;
  const section = document.getElementById("result-map");
  if (!section) return;
  yasr?.rootEl.insertBefore(section, yasr.resultsEl); // above the table, however long that is
  const query = tab?.getYasqe().getValue() ?? "";
  offerMap(section, found ? pairs(results?.getVariables() ?? [], found) : [], query);
}

function tell(words: string): void {
  const said = document.getElementById("problem");
  if (!said) return;
  said.textContent = words;
  said.hidden = !words;
}

function offerMap(section: HTMLElement, found: readonly Pair[], query: string): void {
  const button = section.querySelector("button");
  const picture = section.querySelector<HTMLElement>(".picture");
  const caption = section.querySelector("p");
  const taking = section.querySelector(".taking");
  if (!button || !picture || !caption || !taking) return;
  section.hidden = found.length === 0;
  picture.replaceChildren();
  picture.hidden = true;
  caption.textContent = "";
  taking.replaceChildren();
  button.onclick = async () => {
    picture.hidden = false;
    const [{ draw }, { takeAway }] = await Promise.all([import("./sparql/picture"), import("./sparql/taking")]);
    const { map, words } = draw(picture, found);
    caption.textContent = words;
    taking.replaceChildren(...takeAway(map, query));
  };
}
