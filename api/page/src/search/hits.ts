// Actors by name, from the service.

export interface Hit {
  id: string;
  type: string;
  label: string;
  hint: string | null;
}

const SHOWN = 8;

export async function find(name: string, signal: AbortSignal): Promise<Hit[]> {
  const address = `/actors?q=${encodeURIComponent(name)}&limit=${SHOWN}`;
  const answer = await fetch(address, { signal, headers: { accept: "application/json" } });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(sentence(body));
  return (body as { items: Hit[] }).items;
}

// A problem as its sentence (RFC 9457).
function sentence(body: unknown): string {
  const detail = (body as { detail?: unknown } | null)?.detail;
  return typeof detail === "string" ? detail : "The search failed; try again.";
}

// MediaOrganization: media organization.
export function words(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
