import type { CrmFormat, CrmRecord, Field, Money, RecordRef } from '../model/index.ts';
import { seen } from '../model/index.ts';
import { type Item, inOrder } from '../store/index.ts';
import { currenciesOf } from '../values/currency.ts';

/** What people answered about a CRM's dates and currency. */
export type FormatAnswers = Pick<CrmFormat, 'dateOrder' | 'currency'>;

/** A person's own answers, and the organisation's where they gave none. */
export function answersFor(
  rows: readonly Item<'crmFormat'>[],
  { crm, tenant }: Pick<RecordRef, 'crm' | 'tenant'>,
): FormatAnswers {
  const own = inOrder(
    rows.filter(({ fields }) => fields.crm === crm && fields.tenant === tenant),
  ).sort((a, b) => Number(a.scope.startsWith('o:')) - Number(b.scope.startsWith('o:')));
  const first = <K extends keyof FormatAnswers>(key: K) =>
    own.find(({ fields }) => fields[key] !== null)?.fields[key] ?? null;
  return { dateOrder: first('dateOrder'), currency: first('currency') };
}

function resolvedField(field: Field<unknown>, { dateOrder, currency }: FormatAnswers) {
  if (field.state === 'unseen' && field.unsure && dateOrder !== null) {
    const { source, at, readings } = field.unsure;
    const reading = readings.find(({ order }) => order === dateOrder);
    return reading ? seen(reading.value, source, at) : field;
  }
  if (field.state !== 'seen' || currency === null) return field;
  const money = field.value as Partial<Money> | null;
  const isOpen = typeof money?.sign === 'string' && money.currency === null;
  if (!isOpen || !currenciesOf(money.sign ?? '').includes(currency)) return field;
  return { ...field, value: { amount: money.amount, currency } };
}

/** The record as it reads with people's answers: an unsure date is the one of the order given. */
export function withAnswers<R extends CrmRecord | null>(record: R, answers: FormatAnswers): R {
  if (record === null || (answers.dateOrder === null && answers.currency === null)) return record;
  const fields = Object.fromEntries(
    Object.entries(record.fields).map(([name, field]) => [
      name,
      resolvedField(field as Field<unknown>, answers),
    ]),
  );
  return { ...record, fields } as R;
}
