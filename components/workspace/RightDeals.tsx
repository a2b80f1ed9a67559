import type { Now } from '../../lib/coaching/index.ts';
import { parseRefKey } from '../../lib/model/index.ts';
import type { RightDeal } from '../../lib/view/rightDeals.ts';
import type { ListedWithRequests } from '../data/listed.ts';
import { useRecord } from '../data/record.ts';
import { useRightDeals } from '../data/rightDeals.ts';
import type { useMe } from '../data/store.ts';
import { t } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { reasonsOf } from './rightReasons.ts';
import { TalkItOver } from './TalkItOver.tsx';

interface Props {
  listed: ListedWithRequests;
  who: NonNullable<ReturnType<typeof useMe>>;
  addresses: ReadonlyMap<string, string> | undefined;
  now: Now;
  hasTeam: boolean;
}

/** This week’s conversations. */
export function RightDeals(props: Props) {
  const { listed, now, hasTeam } = props;
  const chosen = useRightDeals(listed, now, hasTeam);
  return <RightDealList chosen={chosen ?? []} {...props} />;
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
