import { useEffect, useMemo, useState } from 'react';
import { dayOf, type Now } from '../../lib/coaching/index.ts';
import { send } from '../../lib/messages/index.ts';
import { parseRefKey } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import {
  type Choice,
  choiceOf,
  loadChoice,
  type Request,
  type RightDeal,
  rightDeals,
} from '../../lib/view/rightDeals.ts';
import type { ListedWithRequests } from '../data/listed.ts';
import { useRecord } from '../data/record.ts';
import { useDb, type useMe } from '../data/store.ts';
import { date, firstName, money } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { TalkItOver } from './TalkItOver.tsx';

/** Why a deal is listed, in words: who asked, the gravest warning, what is at stake until when. */
function reasonsOf({ deal, request, signal }: RightDeal, now: Now, names: Map<string, string>) {
  const { amount, closeDate: close } = deal;
  const asked = request && requestText(request, now, names);
  const stake = amount
    ? close
      ? t('right.amount', [money(amount), date(close, now)])
      : t('right.amountOnly', [money(amount)])
    : close
      ? t('right.closes', [date(close, now)])
      : null;
  return [asked, signal && tKey(`signals.${signal}.name`), stake].filter(
    (text): text is string => text !== null && text !== '',
  );
}

function requestText({ kind, author, at }: Request, now: Now, names: Map<string, string>): string {
  const name = firstName(names.get(author) ?? t('notes.someone'));
  return t(`right.${kind}`, [name, date(dayOf(at, now.timeZone), now)]);
}

interface Props {
  listed: ListedWithRequests;
  who: NonNullable<ReturnType<typeof useMe>>;
  addresses: ReadonlyMap<string, string> | undefined;
  now: Now;
  hasTeam: boolean;
}

/** This week’s conversations, from the choice of the last visit and what happened since. */
export function RightDeals(props: Props) {
  const db = useDb();
  const [previous, setPrevious] = useState<Choice | null | undefined>(undefined);
  useEffect(() => {
    let cancelled = false;
    loadChoice(db).then(
      (choice) => !cancelled && setPrevious(choice),
      () => !cancelled && setPrevious(null),
    );
    return () => {
      cancelled = true;
    };
  }, [db]);
  const { listed, now, hasTeam } = props;
  const { deals, requests, isWhole } = listed;
  const chosen = useMemo(
    () =>
      previous === undefined
        ? []
        : rightDeals({ deals, requests, previous, now, onePerRep: hasTeam }),
    [deals, requests, previous, now, hasTeam],
  );
  useEffect(() => {
    // What is computed again may be another choice.
    if (!isWhole || chosen.length === 0) return;
    const next = choiceOf(chosen, previous ?? null, now);
    if (next) unawaited('this week’s conversations', send('deals.chosen', next));
  }, [chosen, isWhole, previous, now]);
  return <RightDealList chosen={chosen} {...props} />;
}

/** “Talk it over” needs the whole record. */
function Talk({ item, who, address }: Omit<Parameters<typeof TalkItOver>[0], 'item'> & Chosen) {
  const view = useRecord(parseRefKey(item.deal.key), true);
  if (!view?.coached) return null;
  const { facts, coaching } = view.coached;
  const deal = { ...view, name: item.deal.name, facts, coaching };
  return <TalkItOver item={{ ...item, deal }} who={who} address={address} />;
}

interface Chosen {
  item: RightDeal;
}

/** The deals with their reasons. */
export function RightDealList({
  chosen,
  listed,
  who,
  addresses,
  now,
  hasTeam,
}: Props & { chosen: readonly RightDeal[] }) {
  if (chosen.length === 0) return null;
  const title = t(hasTeam ? 'right.manager' : 'right.rep');
  return (
    <section className="across" aria-label={title}>
      <h2>{title}</h2>
      <p className="hint">{t('right.lead')}</p>
      <ol className="plain-list">
        {chosen.map((item) => (
          <li key={item.deal.key}>
            <b>
              <RecordLink refKey={item.deal.key} addresses={addresses}>
                {item.deal.name || t('facts.deal')}
              </RecordLink>
            </b>
            <span className="hint">
              {[...(hasTeam && item.deal.owner ? [item.deal.owner] : [])]
                .concat(reasonsOf(item, now, who.names))
                .join(' · ')}
            </span>
            {hasTeam && <Talk item={item} who={who} address={addresses?.get(item.deal.key)} />}
          </li>
        ))}
      </ol>
      <p className="hint">{t('right.of', listed.deals.length)}</p>
    </section>
  );
}
