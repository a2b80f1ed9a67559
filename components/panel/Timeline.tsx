import { useState } from 'react';
import { type DealFacts, dayOf, daysSince } from '../../lib/coaching/index.ts';
import { known, type Source } from '../../lib/model/index.ts';
import { date, money } from '../ui/format.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { t } from '../ui/words.ts';
import './timeline.css';

interface Entry {
  key: string;
  at: number;
  shape: 'arrow' | 'diamond' | 'circle';
  text: string;
  source: Source;
}

const FIRST = 6;
/** Silence worth drawing, in days. */
const SILENCE = 14;

function entries(facts: DealFacts): Entry[] {
  const { now, fields } = facts;
  const currency = known(fields.amount)?.currency ?? null;
  const cash = (amount: number | null) => (amount === null ? '–' : money({ amount, currency }));
  const day = (value: string | null) => (value === null ? '–' : date(value, now));
  const list: Entry[] = [];
  for (const move of facts.closeDateMoves?.list ?? [])
    list.push({
      key: `d${move.at}`,
      at: move.at,
      shape: 'arrow',
      source: facts.closeDateMoves?.source ?? 'api',
      text: move.from === null ? t('timeline.closeDateSet', [day(move.to)]) : t('timeline.closeDate', [day(move.from), day(move.to)]),
    });
  for (const move of facts.stageMoves?.list ?? [])
    list.push({
      key: `s${move.at}`,
      at: move.at,
      shape: 'diamond',
      source: facts.stageMoves?.source ?? 'api',
      text: move.from === null ? t('timeline.stageSet', [move.to ?? '–']) : t('timeline.stage', [move.from, move.to ?? '–']),
    });
  for (const move of facts.amountMoves?.list ?? [])
    list.push({ key: `a${move.at}`, at: move.at, shape: 'arrow', source: facts.amountMoves?.source ?? 'api', text: t('timeline.amount', [cash(move.from), cash(move.to)]) });
  for (const item of facts.done) list.push({ key: `x${item.id ?? item.at}`, at: item.at ?? 0, shape: 'circle', source: 'api', text: item.subject });
  const created = known(fields.createdAt);
  if (created !== undefined) list.push({ key: 'created', at: created, shape: 'diamond', source: 'api', text: t('timeline.created') });
  return list.sort((a, b) => b.at - a.at);
}

const shapes = { arrow: 'M3 6.5h7M7.5 4 10 6.5 7.5 9', diamond: 'M6.5 2 11 6.5 6.5 11 2 6.5Z', circle: 'M10 6.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Z' };

/** What happened, latest first; silence is drawn as a dashed rail and said in words. */
export function Timeline({ facts }: { facts: DealFacts }) {
  const [all, setAll] = useState(false);
  const list = entries(facts);
  const silence = facts.lastActivity.state === 'seen' ? daysSince(facts.lastActivity.value, facts.now) : 0;
  const shown = all ? list : list.slice(0, FIRST);
  return (
    <section className="part" aria-label={t('timeline.region')}>
      <div className="part-head">
        <h2>{t('timeline.region')}</h2>
        <span className="grow" />
        <span className="aside">{t('timeline.source')}</span>
      </div>
      {list.length === 0 && <p className="hint">{t('timeline.none')}</p>}
      <ol className="timeline">
        {silence >= SILENCE && <li className="gap">{t('timeline.silence', silence)}</li>}
        {shown.map((entry) => (
          <li key={entry.key}>
            <time dateTime={dayOf(entry.at, facts.now.timeZone)}>{date(dayOf(entry.at, facts.now.timeZone), facts.now)}</time>
            <svg viewBox="0 0 13 13" aria-hidden="true">
              <path d={shapes[entry.shape]} />
            </svg>
            <span>
              {entry.text} <Provenance source={entry.source} />
            </span>
          </li>
        ))}
      </ol>
      {list.length > FIRST && !all && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('timeline.all', [String(list.length)])}
        </button>
      )}
    </section>
  );
}
