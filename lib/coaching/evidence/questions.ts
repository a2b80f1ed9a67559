import type { Activity } from '../../model/index.ts';
import { sentencesOf, shown } from '../statements/sentences.ts';

/** A question of the buyer that nobody has answered. */
export interface OpenQuestion {
  sentence: string;
  at: number;
  /** Unsure where the CRM does not show who sent the message. */
  certainty: 'sure' | 'unsure';
}

/** The last sentence of a text that asks something. A link contains no question. */
export function questionIn(text: string): string | null {
  const asked = sentencesOf(text.replace(/https?:\/\/\S+/g, '')).filter((sentence) =>
    /[\p{L}\p{N})”"’']\s*\?[\s!?)”"’]*$/u.test(sentence),
  );
  return asked.at(-1) ?? null;
}

/**
 * The question in the last message, where it is from the buyer.
 * @param done activities up to now, latest first.
 */
export function openQuestion(done: readonly Activity[]): OpenQuestion | null {
  const last = done.find(({ kind }) => kind === 'email' || kind === 'call' || kind === 'meeting');
  if (!last || last.at === null || last.kind !== 'email' || last.direction === 'out') return null;
  const sentence = questionIn(last.subject);
  return sentence === null
    ? null
    : {
        sentence: shown(sentence),
        at: last.at,
        certainty: last.direction === 'in' ? 'sure' : 'unsure',
      };
}
