// A fact as it is read: what is claimed, who denies it, when, on whose word, and the words.
import { labels, webAddress, type Evidence, type Fact, type NodeData, type Source } from "./answer";
import { dateWords } from "./calendar";
import { make, name } from "./dom";
import { isDoubtful } from "./lines";

const STANDING_WORDS: Record<string, string> = {
  reported: "reported in the publication’s own voice",
  attributed: "credited to somebody; nobody denies it",
  alleged: "alleged; nobody denies it",
  disputed: "disputed: somebody denies it",
  denied: "denied by somebody",
};
const VERBS: Record<string, string> = {
  Allegation: "alleges",
  Denial: "denies",
  Warning: "warns",
  Pledge: "pledges",
  Characterization: "holds",
};

export interface Tie {
  source: NodeData;
  target: NodeData;
  predicate: string;
}

export function factCard(fact: Fact, ...more: HTMLElement[]): HTMLElement {
  return make(
    "article",
    { class: `fact ${fact.standing}`, "data-fact": fact.id },
    claim(fact),
    denial(fact),
    circumstances(fact),
    evidenceList(fact.evidence),
    ...more,
  );
}

function claim(fact: Fact): HTMLElement | undefined {
  if (!fact.asserter?.length) return undefined;
  const that = (said: { label: string }[] | undefined, word: string): string =>
    said?.length ? ` ${said.map(({ label }) => `${word} ${label}`).join(" and ")}` : "";
  const via = fact.via?.length ? `, as carried by ${labels(fact.via)}` : "";
  return make(
    "p",
    { class: "fact-claim" },
    name(labels(fact.asserter)),
    ` ${VERBS[fact.type] ?? "says"}${that(fact.condition, "if")}${that(fact.content, "that")}${via}`,
  );
}

function denial(fact: Fact): HTMLElement | undefined {
  if (fact.denied_by.length === 0) return undefined;
  const who = make("p", {}, "Denied by ", name(fact.denied_by.join(", ")));
  return make("div", { class: "fact-denial" }, who);
}

function circumstances(fact: Fact): HTMLElement {
  const rows: [string, string][] = [
    ["When", dateWords(fact.when)],
    ["Standing", STANDING_WORDS[fact.standing] ?? fact.standing],
    ["Reported by", labels(fact.reported_by)],
    ["Credited to", labels(fact.attributed_to)],
  ];
  return make(
    "dl",
    {},
    ...rows
      .filter(([, said]) => said)
      .flatMap(([term, said]) => [make("dt", {}, term), make("dd", {}, name(said))]),
  );
}

export function evidenceList(evidence: readonly Evidence[]): HTMLElement {
  return make("ul", { class: "fact-evidence" }, ...evidence.map(evidenceItem));
}

function evidenceItem({ source, quote, record, cites, cited_record }: Evidence): HTMLElement {
  return make(
    "li",
    {},
    quote !== null && make("blockquote", {}, name(quote, "q")),
    record !== null && `record ${record} of `,
    ...sourceLine(source),
    ...(cites ?? []).flatMap((work, place) => [
      place === 0 ? `, which cites ${cited_record ? `record ${cited_record} of ` : ""}` : "; ",
      ...sourceLine(work),
    ]),
  );
}

function sourceLine(source: Source): (HTMLElement | string)[] {
  const address = webAddress(source.url);
  const title = name(source.title, "cite");
  const rest = [source.publisher, source.issued?.slice(0, 10)].filter(Boolean).join(", ");
  return [
    address ? make("a", { href: address, rel: "noreferrer" }, title) : title,
    rest ? `, ${rest}` : "",
  ];
}

// A fact as a line to put under a text: its words, where they stand, and who holds the record.
export function citation(tie: Tie, fact: Fact, revision: number): string {
  const doubt = fact.standing === "reported" ? "" : ` [${fact.standing}]`;
  const said = `${tie.source.label} ${tie.predicate} ${tie.target.label}`;
  const cited = fact.evidence.map(({ source, quote, record, cites }) =>
    [
      quote === null ? `Record ${record ?? ""}` : `“${quote}”`,
      ...(cites ?? []).map(reference),
      reference(source),
    ].join(", "),
  );
  return [
    `${said}, ${dateWords(fact.when)}${doubt}.`,
    ...cited.map((line) => `${line}.`),
    `Legation, revision ${revision}, ${fact.iri}`,
  ].join(" ");
}

function reference({ title, publisher, issued, url, iri }: Source): string {
  return [title, publisher, issued?.slice(0, 10), url ?? iri].filter(Boolean).join(", ");
}

// Who did what to whom; a doubt stands in the words themselves.
export function tieHeading(tie: Tie, standing: Fact["standing"]): HTMLElement {
  const doubt = isDoubtful(standing) ? ` (${standing})` : "";
  return make("h3", {}, name(tie.source.label), ` ${tie.predicate} `, name(tie.target.label), doubt);
}
