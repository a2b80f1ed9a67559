import type { Side, TriggeredSignal, Turn } from '../../lib/coaching/index.ts';
import type { Note } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { signalText } from '../ui/format.ts';
import type { IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { isOwnQuestion } from './ownQuestion.ts';

export const icons: Record<TriggeredSignal['kind'], IconName> = {
  process: 'steps',
  skill: 'speech',
  human: 'person',
  praise: 'star',
};

/** The question as this side reads it, in the wording of this visit or as it was turned. */
export function questionText(
  item: TriggeredSignal,
  side: Side,
  model: RecordModel,
  wording: Turn,
): string {
  return item.authored ? item.authored[side] : signalText({ ...item, wording }, side, model.now);
}

/**
 * This person's latest answer to the question on this record, as far as they may read it here; null
 * when there is none. Its outcome hides the question for a while, so a question that is shown with
 * an answer has returned.
 */
export function ownAnswer(item: TriggeredSignal, model: RecordModel, user: string): Note | null {
  const answers = model.rows.notes
    .map((row) => row.fields)
    .filter(
      (note) =>
        note.author === user && note.kind === 'answer' && note.prompt?.signal === item.signal,
    );
  return answers.sort((a, b) => b.createdAt - a.createdAt)[0] ?? null;
}

/** Why it is asked: what was noticed, or whose question it is. */
export function because(item: TriggeredSignal, model: RecordModel): string {
  if (!item.authored) return signalText(item, 'because', model.now);
  const key = isOwnQuestion(item, model.org) ? 'prompts.fromYou' : 'prompts.fromHere';
  return t(key, [item.authored.name]);
}
