import { dayOf, type Now, type TriggeredSignal } from '../../lib/coaching/index.ts';
import { cut } from '../../lib/model/cut.ts';
import type { Moment, Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { evidenceText } from './evidence.ts';
import { because } from './promptTexts.ts';

// The evidence of a good act: what happened, when, and where it is known from.

/** The longest evidence that a note stores. */
const MOST_CHARS = 900;

const joined = (parts: readonly string[]) => cut(parts.filter(Boolean).join(' · '), MOST_CHARS);
const dayText = (at: number, now: Now) => date(dayOf(at, now.timeZone), now);

/** The evidence of a praise that Sideline noticed. */
export function signalEvidence(item: TriggeredSignal, model: RecordModel): string {
  const pieces = item.evidence.map(
    (piece) => `${tKey(`facts.${piece.fact}`)}: ${evidenceText(piece, model.now)}`,
  );
  return joined([because(item, model), ...pieces, tKey(`source.${item.source}`)]);
}

/** The evidence of an answer that the rep shared. */
export function answerEvidence(
  { text, createdAt }: Pick<Note, 'text' | 'createdAt'>,
  name: string,
  now: Now,
): string {
  return joined([
    cut(text, MOST_CHARS / 2),
    t('prompts.theirAnswer', [name, dayText(createdAt, now)]),
  ]);
}

/** The evidence of a debrief or a review that the rep shared. */
export function momentEvidence({ words, at }: Moment, title: string, now: Now): string {
  const texts = Object.values(words).map((text) => cut(text.trim(), MOST_CHARS / 3));
  return joined([...texts, title, dayText(at, now)]);
}
