// The calendar with three answers, as in graph/bounds.py: certain, possible, no.

import type { When } from "./answer";

export type Certainty = "certain" | "possible" | "no";

export function certainty(when: When, first: string, last: string = first): Certainty {
  // Days are YYYY-MM-DD, which sort as text. A missing bound is unknown.
  const began = when.start_latest;
  const lasted = when.end_earliest;
  if (began && lasted && began <= last && lasted >= first && began <= lasted) return "certain";
  if (when.start_earliest && when.start_earliest > last) return "no";
  if (when.end_latest && when.end_latest < first) return "no";
  return "possible";
}

export function undated(when: When): boolean {
  return !(when.start_earliest || when.start_latest || when.end_earliest || when.end_latest);
}

export function daysOf(when: When): string[] {
  return [when.start_earliest, when.start_latest, when.end_earliest, when.end_latest].filter(
    (day): day is string => Boolean(day),
  );
}

// Dates as a reader takes them: the source's words, and the days between which it was so.
export function dateWords(when: When): string {
  const first = when.start_earliest ?? when.start_latest;
  const last = when.end_latest ?? when.end_earliest;
  const span = first && last ? (first === last ? first : `${first} to ${last}`) : oneSided(when);
  if (when.words && span && when.words !== span) return `${when.words} (${span})`;
  return span || when.words || "date unknown";
}

function oneSided(when: When): string {
  if (when.start_earliest ?? when.start_latest) {
    return `from ${when.start_earliest ?? when.start_latest}`;
  }
  return when.end_latest ? `until ${when.end_latest}` : "";
}

export function sortDay(when: When): string {
  return daysOf(when)[0] ?? "";
}

// A month by its number since the year 0, as a slider counts.
export function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

export function firstDay(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, "0");
  return `${year}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

export function lastDay(month: number): string {
  const next = new Date(`${firstDay(month + 1)}T00:00:00Z`);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}
