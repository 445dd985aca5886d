// A refused or broken query, as the sentence of its problem (RFC 9457).

interface Problem {
  title?: string;
  detail?: string;
  line?: number;
  column?: number;
}

export function problemWords(body: string, status: number): string {
  const problem = parsed(body);
  if (!problem) return status ? `The service answered ${status}.` : "The service does not answer.";
  const place = problem.line ? ` Line ${problem.line}, column ${problem.column ?? 1}.` : "";
  const title = problem.title ?? "The query was refused";
  const detail = problem.detail ?? "";
  // Many details are the title and a reason; it need not be read twice.
  const repeats = detail.toLowerCase().startsWith(title.toLowerCase());
  return `${repeats ? title + detail.slice(title.length) : `${title}: ${detail}`}.${place}`.replace("..", ".");
}

function parsed(body: string): Problem | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
