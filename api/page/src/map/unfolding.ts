// Expanding and collapsing: brings what is unfolded in line with what the address says.
import { Problem, askMap, type Answer } from "./answer";
import type { Canvas } from "./canvas";
import type { Model } from "./model";
import type { Expansion } from "./state";

// What belongs to a question about paths or one fact, and to no other.
const OF_OTHERS = ["fact", "from", "to", "k", "max_hops", "through", "avoid", "exclude_disputed"];

export class Unfolding {
  private readonly answers = new Map<string, Promise<Answer>>();

  constructor(
    private readonly question: string,
    private readonly model: Model,
    private readonly canvas: Canvas,
    private readonly complain: (sentence: string) => void,
  ) {}

  // Return what is unfolded in the end: what the service refuses is said, and dropped.
  async follow(wanted: readonly Expansion[]): Promise<Expansion[]> {
    this.foldOthers(wanted);
    const done: Expansion[] = [];
    for (const expansion of wanted) {
      const id = this.idOf(expansion.id);
      if (id === undefined) continue;
      if (this.model.pagesOf(id) !== expansion.pages) {
        const answer = await this.ask(expansion.id);
        if (!answer) continue;
        const change = this.model.unfold(id, answer, expansion.pages);
        this.canvas.change(change);
        this.canvas.revealAll(change.nodes.map(({ data }) => data.id));
      }
      done.push(expansion);
    }
    return done;
  }

  private foldOthers(wanted: readonly Expansion[]): void {
    const pages = new Map(wanted.map((expansion) => [expansion.id, expansion.pages]));
    for (const { data } of [...this.model.nodes.values()]) {
      const folded = (pages.get(data.short_id) ?? 0) < this.model.pagesOf(data.id);
      if (folded) this.canvas.change(this.model.fold(data.id));
    }
  }

  private async ask(shortId: string): Promise<Answer | undefined> {
    const words = new URLSearchParams(this.question);
    for (const name of OF_OTHERS) words.delete(name);
    words.set("actor", shortId);
    words.set("depth", "1");
    words.set("claims", "true");
    const answer = this.answers.get(shortId) ?? askMap(words.toString());
    this.answers.set(shortId, answer);
    try {
      return await answer;
    } catch (fault) {
      this.answers.delete(shortId);
      if (!(fault instanceof Problem)) throw fault;
      this.complain(fault.message);
      return undefined;
    }
  }

  private idOf(shortId: string): string | undefined {
    for (const [id, { data }] of this.model.nodes) if (data.short_id === shortId) return id;
    return undefined;
  }
}
