import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import type { Client } from './http.ts';
import { type Ask, search } from './odooCalls.ts';
import { meetingsBeside, meetingsOf } from './odooMeetings.ts';
import { type Messages, messagesOn } from './odooMessages.ts';
import { done, isActivity, planned } from './odooThread.ts';
import { apiList, type Json, optional, optionalList } from './shape.ts';

type Items = RawList['items'];

/** What people did on a record: planned activities, the messages of its thread, and meetings. */
export interface Thread {
  open: Ahead<Items>;
  done: Ahead<RawList>;
  meetings: Ahead<Json[]>;
}

/** The messages that tell what somebody did. */
const doneIn = (win: Window, reading: Ahead<Messages>): Promise<RawList> =>
  reading.then(({ messages, isCut }) => ({
    ...apiList(messages.filter(isActivity).map(done(win))),
    partial: isCut,
  }));

export function threadOf(win: Window, call: Ask, record: { model: string; id: number }): Thread {
  const fields = ['activity_type_id', 'summary', 'date_deadline', 'activity_category'];
  const domain = [
    ['res_model', '=', record.model],
    ['res_id', '=', record.id],
  ];
  const open = search(call, 'mail.activity', domain, { fields });
  const meetings = record.model === 'crm.lead' ? meetingsOf(call, record.id) : Promise.resolve([]);
  return {
    open: ahead(open.then((list) => list.map(planned))),
    done: ahead(doneIn(win, ahead(messagesOn(call, record.model, [record.id])))),
    meetings: ahead(meetings),
  };
}

/** True for a list that could not be read. */
export const isUnread = ({ refused, failed }: Pick<RawList, 'refused' | 'failed'>) =>
  refused || failed || false;

/**
 * What is planned, and what was done. Where a part could not be read, `all` is partial, and an
 * empty `open` has the reason, since it does not prove that nothing is planned.
 * @param client its answers tell the time of the server; the browser's where they do not have it.
 */
export async function activityLists(
  thread: Thread,
  client: Client,
): Promise<{ open: RawList; all: RawList }> {
  const [planned, messages, events] = await Promise.all([
    optionalList(thread.open),
    optional(thread.done, (failed) => failed),
    optionalList(thread.meetings),
  ]);
  const found = { open: planned.items, done: messages.items };
  const now = client.time() ?? Date.now();
  const meetings = meetingsBeside(events.items, found, now);
  const open = [...planned.items, ...meetings.open];
  const unread = [planned, events].find(isUnread);
  const all = [...open, ...messages.items, ...meetings.done];
  return {
    open:
      unread && (open.length === 0 || unread === planned)
        ? { ...unread, items: [] }
        : apiList(open),
    all:
      isUnread(planned) && isUnread(messages)
        ? messages
        : {
            ...apiList(all),
            partial: Boolean(unread) || isUnread(messages) || messages.partial || false,
          },
  };
}

/** So many deals of a contact, those that changed last, are asked what was done on them. */
const DEALS_OF_CONTACT = 5;

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
  return { ...list, partial: list.partial || deals.length > DEALS_OF_CONTACT };
}
