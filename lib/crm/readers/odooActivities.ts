import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import { type Ask, search } from './odooCalls.ts';
import { meetingsOf } from './odooMeetings.ts';
import { type Messages, messagesOn } from './odooMessages.ts';
import { done, isActivity } from './odooThread.ts';
import { apiList, cells, optional, optionalList, same } from './shape.ts';

/**
 * What people did on a record: planned activities, the messages of its thread, and the deal's
 * meetings. The normaliser makes one list of them.
 */
export interface Thread {
  planned: Ahead<RawList>;
  done: Ahead<RawList>;
  meetings: Ahead<RawList>;
}

/** The messages that tell what somebody did. */
const doneIn = (win: Window, reading: Ahead<Messages>): Promise<RawList> =>
  reading.then(({ messages, isCut }) => ({
    ...apiList(messages.filter(isActivity).map(done(win))),
    partial: isCut && 'older',
  }));

export function threadOf(win: Window, call: Ask, record: { model: string; id: number }): Thread {
  const fields = ['activity_type_id', 'summary', 'date_deadline', 'activity_category'];
  const domain = [
    ['res_model', '=', record.model],
    ['res_id', '=', record.id],
  ];
  const rows = search(call, 'mail.activity', domain, { fields });
  const messages = ahead(messagesOn(call, record.model, [record.id]));
  const meetings = record.model === 'crm.lead' ? meetingsOf(call, record.id) : Promise.resolve([]);
  return {
    planned: ahead(optionalList(rows.then(cells))),
    done: ahead(optional(doneIn(win, messages), same)),
    meetings: ahead(optionalList(meetings)),
  };
}

/** So many deals of a contact are asked what was done on them; the latest entries of all count. */
const DEALS_OF_CONTACT = 200;

/** The deals of a contact. A company's deals are those of its people too, as Odoo counts them. */
export const dealsOf = (partner: number): unknown[] => [
  ['partner_id', 'child_of', [partner]],
  ['type', '=', 'opportunity'],
];

/** What was done on a contact’s deals, open or closed; `partial` where that is not all of it. */
export async function doneOnDeals(win: Window, call: Ask, partner: number): Promise<RawList> {
  const domain = [...dealsOf(partner), ['active', 'in', [true, false]]];
  const deals = await search(call, 'crm.lead', domain, {
    fields: ['id'],
    order: 'write_date desc',
    limit: DEALS_OF_CONTACT + 1,
  });
  const ids = deals.slice(0, DEALS_OF_CONTACT).map(({ id }) => Number(id));
  if (ids.length === 0) return apiList([]);
  const list = await doneIn(win, ahead(messagesOn(call, 'crm.lead', ids)));
  return { ...list, partial: deals.length > DEALS_OF_CONTACT || list.partial };
}
