import { useDeferredValue, useMemo } from 'react';
import { compilePrompt, conditionOf } from '../../lib/coaching/authored/index.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import { known } from '../../lib/model/index.ts';
import { useAddresses } from '../data/addresses.ts';
import type { KnownDeal } from '../data/deals.ts';
import { t } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';

const SHOWN = 12;

interface Result {
  total: number;
  matching: KnownDeal[];
  /** Deals for which a field of the condition is not visible. */
  unknown: number;
  /** Deals on which the condition takes too many steps. */
  tooMuch: number;
}

/** @param result null while the deals are loaded. */
function Results({ result }: { result: Result | null }) {
  const listed = result?.matching.slice(0, SHOWN) ?? [];
  const addresses = useAddresses(listed.map(({ key }) => key));
  if (!result) return <p className="hint">{t('matches.reading')}</p>;
  const { total, matching, unknown, tooMuch } = result;
  if (total === 0) return <p className="hint">{t('matches.noDeals')}</p>;
  return (
    <>
      <p role="status" className="matched">
        {t('matches.count', [String(matching.length), String(total)])}
      </p>
      {unknown > 0 && <p className="hint">{t('matches.unseen', unknown)}</p>}
      {tooMuch > 0 && (
        <p className="problem" role="status">
          {t('matches.tooMuch', tooMuch)}
        </p>
      )}
      <ul>
        {listed.map((deal) => (
          <li key={deal.key}>
            <b>
              <RecordLink refKey={deal.key} addresses={addresses}>
                {deal.name || t('facts.deal')}
              </RecordLink>
            </b>
            <span>{[known(deal.facts.fields.stage), deal.owner].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {matching.length > SHOWN && (
        <p className="hint">{t('matches.more', [String(matching.length - SHOWN)])}</p>
      )}
    </>
  );
}

/** The deals that would show this question now. Updated while typing. */
export function Matches({
  id,
  prompt,
  works,
  deals,
}: {
  id: string;
  prompt: PromptInput;
  works: boolean;
  deals: KnownDeal[] | undefined;
}) {
  const deferred = useDeferredValue(prompt);
  const result = useMemo((): Result | null => {
    if (!deals) return null;
    const candidate = {
      ...deferred,
      name: deferred.name || '–',
      rep: deferred.rep || '–',
      manager: deferred.manager || '–',
      on: true,
      refKey: '' as const,
      author: 'x',
      at: 0,
      editedBy: null,
      editedAt: null,
    };
    const compiled = compilePrompt(id, candidate);
    const answers = compiled
      ? deals.map((deal) => ({ deal, answer: compiled.check(deal.facts) }))
      : [];
    const condition = conditionOf(candidate.when);
    const unsure = answers.filter(({ answer }) => answer === 'unknown');
    const tooMuch = unsure.filter(
      ({ deal }) => condition.ok && condition.test(deal.facts) === 'tooMuch',
    ).length;
    return {
      total: deals.length,
      matching: answers
        .filter(({ answer }) => answer !== null && answer !== 'unknown')
        .map(({ deal }) => deal),
      unknown: unsure.length - tooMuch,
      tooMuch,
    };
  }, [id, deferred, deals]);
  return (
    <aside className="side" aria-label={t('matches.region')}>
      <h2>{t('matches.region')}</h2>
      {works ? <Results result={result} /> : <p className="hint">{t('matches.broken')}</p>}
    </aside>
  );
}
