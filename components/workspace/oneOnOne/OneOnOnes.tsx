import { useMemo } from 'react';
import { type Pair, type Plan, pairsOf, planOf } from '../../../lib/view/oneOnOne.ts';
import { usePairRows } from '../../data/oneOnOne.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { initials } from '../../ui/format.ts';
import { language, t, tKey } from '../../ui/i18n.ts';
import type { PageProps } from '../page.ts';
import { AwayNotice } from './AwayNotice.tsx';
import { fullNameOf } from './context.ts';
import OneOnOne from './OneOnOne.tsx';
import { Recognitions } from './Recognitions.tsx';
import { whenText } from './times.ts';
import './oneOnOne.css';

/** The id of a pair in the address: a former manager is not the present one. */
const routeOf = ({ other, isFormer }: Pair) => (isFormer ? `former-${other}` : other);

function PairRow({ plan, who, now }: { plan: Plan } & Pick<PageProps, 'who' | 'now'>) {
  const { pair, next, rhythm, isChosen } = plan;
  const name = fullNameOf(who, pair.other);
  return (
    <li>
      <span className="avatar" aria-hidden="true">
        {initials(name)}
      </span>
      <div className="grow">
        <b>{name}</b>
        {pair.isFormer ? (
          <p className="hint">{t('oneOnOne.former')}</p>
        ) : (
          <>
            <p>{next ? whenText(next, rhythm, now.timeZone) : t('oneOnOne.none')}</p>
            <p className="hint">
              {[
                tKey(`oneOnOne.every.${rhythm.every}`),
                ...(next && next.why !== 'usual' ? [tKey(`oneOnOne.why.${next.why}`)] : []),
                ...(isChosen ? [] : [t('oneOnOne.proposed')]),
              ].join(' · ')}
            </p>
            <AwayNotice plan={plan} />
          </>
        )}
      </div>
      <ButtonLink
        variant="default"
        href={`#oneOnOnes/${routeOf(pair)}`}
        aria-label={t('oneOnOne.openOf', [name])}
      >
        {t('oneOnOne.open')}
      </ButtonLink>
    </li>
  );
}

/** The pairs of this person with their next one-on-ones, or one of them. */
export default function OneOnOnes({ id, who, org, now }: Omit<PageProps, 'onOpen'>) {
  const rows = usePairRows();
  const plans = useMemo(() => {
    if (!rows) return undefined;
    const { compare } = new Intl.Collator(language());
    const rank = ({ isFormer, isManager }: Pair) => (isFormer ? 2 : isManager ? 1 : 0);
    return pairsOf(who, rows)
      .toSorted(
        (a, b) => rank(a) - rank(b) || compare(fullNameOf(who, a.other), fullNameOf(who, b.other)),
      )
      .map((pair) => planOf(pair, { rows, who, calendars: org.rows, now }));
  }, [rows, who, org, now]);
  if (!rows || !plans) return null;
  const open = plans.find(({ pair }) => routeOf(pair) === id);
  if (open)
    return <OneOnOne key={open.pair.scope} plan={open} rows={rows} who={who} org={org} now={now} />;
  return (
    <div className="page">
      <h1>{t('workspace.page.oneOnOnes')}</h1>
      {who.me === null ? (
        <p className="lead">{t('oneOnOne.signedOut')}</p>
      ) : (
        <>
          <p className="lead">{t(plans.length === 0 ? 'oneOnOne.nobody' : 'oneOnOne.lead')}</p>
          {plans.length > 0 && (
            <ul className="pairs" aria-label={t('oneOnOne.pairs')}>
              {plans.map((plan) => (
                <PairRow key={plan.pair.scope} plan={plan} who={who} now={now} />
              ))}
            </ul>
          )}
          <Recognitions who={who} now={now} />
        </>
      )}
    </div>
  );
}
