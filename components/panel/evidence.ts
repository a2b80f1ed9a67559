import type { DisplayValue, Evidence, Now } from '../../lib/coaching/index.ts';
import { valueText } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';

/** Facts whose values are shown as a sequence in time; others are shown as a list. */
const MOVES: readonly Evidence['fact'][] = ['stage', 'amount', 'closeDate', 'owner'];

/** The values as texts. Dates with a number of days are one span: “Oct 18 to Nov 24 (37 days)”. */
function textsOf({ fact, values }: Evidence, now: Now): string[] {
  const text = (value: DisplayValue) => valueText(value, now);
  const [last, end, start] = values.toReversed();
  if (last?.type !== 'days' || end?.type !== 'date') return values.map(text);
  if (start?.type === 'date')
    return [
      ...values.slice(0, -3).map(text),
      t('evidence.span', [text(start), text(end), text(last)]),
    ];
  const key = fact === 'silence' ? 'evidence.since' : 'evidence.on';
  return [...values.slice(0, -2).map(text), t(key, [text(end), text(last)])];
}

/** What was seen of one fact, in the reader's language. */
export function evidenceText(piece: Evidence, now: Now): string {
  const { values } = piece;
  if (values.length === 0) return t('facts.empty');
  const isOneType = values.every((value) => value.type === values[0]?.type);
  return textsOf(piece, now).join(isOneType && MOVES.includes(piece.fact) ? ' → ' : ', ');
}
