// The service's answers: the part of the graph to draw, and its complaints.
import type { Encoding } from "./encoding";

export type Standing = "reported" | "attributed" | "alleged" | "disputed" | "denied";
export const STANDINGS: readonly Standing[] = [
  "reported",
  "attributed",
  "alleged",
  "disputed",
  "denied",
];

export interface Place {
  x: number;
  y: number;
}

export interface Actor {
  id: string;
  type: string;
  label: string;
}

export interface Source {
  iri: string;
  title: string;
  publisher: string | null;
  issued: string | null;
  url: string | null;
}

export interface Evidence {
  source: Source;
  quote: string | null;
  record: string | null;
  cites?: Source[];
  cited_record?: string | null;
}

export interface When {
  words?: string | null;
  start_earliest?: string | null;
  start_latest?: string | null;
  end_earliest?: string | null;
  end_latest?: string | null;
}

// A fact as the service answers it, with its words on the map and who denies it.
export interface Fact {
  id: string;
  iri: string;
  type: string;
  label: string;
  standing: Standing;
  when: When;
  reported_by: Actor[];
  attributed_to: Actor[];
  evidence: Evidence[];
  denied_by: string[];
  asserter?: Actor[];
  via?: Actor[];
  content?: { label: string }[];
  condition?: { label: string }[];
}

export interface NodeData {
  id: string;
  short_id: string;
  label: string;
  wrapped: string;
  type: string;
  aliases?: string;
  focus: number;
}

// A line between two actors: the facts of one kind and standing that tie them.
export interface LineData {
  id: string;
  source: string;
  target: string;
  short_id: string;
  label: string;
  predicate: string;
  standing: Standing;
  role: string;
  other_role: string;
  kind: string;
  bend: number;
  facts: Fact[];
}

export interface DrawnNode {
  data: NodeData;
  position: Place;
}

export interface DrawnLine {
  data: LineData;
}

export interface About {
  title: string;
  revision: number;
  date: string;
  left_out: string;
}

export interface Answer {
  data: About;
  elements: { nodes: DrawnNode[]; edges: DrawnLine[] };
  encoding: Encoding;
}

// What the service says is wrong, as its sentence.
export class Problem extends Error {}

export async function ask<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (answer.ok) return (await answer.json()) as T;
  throw new Problem(await sentenceOf(answer));
}

async function sentenceOf(answer: Response): Promise<string> {
  try {
    const said = (await answer.json()) as { detail?: unknown };
    if (typeof said.detail === "string") return said.detail;
  } catch {
    // Not a problem document: something between here and the service answered.
  }
  return `The service answered ${answer.status} ${answer.statusText}`.trim();
}

export function askMap(question: string): Promise<Answer> {
  return ask<Answer>(`/export/cytoscape?${question}`);
}

export function labels(actors: readonly Actor[] | undefined): string {
  return (actors ?? []).map(({ label }) => label).join(", ");
}

// Only addresses of the web become links: a source may hold anything.
export function webAddress(address: string | null): string | undefined {
  return address && /^https?:\/\//i.test(address) ? address : undefined;
}
