import type { Evidence, Raised } from '../../lib/coaching/index.ts';
import { known } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date, shown } from '../ui/format.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { t, tKey } from '../ui/words.ts';

function limit(item: Raised): string | null {
  if (item.unit === 'none' || item.limit === 0) return null;
  const value = item.unit === 'percent' ? t('unit.percent', [String(item.limit)]) : t(`unit.${item.unit}`, item.limit);
  return t('prompts.usual', [value]);
}

function whyNow(model: RecordModel): string {
  const close = known(model.facts?.fields.closeDate);
  const stage = known(model.facts?.fields.stage);
  const parts = [stage && t('prompts.nowStage', [stage]), close && t('prompts.nowDate', [date(close, model.now)])].filter(Boolean);
  return parts.length > 0 ? parts.join('. ') : t('prompts.nowFirst');
}

/** Facts whose values follow each other in time; the others stand side by side. */
const MOVES: readonly Evidence['fact'][] = ['stage', 'amount', 'closeDate', 'owner'];

function seen(piece: Evidence, model: RecordModel): string {
  if (piece.values.length === 0) return t('facts.none');
  const words = piece.values.map((value) => shown(value, model.now));
  const alike = piece.values.every((value) => value.type === piece.values[0]?.type);
  return words.join(alike && MOVES.includes(piece.fact) ? ' → ' : ', ');
}

/** “Why this?”: what was seen, against which limit, why now, and from where. */
export function Why({ item, model }: { item: Raised; model: RecordModel }) {
  return (
    <dl className="why">
      <dt>{t('prompts.seen')}</dt>
      <dd>
        {item.evidence.map((piece) => (
          <p key={piece.fact}>
            <b>{tKey(`facts.${piece.fact}`)}</b> {seen(piece, model)}
          </p>
        ))}
      </dd>
      {limit(item) !== null && (
        <>
          <dt>{t('prompts.limit')}</dt>
          <dd>{limit(item)}</dd>
        </>
      )}
      <dt>{t('prompts.whyNow')}</dt>
      <dd>{whyNow(model)}</dd>
      <dt>{t('prompts.source')}</dt>
      <dd>
        <Provenance source={item.source} /> {tKey(`source.${item.source}`)}
      </dd>
    </dl>
  );
}
