import { summarise, warningsOf } from '../coaching/index.ts';
import type { DealSummary } from '../model/index.ts';
import type { RecordView } from './record.ts';

/** A deal's summary for views of all deals; null where too little is known yet. */
export function summaryOf({ ref, key, record, coached }: RecordView): DealSummary | null {
  if (ref.object !== 'deal' || !coached || record?.reading.filling) return null;
  const { triggered, health } = coached.coaching;
  const warnings = triggered.filter((item) => item.kind !== 'praise').map((item) => item.signal);
  return summarise(
    key,
    coached.facts,
    warnings,
    health?.label ?? null,
    warningsOf(coached.coaching),
  );
}
