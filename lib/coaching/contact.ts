import { blankDeal, type ContactRecord, type DealContact, known, seen } from '../model/index.ts';
import type { Now } from './days.ts';
import { type DealFacts, dealFacts, type FactsInput, type TypedParser } from './facts.ts';

/**
 * A contact's facts in the shape that signals read: activities, name and title, and no deal data.
 */
export function contactFacts(
  record: ContactRecord,
  input: Omit<FactsInput, 'record' | 'about'>,
  now: Now,
  parse: TypedParser,
): DealFacts {
  const blank = blankDeal(record.ref, record.reading.at);
  const name = known(record.fields.name);
  const person: DealContact[] =
    name === undefined
      ? []
      : [{ id: record.ref.id, name, role: null, title: known(record.fields.title) ?? null }];
  const fields = {
    ...blank.fields,
    name: record.fields.name,
    account: record.fields.account,
    owner: record.fields.owner,
    activities: record.fields.activities,
    contacts: person.length === 0 ? blank.fields.contacts : seen(person, 'api', record.reading.at),
  };
  return dealFacts(
    { ...input, record: { ...blank, reading: record.reading, fields }, about: 'contact' },
    now,
    parse,
  );
}
