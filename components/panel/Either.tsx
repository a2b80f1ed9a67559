import { dayOf } from '../../lib/coaching/index.ts';
import type { Unsure } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { date, eitherDate } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Failed } from './Failed.tsx';

/**
 * The dates that a text of the CRM can mean. Where they differ in the order of day and month, the
 * person says which one it is, once per CRM.
 */
export function Either({ unsure, model }: { unsure: Unsure; model: RecordModel }) {
  const action = useAction('crm.format');
  const { now, ref } = model;
  const { crm, tenant } = ref;
  const readings = unsure.readings.map(({ order, value }) => ({
    order,
    day: typeof value === 'number' ? dayOf(value, now.timeZone) : value,
  }));
  const asks = readings.length > 1 && readings.every(({ order }) => order !== null);
  const days = readings.map(({ day }) => day);
  if (!asks) return <span className="unseen">{eitherDate(days, now)}</span>;
  return (
    <>
      <span className="unseen">{eitherDate(days, now)}</span>
      <small>{t('formats.whichDate')}</small>
      {readings.map(({ order, day }) => (
        <button
          key={order}
          type="button"
          className="link act"
          aria-label={`${t('formats.whichDate')} ${date(day, now)}`}
          disabled={action.isPending}
          onClick={() => action.mutate({ crm, tenant, dateOrder: order, shared: false })}
        >
          {date(day, now)}
        </button>
      ))}
      <Failed error={action.error} />
    </>
  );
}
