import type { Mutation } from '../../lib/model/index.ts';
import type { PushResponse } from '../../lib/sync/protocol.ts';
import { shownWords, tokens } from './compare.ts';

/** After a restore, devices send again what was acknowledged in this time (L4). */
const KEEP_MS = 7 * 86_400_000;
/** Clocks of one step differ by less. */
const STEP_MS = 60_000;

/** The words that people typed, and those that may be missing from a row at the end. */
export class Words {
  /** The row of each word. */
  readonly typed = new Map<string, string>();
  readonly removed = new Set<string>();
  /** Words that were on screen when their note was deleted. */
  readonly #deleted = new Set<string>();
  readonly #acknowledgedAt = new Map<string, number>();
  /** The person whose device sent the word. */
  readonly #sender = new Map<string, string>();
  /** Words that their sender's devices no longer have. */
  readonly #purged = new Set<string>();

  type(row: string, words: readonly string[]): void {
    for (const word of words) this.typed.set(word, row);
  }
  /** A person replaced a text: the words that are no longer there were removed on purpose. */
  replace(before: readonly string[], after: readonly string[]): void {
    for (const word of before) if (!after.includes(word)) this.removed.add(word);
  }
  /** The author deletes a note with everything that the device shows of it. */
  delete(fields: Parameters<typeof shownWords>[0]): void {
    for (const word of shownWords(fields)) this.#deleted.add(word);
  }
  pushed(
    user: string,
    mutations: readonly Mutation[],
    { answers }: PushResponse,
    at: number,
  ): void {
    for (const { seq, result } of answers) {
      if (result.kind === 'gap' || result.kind === 'rejected') continue;
      const text = mutations.find((mutation) => mutation.seq === seq)?.patch.text;
      for (const word of tokens(text)) {
        this.#acknowledgedAt.set(word, at);
        this.#sender.set(word, user);
      }
    }
  }
  /** A person may no longer read these rows: their devices forget what they had sent (L2). */
  purged(user: string, rows: ReadonlySet<string>): void {
    for (const [word, sender] of this.#sender)
      if (sender === user && rows.has(this.typed.get(word) ?? '')) this.#purged.add(word);
  }
  /**
   * A backup is restored: devices no longer have what was acknowledged more than a week ago, or
   * purged since.
   */
  restored(takenAt: number, now: number): void {
    for (const [word, at] of this.#acknowledgedAt)
      if (at >= takenAt && (at < now - KEEP_MS + STEP_MS || this.#purged.has(word)))
        this.removed.add(word);
  }
  /**
   * The text of another person brought deleted notes back, without the words that their author
   * deleted (T6).
   */
  revived(rows: ReadonlySet<string>): void {
    for (const word of this.#deleted)
      if (rows.has(this.typed.get(word) ?? '')) this.removed.add(word);
  }
  /**
   * Others forget a deleted note with their changes of it, so that a server that was restored since
   * does not get these again (T6). Words that the author had not seen are no part of the deletion:
   * an edit wins against it (T3).
   */
  afterRestores(): void {
    for (const word of this.#deleted) this.removed.add(word);
  }
}
