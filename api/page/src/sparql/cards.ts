// Our own IRIs, and the pages of ours that show what they name.

const ID = "https://w3id.org/legation/id/";
const SOURCE = /^https:\/\/w3id\.org\/legation\/(article|dataset)\/([^#]+)(?:#(.+))?$/;

// Where an IRI is shown; none where it is not one of ours.
export function pageOf(iri: string): string | null {
  if (iri.startsWith(ID)) return `/actors/${encodeURIComponent(iri.slice(ID.length))}`;
  const found = SOURCE.exec(iri);
  if (!found) return null;
  const [, , slug = "", name] = found;
  return name === undefined ? `/articles/${slug}` : `/facts/${slug}:${name}`;
}

export function shortName(iri: string): string {
  const name = iri.split(/[/#]/).pop() || iri;
  return name.replaceAll("-", " ");
}

// Leads links to our IRIs to our pages, now and whenever more rows are drawn.
export function leadToCards(results: HTMLElement): void {
  const lead = (): void => {
    for (const link of results.querySelectorAll<HTMLAnchorElement>("a[href^='https://w3id.org/legation/']")) {
      const page = pageOf(link.href);
      if (page === null) continue;
      link.href = page;
      link.removeAttribute("target");
    }
  };
  new MutationObserver(lead).observe(results, { childList: true, subtree: true });
  lead();
}
