// What the reader has chosen, kept in the address after "#": it is shared, reloaded and gone back
// to like any address, while the part before "#" stays the question that the service answers.
import { STANDINGS, type Standing } from "./answer";

export interface Expansion {
  id: string;
  pages: number;
}

export interface State {
  selected: string;
  expanded: Expansion[];
  standings: Standing[];
  hidden: string[];
  day: string;
  from: string;
  to: string;
  certain: boolean;
  path: number;
  sort: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function initial(): State {
  return {
    selected: "",
    expanded: [],
    standings: [...STANDINGS],
    hidden: [],
    day: "",
    from: "",
    to: "",
    certain: false,
    path: 1,
    sort: "",
  };
}

export function parse(hash: string): State {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const state = initial();
  state.selected = said.get("sel") ?? "";
  state.expanded = several(said, "expand").map(expansion);
  const chosen = several(said, "standing");
  if (said.has("standing")) state.standings = STANDINGS.filter((name) => chosen.includes(name));
  state.hidden = several(said, "hide");
  state.day = day(said, "day");
  state.from = day(said, "from");
  state.to = day(said, "to");
  state.certain = said.get("certainty") === "certain";
  state.path = Math.max(1, Math.trunc(Number(said.get("path") ?? 1)) || 1);
  state.sort = said.get("sort") ?? "";
  return state;
}

export function write(state: State): string {
  const said = new URLSearchParams();
  const put = (name: string, value: string): void => {
    if (value) said.set(name, value);
  };
  put("sel", state.selected);
  put("expand", state.expanded.map(({ id, pages }) => (pages > 1 ? `${id}~${pages}` : id)).join());
  if (state.standings.length < STANDINGS.length) said.set("standing", state.standings.join());
  put("hide", state.hidden.join());
  put("day", state.day);
  put("from", state.from);
  put("to", state.to);
  put("certainty", state.certain ? "certain" : "");
  put("path", state.path > 1 ? String(state.path) : "");
  put("sort", state.sort);
  return said.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7E", "~");
}

function several(said: URLSearchParams, name: string): string[] {
  return (said.get(name) ?? "").split(",").filter(Boolean);
}

function day(said: URLSearchParams, name: string): string {
  const value = said.get(name) ?? "";
  return DAY.test(value) ? value : "";
}

function expansion(text: string): Expansion {
  const [id = "", pages] = text.split("~");
  return { id, pages: Math.max(1, Math.trunc(Number(pages)) || 1) };
}
