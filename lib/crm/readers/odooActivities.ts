import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import type { Client } from './http.ts';
import { type Ask, rpc, search } from './odooCalls.ts';
import { meetingsBeside, meetingsOf } from './odooMeetings.ts';
import { done, isActivity, messagesOf, planned } from './odooThread.ts';
import { apiList, type Json, optionalList } from './shape.ts';

/** The most messages of one thread. */
const MESSAGES = 100;

type Items = RawList['items'];

/** What people did on a record: planned activities, the messages of its thread, and meetings. */
export interface Thread {
  open: Ahead<Items>;
  messages: Ahead<Json[]>;
  done: Ahead<Items>;
  meetings: Ahead<Json[]>;
}

/** The latest messages of a record, the newest first. */
const messagesOn = (client: Client, model: string, id: number): Ahead<Json[]> =>
  ahead(
    rpc(client, '/mail/thread/messages', {
      thread_model: model,
      thread_id: id,
      limit: MESSAGES,
    }).then(messagesOf),
  );

/** The messages that tell what somebody did. */
const doneIn = (win: Window, messages: Ahead<Json[]>): Promise<Items> =>
  messages.then((list) => list.filter(isActivity).map(done(win)));

export function threadOf(
  win: Window,
  client: Client,
  call: Ask,
  record: { model: string; id: number },
): Thread {
  const fields = ['activity_type_id', 'summary', 'date_deadline', 'activity_category'];
  const domain = [
    ['res_model', '=', record.model],
    ['res_id', '=', record.id],
  ];
  const messages = messagesOn(client, record.model, record.id);
  const open = search(call, 'mail.activity', domain, { fields });
  const meetings = record.model === 'crm.lead' ? meetingsOf(call, record.id) : Promise.resolve([]);
  return {
    open: ahead(open.then((list) => list.map(planned))),
    messages,
    done: ahead(doneIn(win, messages)),
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
    optionalList(thread.done),
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
        : { ...apiList(all), partial: Boolean(unread) || isUnread(messages) },
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
export async function doneOnDeals(
  win: Window,
  client: Client,
  call: Ask,
  partner: number,
): Promise<RawList> {
  const domain = [...dealsOf(partner), ['active', 'in', [true, false]]];
  const deals = await search(call, 'crm.lead', domain, {
    fields: ['id'],
    order: 'write_date desc',
    limit: DEALS_OF_CONTACT + 1,
  });
  const lists = await Promise.all(
    deals
      .slice(0, DEALS_OF_CONTACT)
      .map(({ id }) => optionalList(doneIn(win, messagesOn(client, 'crm.lead', Number(id))))),
  );
  const partial = deals.length > DEALS_OF_CONTACT || lists.some((list) => list.failed);
  return { ...apiList(lists.flatMap(({ items }) => items)), partial };
}
