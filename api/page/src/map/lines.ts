// The words on a line, for those of its facts that are shown.
import type { LineData, Standing } from "./answer";
import { daysOf, undated } from "./calendar";
import type { ShownFact } from "./filters";

const DOUBTFUL: readonly Standing[] = ["alleged", "disputed", "denied"];

export function isDoubtful(standing: Standing): boolean {
  return DOUBTFUL.includes(standing);
}

export function lineText(line: LineData, shown: readonly ShownFact[], dated: boolean): string {
  return `${said(line, shown)}${mark(shown, dated)}`;
}

function said(line: LineData, shown: readonly ShownFact[]): string {
  if (shown.length === line.facts.length) return line.label;
  if (shown.length === 1) return (shown[0] as ShownFact).fact.label;
  const years = shown.flatMap(({ fact }) => daysOf(fact.when)).map((day) => day.slice(0, 4)).sort();
  const [start, end] = [years[0], years.at(-1)];
  const span = start && end ? (start === end ? `, ${start}` : `, ${start}–${end}`) : "";
  const doubt = isDoubtful(line.standing) ? ` (${line.standing})` : "";
  return `${line.predicate} ×${shown.length}${span}${doubt}`;
}

function mark(shown: readonly ShownFact[], dated: boolean): string {
  if (shown.every(({ fact }) => undated(fact.when))) return " · date unknown";
  return dated && shown.every(({ held }) => held === "possible") ? " · possible" : "";
}
