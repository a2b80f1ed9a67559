import { useState } from 'react';
import { type DealFacts, dayOf, type TimelineEntry, timeline } from '../../lib/coaching/index.ts';
import type { RecordRows } from '../../lib/store/index.ts';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { RowFailsafe } from './RowFailsafe.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import { entryText } from './timelineText.ts';
import './timeline.css';

const FIRST = 6;

/** A text with its source. The source stays with the last word when the text wraps. */
function Sourced({ text, source }: { text: string; source: TimelineEntry['source'] }) {
  if (source === 'sideline') return text;
  const last = text.lastIndexOf(' ') + 1;
  return (
    <>
      {text.slice(0, last)}
      <span className="last-word">
        {text.slice(last)}
        <Provenance source={source} />
      </span>
    </>
  );
}

const shapes: Record<string, string> = {
  arrow: 'M3 6.5h7M7.5 4 10 6.5 7.5 9',
  diamond: 'M6.5 2 11 6.5 6.5 11 2 6.5Z',
  circle: 'M10 6.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Z',
  square: 'M3.5 3.5h6v6h-6Z',
};
const shapeOf: Partial<Record<TimelineEntry['kind'], string>> = {
  created: 'diamond',
  forward: 'diamond',
  back: 'diamond',
  stage: 'diamond',
  stageRemoved: 'diamond',
  activity: 'circle',
  note: 'square',
  prompt: 'square',
};

type EntryProps = Omit<Props, 'rows'> & { entry: TimelineEntry };

function Entry({ entry, facts, names, me }: EntryProps) {
  const text = entryText(entry, facts, names, me);
  if (entry.kind === 'silence') return <li className="gap">{text}</li>;
  const day = dayOf(entry.at, facts.now.timeZone);
  return (
    <li>
      <time dateTime={day}>{date(day, facts.now)}</time>
      <svg viewBox="0 0 13 13" aria-hidden="true">
        <path d={shapes[shapeOf[entry.kind] ?? 'arrow']} />
      </svg>
      <span>
        <Sourced text={text} source={entry.source} />
      </span>
    </li>
  );
}

interface Props {
  facts: DealFacts;
  rows: RecordRows;
  names: Map<string, string>;
  me: string;
}

/**
 * The history of the deal as a chart and as a list. Periods without activity have a dashed line.
 */
export default function Timeline({ facts, rows, names, me }: Props) {
  const [all, setAll] = useState(false);
  const list = timeline(facts, {
    notes: rows.notes.map((note) => ({
      id: note.id,
      at: note.fields.createdAt,
      author: note.fields.author,
      kind: note.fields.kind,
    })),
    prompts: rows.outcomes
      .filter(({ fields }) => fields.outcome !== 'retired' && fields.author === me)
      .map((row) => ({
        id: row.id,
        at: row.fields.at,
        signal: row.fields.signal,
        outcome: row.fields.outcome,
      })),
  });
  const shown = all ? list : list.slice(0, FIRST);
  return (
    <section className="part" aria-label={t('timeline.region')}>
      <div className="part-head">
        <h2>{t('timeline.region')}</h2>
        <span className="grow" />
        <span className="aside">{t('timeline.source')}</span>
      </div>
      {list.length === 0 && <p className="hint">{t('timeline.none')}</p>}
      {list.length > 2 && <TimelineChart entries={list} now={facts.now} />}
      <ol className="timeline">
        {shown.map((entry) => (
          <RowFailsafe key={entry.id} as="li">
            <Entry entry={entry} facts={facts} names={names} me={me} />
          </RowFailsafe>
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
