import { SegmentedControl } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { compilePrompt } from '../../lib/coaching/authored/index.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import { known } from '../../lib/model/index.ts';
import type { KnownDeal } from '../data/deals.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';

const SHOWN = 12;

/** The deals that would show this question now, and a preview. Updated while typing. */
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
  const [side, setSide] = useState<'rep' | 'manager'>('rep');
  const later = useDeferredValue(prompt);
  const result = useMemo(() => {
    if (!deals) return null;
    const candidate = {
      ...later,
      name: later.name || '–',
      rep: later.rep || '–',
      manager: later.manager || '–',
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
    return {
      total: deals.length,
      matching: answers
        .filter(({ answer }) => answer !== null && answer !== 'unknown')
        .map(({ deal }) => deal),
      unknown: answers.filter(({ answer }) => answer === 'unknown').length,
    };
  }, [id, later, deals]);
  return (
    <aside className="side" aria-label={t('matches.region')}>
      <h2>{t('matches.region')}</h2>
      {!result || !works ? (
        <p className="hint">{t(works ? 'matches.reading' : 'matches.broken')}</p>
      ) : result.total === 0 ? (
        <p className="hint">{t('matches.noDeals')}</p>
      ) : (
        <>
          <p role="status" className="matched">
            {t('matches.count', [String(result.matching.length), String(result.total)])}
          </p>
          {result.unknown > 0 && <p className="hint">{t('matches.unsure', result.unknown)}</p>}
          <ul>
            {result.matching.slice(0, SHOWN).map((deal) => (
              <li key={deal.key}>
                <b>{deal.name}</b>
                <span>
                  {[known(deal.facts.fields.stage), deal.owner].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {result.matching.length > SHOWN && (
            <p className="hint">{t('matches.more', [String(result.matching.length - SHOWN)])}</p>
          )}
        </>
      )}
      <h2>{t('matches.preview')}</h2>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('matches.preview')}
        value={side}
        onChange={(value) => setSide(value as 'rep' | 'manager')}
        data={[
          { value: 'rep', label: t('who.asRep') },
          { value: 'manager', label: t('who.asManager') },
        ]}
      />
      <div className={`preview ${prompt.kind}`}>
        <p className="kind">
          <Icon name="steps" size={14} />
          <b>{tKey(`prompts.kind.${prompt.kind}`)}</b>
        </p>
        <p className="question">{prompt[side] || t('matches.noQuestion')}</p>
        <p className="hint">{t('prompts.fromHere', [prompt.name || '–'])}</p>
      </div>
    </aside>
  );
}
