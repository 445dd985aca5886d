// Which of the facts on the map are shown: the same answer as the service gives for the filters.
import { STANDINGS, type Fact, type LineData, type Standing } from "./answer";
import { certainty, type Certainty } from "./calendar";
import type { State } from "./state";

export interface ShownFact {
  fact: Fact;
  held: Certainty;
}

const CERTAIN = "certain" as const;
const POSSIBLE = "possible" as const;

// The facts shown of each line that has any, by the line's id.
export type Shown = Map<string, ShownFact[]>;

// A denial is shown with what it denies, whatever the filters say of it, and not without.
export function shownFacts(lines: readonly LineData[], state: State): Shown {
  const shown: Shown = new Map();
  const denials = lines.filter(({ other_role }) => other_role === "responds_to");
  for (const line of lines.filter((each) => !denials.includes(each))) {
    const facts = line.facts
      .map((fact) => ({ fact, held: passes(fact, state) }))
      .filter(({ held }) => held !== "no");
    if (facts.length > 0) shown.set(line.id, facts);
  }
  const told = lines.flatMap((line) =>
    (shown.get(line.id) ?? []).map(({ fact }) => ({ line, fact })),
  );
  for (const line of denials) {
    const facts = line.facts
      .filter((denial) =>
        told.some(({ line: other, fact }) => answers(denial, line, fact, other)),
      )
      .map((fact) => ({ fact, held: passes(fact, state) === "certain" ? CERTAIN : POSSIBLE }));
    if (facts.length > 0) shown.set(line.id, facts);
  }
  return shown;
}

function answers(denial: Fact, line: LineData, fact: Fact, other: LineData): boolean {
  const deniers = (denial.asserter ?? []).filter(({ label }) => fact.denied_by.includes(label));
  return deniers.length > 0 && [other.source, other.target].includes(line.target);
}

export function asksForDays(state: State): boolean {
  return Boolean(state.day || state.from || state.to);
}

function days(state: State): [string, string] {
  if (state.day) return [state.day, state.day];
  return [state.from || "0000-01-01", state.to || "9999-12-31"];
}

function passes(fact: Fact, state: State): Certainty {
  if (!state.standings.includes(fact.standing) || state.hidden.includes(fact.type)) return "no";
  if (!asksForDays(state)) return "certain";
  const held = certainty(fact.when, ...days(state));
  return state.certain && held !== "certain" ? "no" : held;
}

export interface Count {
  name: string;
  shown: number;
  all: number;
}

export function countStandings(lines: readonly LineData[], shown: Shown): Count[] {
  const order = (count: Count): number => STANDINGS.indexOf(count.name as Standing);
  return counted(lines, shown, (fact) => fact.standing).sort(
    (one, other) => order(one) - order(other),
  );
}

export function countKinds(lines: readonly LineData[], shown: Shown): Count[] {
  return counted(lines, shown, (fact) => fact.type);
}

// Each fact once, however many lines it is drawn as.
function counted(
  lines: readonly LineData[],
  shown: Shown,
  by: (fact: Fact) => string,
): Count[] {
  const all = new Map(lines.flatMap(({ facts }) => facts.map((fact) => [fact.id, fact] as const)));
  const visible = shownIds(shown);
  const counts = new Map<string, Count>();
  for (const fact of all.values()) {
    const name = by(fact);
    const count = counts.get(name) ?? { name, shown: 0, all: 0 };
    count.all += 1;
    if (visible.has(fact.id)) count.shown += 1;
    counts.set(name, count);
  }
  return [...counts.values()].sort((one, other) => one.name.localeCompare(other.name));
}

export function shownIds(shown: Shown): Set<string> {
  return new Set([...shown.values()].flatMap((facts) => facts.map(({ fact }) => fact.id)));
}

// What the service is asked, so that a file of an export shows what the screen shows.
export function asked(question: string, state: State, kinds: readonly string[]): string {
  const words = new URLSearchParams(question);
  const narrow = (name: string, kept: readonly string[], all: number): void => {
    if (kept.length === all) return;
    words.delete(name);
    kept.forEach((value) => words.append(name, value));
  };
  if (!words.has("from")) narrow("standing", state.standings, STANDINGS.length);
  narrow("kind", kinds.filter((kind) => !state.hidden.includes(kind)), kinds.length);
  if (state.day) {
    words.set("as_of", state.day);
    if (state.certain) words.set("certainty", "certain");
  }
  return words.toString();
}
