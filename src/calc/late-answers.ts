// Answers that a thread gave of late: what is asked again of records that have not changed is not worked out again.
import type { KeptAt } from "./kept-records.ts";

/** Questions that are longer are not remembered. */
const LONGEST = 100_000;

/** Law: a task is a function of its input alone, and the same place, life and revision mean the same records. */
export class LateAnswers {
  private readonly answers = new Map<string, unknown>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** The answer to this question; worked out where it is not remembered. */
  to({ name, rest, at }: { name: string; rest: unknown; at: KeptAt }, work: () => unknown): unknown {
    const { place, life, revision } = at;
    const question = JSON.stringify([name, place, life, revision, rest], (_, value) => (value instanceof Map ? [...value] : value));
    if (question.length > LONGEST) return work();
    const answer = this.answers.has(question) ? this.answers.get(question) : work();
    this.answers.delete(question);
    this.answers.set(question, answer);
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= this.most) break;
      this.answers.delete(oldest);
    }
    return answer;
  }
}
