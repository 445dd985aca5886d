// The pairs of IRIs in a result: what can be drawn as a map.

export type Binding = Record<string, { type: string; value: string } | undefined>;

export interface Pair {
  source: string;
  target: string;
  words: string;
}

// The columns `source` and `target`, else the first two that hold IRIs of ours.
export function pairs(variables: readonly string[], rows: readonly Binding[]): Pair[] {
  const ends = columns(variables, rows);
  if (!ends) return [];
  const [from, to] = ends;
  const other = variables.find((name) => name === "label" || name === "predicate" || name === "type");
  const found = new Map<string, Pair>();
  for (const row of rows) {
    const source = row[from];
    const target = row[to];
    if (source?.type !== "uri" || target?.type !== "uri") continue;
    const words = other ? (row[other]?.value.split(/[/#]/).pop() ?? "") : "";
    found.set(`${source.value} ${target.value} ${words}`, { source: source.value, target: target.value, words });
  }
  return [...found.values()];
}

function columns(variables: readonly string[], rows: readonly Binding[]): [string, string] | null {
  if (variables.includes("source") && variables.includes("target")) return ["source", "target"];
  const ours = variables.filter((name) =>
    rows.some((row) => row[name]?.type === "uri" && row[name].value.startsWith("https://w3id.org/legation/id/")),
  );
  const [first, second] = ours;
  return first && second ? [first, second] : null;
}
