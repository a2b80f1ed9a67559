import { dayOf, type Now } from '../../lib/coaching/index.ts';
import type { DealExcerpt } from '../../lib/model/index.ts';
import type { Request, RightDeal } from '../../lib/view/rightDeals.ts';
import { date, firstName, money } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';

type Names = ReadonlyMap<string, string>;

/** What is at stake until when; null where neither is known. */
export function stakeText({ amount, closeDate: close }: DealExcerpt, now: Now): string | null {
  if (!amount) return close ? t('right.closes', [date(close, now)]) : null;
  return close
    ? t('right.amount', [money(amount), date(close, now)])
    : t('right.amountOnly', [money(amount)]);
}

/** Who asked, and when. */
export function requestText({ kind, author, at }: Request, now: Now, names: Names): string {
  const name = firstName(names.get(author) ?? t('notes.someone'));
  return t(`right.${kind}`, [name, date(dayOf(at, now.timeZone), now)]);
}

/** Why a deal is listed, in words: who asked, the gravest warning, what is at stake until when. */
export function reasonsOf({ deal, request, signal }: RightDeal, now: Now, names: Names): string[] {
  const asked = request && requestText(request, now, names);
  return [asked, signal && tKey(`signals.${signal}.name`), stakeText(deal, now)].filter(
    (text): text is string => text !== null && text !== '',
  );
}
