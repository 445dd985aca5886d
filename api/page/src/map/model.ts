// What is on the map: the answer to the question, and what the reader unfolded from it.
import type { Answer, DrawnLine, DrawnNode, LineData, Place } from "./answer";
import { sortDay } from "./calendar";
import { freePlaces } from "./placing";

export const MOST_LINES = 300;
export const MOST_NODES = 200;
export const NEWCOMERS = 25; // at one time, round one actor

interface Unfolding {
  pages: number;
  nodes: Set<string>;
  lines: Set<string>;
  more: number;
}

export interface Change {
  nodes: DrawnNode[];
  lines: DrawnLine[];
  removed: string[];
}

// An answer cut to what can be read: the newest lines, undated ones after them.
export function readable(answer: Answer): Answer {
  const { nodes, edges } = answer.elements;
  const kept = new Set<string>();
  const ends = new Set<string>();
  for (const { data } of [...edges].sort(newestFirst)) {
    const fresh = new Set([data.source, data.target].filter((id) => !ends.has(id)));
    if (kept.size < MOST_LINES && ends.size + fresh.size <= MOST_NODES) {
      kept.add(data.id);
      fresh.forEach((id) => ends.add(id));
    }
  }
  if (kept.size === edges.length && nodes.length <= MOST_NODES) return answer;
  return {
    ...answer,
    elements: {
      nodes: nodes.filter(({ data }) => ends.has(data.id)),
      edges: edges.filter(({ data }) => kept.has(data.id)),
    },
  };
}

function newestFirst(one: DrawnLine, other: DrawnLine): number {
  const newest = ({ data }: DrawnLine): string =>
    data.facts.map((fact) => sortDay(fact.when)).sort().at(-1) ?? "";
  return newest(other).localeCompare(newest(one)) || one.data.id.localeCompare(other.data.id);
}

export class Model {
  readonly nodes = new Map<string, DrawnNode>();
  readonly lines = new Map<string, DrawnLine>();
  private readonly first: ReadonlySet<string>;
  private readonly unfolded = new Map<string, Unfolding>();

  constructor(answer: Answer) {
    for (const node of answer.elements.nodes) this.nodes.set(node.data.id, node);
    for (const line of answer.elements.edges) this.lines.set(line.data.id, line);
    this.first = new Set([...this.nodes.keys(), ...this.lines.keys()]);
  }

  isUnfolded(id: string): boolean {
    return this.unfolded.has(id);
  }

  pagesOf(id: string): number {
    return this.unfolded.get(id)?.pages ?? 0;
  }

  // How many neighbours of an unfolded actor are still not shown.
  moreOf(id: string): number {
    return this.unfolded.get(id)?.more ?? 0;
  }

  // Add neighbours of a node that is shown, so many pages of them; nobody moves.
  unfold(id: string, answer: Answer, pages: number): Change {
    const parent = this.nodes.get(id);
    if (!parent) return { nodes: [], lines: [], removed: [] };
    const mine = this.unfolded.get(id)?.nodes ?? new Set<string>();
    const waiting = newcomers(id, answer).filter((node) => !this.nodes.has(node.data.id));
    const room = Math.min(MOST_NODES - this.nodes.size, pages * NEWCOMERS - mine.size);
    const chosen = waiting.slice(0, Math.max(0, room));
    const taken = [...this.nodes.values()].map((node) => node.position);
    const places = freePlaces(parent.position, chosen.length, taken);
    const nodes = chosen.map(({ data }, number) => ({
      data: { ...data, focus: 0 },
      position: places[number] as Place,
    }));
    for (const node of nodes) this.nodes.set(node.data.id, node);
    const lines = this.missing(id, answer);
    for (const line of lines) this.lines.set(line.data.id, line);
    this.unfolded.set(id, {
      pages,
      nodes: new Set([...mine, ...nodes.map(({ data }) => data.id)]),
      lines: new Set([...(this.unfolded.get(id)?.lines ?? []), ...lines.map(({ data }) => data.id)]),
      more: waiting.length - chosen.length,
    });
    return { nodes, lines, removed: [] };
  }

  // Lines of the unfolded actor that are not drawn yet, between actors that are.
  private missing(id: string, answer: Answer): DrawnLine[] {
    const drawn = new Set([...this.lines.values()].map(({ data }) => keyOf(data)));
    return answer.elements.edges
      .filter(({ data }) => data.source === id || data.target === id)
      .filter(({ data }) => this.nodes.has(data.source) && this.nodes.has(data.target))
      .filter(({ data }) => !drawn.has(keyOf(data)))
      .slice(0, Math.max(0, MOST_LINES - this.lines.size));
  }

  // Take back what an unfolding brought, and what was unfolded from that.
  fold(id: string): Change {
    this.unfolded.delete(id);
    const removed: string[] = [];
    for (;;) {
      const gone = this.unclaimed();
      if (gone.length === 0) break;
      for (const each of gone) {
        this.nodes.delete(each);
        this.lines.delete(each);
        this.unfolded.delete(each);
      }
      removed.push(...gone);
    }
    return { nodes: [], lines: [], removed };
  }

  private unclaimed(): string[] {
    const claimed = new Set(this.first);
    for (const { nodes, lines } of this.unfolded.values()) {
      nodes.forEach((each) => claimed.add(each));
      lines.forEach((each) => claimed.add(each));
    }
    const nodes = [...this.nodes.keys()].filter((id) => !claimed.has(id));
    const lost = new Set(nodes);
    const lines = [...this.lines.values()]
      .map(({ data }) => data)
      .filter(({ id, source, target }) => !claimed.has(id) || lost.has(source) || lost.has(target))
      .map(({ id }) => id);
    return [...nodes, ...lines];
  }
}

// The same line may have another id in another answer, named after another of its facts.
function keyOf(line: LineData): string {
  return JSON.stringify([line.source, line.target, line.predicate, line.standing]);
}

// Neighbours by how much ties them to the actor, then by id.
function newcomers(id: string, answer: Answer): DrawnNode[] {
  const ties = new Map<string, number>();
  for (const { data } of answer.elements.edges) {
    if (data.source !== id && data.target !== id) continue;
    const other = data.source === id ? data.target : data.source;
    ties.set(other, (ties.get(other) ?? 0) + data.facts.length);
  }
  return answer.elements.nodes
    .filter(({ data }) => data.id !== id && ties.has(data.id))
    .sort(
      (one, other) =>
        (ties.get(other.data.id) ?? 0) - (ties.get(one.data.id) ?? 0) ||
        one.data.id.localeCompare(other.data.id),
    );
}
