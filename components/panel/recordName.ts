import { type CrmRecord, known, type RecordObject } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import { t } from '../ui/i18n.ts';

/** “Deal” or “Contact”: an id means nothing to people. */
const unnamed = (object: RecordObject) => t(object === 'deal' ? 'facts.deal' : 'facts.contact');

/** The name of a record in its CRM, else what kind of record it is. */
export function nameOf({ kind, fields }: CrmRecord): string {
  return known(fields.name) ?? unnamed(kind);
}

/**
 * The name of a panel's record: that of the CRM, else the one that a person typed in.
 * @param isWithheld the CRM does not give the record to this person.
 */
export function titleOf({ ref, record, rows }: RecordModel, isWithheld = false): string {
  const typed = rows.facts.find((row) => row.fields.field === 'name')?.fields.value;
  const fallback = isWithheld ? t(`states.cannotOpen.${ref.object}`) : unnamed(ref.object);
  return (record && known(record.fields.name)) ?? typed ?? fallback;
}
