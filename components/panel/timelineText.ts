import { type DealFacts, daysBetween, type TimelineEntry } from '../../lib/coaching/index.ts';
import { known } from '../../lib/model/index.ts';
import { date, firstName, money } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';

/** Its dates tell a period apart from the entries around it, which may be of another kind. */
function silenceText(from: string, to: string, days: number): string {
  return t('timeline.silence', days, [String(days), from, to]);
}

/** The sentences of notes that ask, by their kind. */
const noteNames: Readonly<Record<string, 'asked' | 'help'>> = { question: 'asked', help: 'help' };

/** The sentence of an entry. */
export function entryText(
  entry: TimelineEntry,
  facts: DealFacts,
  names: Map<string, string>,
  me: string,
): string {
  const { from, to, text } = entry;
  const cash = (amount: string | number | null) =>
    typeof amount === 'number'
      ? money({ amount, currency: known(facts.fields.amount)?.currency ?? null })
      : '–';
  const day = (value: string | number | null) =>
    typeof value === 'string' ? date(value, facts.now).replaceAll(' ', '\u00a0') : '–';
  switch (entry.kind) {
    case 'created':
      return t('timeline.created');
    case 'dateSet':
      return t('timeline.closeDateSet', [day(to)]);
    case 'dateRemoved':
      return t('timeline.closeDateRemoved', [day(from)]);
    case 'later':
    case 'earlier':
      return t('timeline.closeDate', [day(from), day(to)]);
    case 'forward':
    case 'back':
    case 'stage':
      return from === null
        ? t('timeline.stageSet', [String(to ?? '–')])
        : t('timeline.stage', [String(from), String(to ?? '–')]);
    case 'stageRemoved':
      return t('timeline.stageRemoved', [String(from ?? '–')]);
    case 'amountSet':
      return t('timeline.amountSet', [cash(to)]);
    case 'amountRemoved':
      return t('timeline.amountRemoved', [cash(from)]);
    case 'up':
    case 'down':
      return t('timeline.amount', [cash(from), cash(to)]);
    case 'silence':
      return silenceText(day(from), day(to), daysBetween(String(from), String(to)));
    case 'note': {
      const what = noteNames[String(from)] ?? 'note';
      return text === me
        ? t(`timeline.${what}Mine`)
        : t(`timeline.${what}`, [firstName(names.get(text ?? '') ?? t('notes.someone'))]);
    }
    case 'prompt':
      return t('timeline.prompt', [
        text?.startsWith('written:') ? t('timeline.ownQuestion') : tKey(`signals.${text}.name`),
        tKey(`timeline.outcome.${from}`),
      ]);
    default:
      return text ?? '';
  }
}
