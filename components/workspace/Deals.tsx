import { useMemo, useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import { type DealExcerpt, parseRefKey } from '../../lib/model/index.ts';
import { inListOrder } from '../../lib/view/deals.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { useAddresses } from '../data/addresses.ts';
import { crmLabel } from '../data/crm.ts';
import { useListedDeals } from '../data/listed.ts';
import { useAboutReps } from '../data/people.ts';
import { useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { date, money } from '../ui/format.ts';
import { language, t, tKey } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { AcrossDeals } from './AcrossDeals.tsx';
import { pageName } from './Navigation.tsx';
import { RightDeals } from './RightDeals.tsx';

const SHOWN = 50;
const SHOWN_REASONS = 2;
const MOST_ADDRESSES = 500;

/** A name in the middle of a list. German nouns and abbreviations keep their capital. */
function inList(name: string): string {
  const isWord = /^\p{Lu}(?!\p{Lu})/u.test(name);
  return isWord && !language().startsWith('de')
    ? name.charAt(0).toLocaleLowerCase(language()) + name.slice(1)
    : name;
}

/** The reasons of the label by name, the first two and how many more. */
export function reasonsText({ health }: Pick<DealExcerpt, 'health'>): string {
  const names = (health?.signals ?? []).map((signal) => tKey(`signals.${signal}.name`));
  const more = names.length - SHOWN_REASONS;
  return [
    names
      .slice(0, SHOWN_REASONS)
      .map((name, index) => (index === 0 ? name : inList(name)))
      .join(', '),
    ...(more > 0 ? [t('deals.others', more)] : []),
  ].join(' ');
}

interface RowProps {
  deal: DealExcerpt;
  addresses: ReadonlyMap<string, string> | undefined;
  now: Now;
  hasTeam: boolean;
  /** Ids of the members that the viewer leads. */
  led: ReadonlySet<string>;
}

/** The owner of a deal: for a rep of the viewer’s team a link to their page. */
function Owner({ deal, led }: Pick<RowProps, 'deal' | 'led'>) {
  const { rep } = deal.role;
  if (rep === null || !led.has(rep)) return deal.owner || <Empty />;
  return (
    <a className="link" href={`#person/${rep}`} aria-label={t('person.open', [deal.owner])}>
      {deal.owner}
    </a>
  );
}

function DealRow({ deal, addresses, now, hasTeam, led }: RowProps) {
  const { account, stage, amount, closeDate } = deal;
  const label = deal.health?.label;
  const crm = parseRefKey(deal.key)?.crm;
  return (
    <tr>
      <th scope="row">
        <RecordLink refKey={deal.key} addresses={addresses}>
          {deal.name || t('facts.deal')}
        </RecordLink>
        <small>{[account, crm && crmLabel(crm)].filter(Boolean).join(' · ')}</small>
      </th>
      <td>
        {label ? (
          <span className={label === 'onTrack' ? 'chip' : 'chip clay'}>{t(`health.${label}`)}</span>
        ) : (
          <Empty />
        )}
      </td>
      <td className="reasons">{reasonsText(deal)}</td>
      <td data-name={t('facts.stage')}>{stage ?? <Empty />}</td>
      <td className="num" data-name={t('facts.amount')}>
        {amount ? money(amount) : <Empty />}
      </td>
      <td data-name={t('facts.closeDate')}>
        {closeDate === null ? <Empty /> : date(closeDate, now)}
      </td>
      {hasTeam && (
        <td data-name={t('facts.owner')}>
          <Owner deal={deal} led={led} />
        </td>
      )}
    </tr>
  );
}

/** The open deals that this device knows, with the label of each and its reasons. */
export default function Deals({ org, now, hasTeam }: { org: OrgView; now: Now; hasTeam: boolean }) {
  const listed = useListedDeals(org, now);
  const deals = listed?.deals;
  const who = useMe();
  const reps = useAboutReps(deals, org, now);
  const [shown, setShown] = useState(SHOWN);
  const led = new Set(who?.me?.reports.map(({ id }) => id));
  const sorted = useMemo(() => inListOrder(deals ?? []), [deals]);
  const onPage = sorted.slice(0, shown);
  const addresses = useAddresses(onPage.map(({ key }) => key));
  // The chosen deals may be on a later page of the table.
  const allAddresses = useAddresses(
    sorted.filter((_, index) => index < MOST_ADDRESSES).map(({ key }) => key),
  );
  return (
    <div className="page">
      <h1>{pageName('deals', hasTeam)}</h1>
      <p className="lead">{t(deals?.length === 0 ? 'deals.none' : 'deals.lead')}</p>
      {listed && who && (
        <RightDeals
          listed={listed}
          who={who}
          addresses={allAddresses}
          now={now}
          hasTeam={hasTeam}
        />
      )}
      <AcrossDeals reps={reps} now={now} hasTeam={hasTeam} />
      {sorted.length > 0 && (
        <table className="deals">
          <thead>
            <tr>
              <th scope="col">{t('facts.deal')}</th>
              <th scope="col">{t('deals.label')}</th>
              <th scope="col">{t('deals.reasons')}</th>
              <th scope="col">{t('facts.stage')}</th>
              <th scope="col" className="num">
                {t('facts.amount')}
              </th>
              <th scope="col">{t('facts.closeDate')}</th>
              {hasTeam && <th scope="col">{t('facts.owner')}</th>}
            </tr>
          </thead>
          <tbody>
            {onPage.map((deal) => (
              <DealRow
                key={deal.key}
                deal={deal}
                addresses={addresses}
                now={now}
                hasTeam={hasTeam}
                led={led}
              />
            ))}
          </tbody>
        </table>
      )}
      {sorted.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + SHOWN)}>
          {t('deals.more', [String(Math.min(SHOWN, sorted.length - shown))])}
        </Button>
      )}
    </div>
  );
}
