import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import type { Client } from './http.ts';
import { type Ask, rpc } from './odooCalls.ts';
import { meetingsBeside, meetingsOf } from './odooMeetings.ts';
import { done, isActivity, messagesOf, planned } from './odooThread.ts';
import { apiList, arr, type Json, optional, optionalList } from './shape.ts';

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
  const params = { thread_model: record.model, thread_id: record.id, limit: MESSAGES };
  const messages = ahead(rpc(client, '/mail/thread/messages', params).then(messagesOf));
  const open = call('mail.activity', 'search_read', [domain], { fields });
  const meetings = record.model === 'crm.lead' ? meetingsOf(call, record.id) : Promise.resolve([]);
  return {
    open: ahead(open.then((list) => arr(list).map(planned))),
    messages,
    done: ahead(messages.then((list) => list.filter(isActivity).map(done(win)))),
    meetings: ahead(meetings),
  };
}

/**
 * What is planned, and what was done. Where a part could not be read, `all` is partial, and an
 * empty `open` has the reason, since it does not prove that nothing is planned.
 * @param clock Unix ms by the clock of the server, after an answer.
 */
export async function activityLists(
  thread: Thread,
  clock: () => number,
): Promise<{ open: RawList; all: RawList }> {
  const [planned, messages, events] = await Promise.all([
    optionalList(thread.open),
    optionalList(thread.done),
    optional<Json[], RawList>(thread.meetings, (failed) => failed),
  ]);
  const isUnread = (list: RawList) => Boolean(list.refused || list.failed);
  const found = { open: planned.items, done: messages.items };
  const unreadEvents = Array.isArray(events) ? null : events;
  const meetings = meetingsBeside(Array.isArray(events) ? events : [], found, clock());
  const open = [...planned.items, ...meetings.open];
  const unread = [planned, unreadEvents].find((list) => list && isUnread(list));
  const all = [...open, ...messages.items, ...meetings.done];
  return {
    open: unread && (open.length === 0 || unread === planned) ? unread : apiList(open),
    all:
      isUnread(planned) && isUnread(messages)
        ? messages
        : { ...apiList(all), partial: Boolean(unread) || isUnread(messages) },
  };
}

/** So many deals of a contact, those that changed last, are asked what was done on them. */
const DEALS_OF_CONTACT = 5;

/** What was done on a contact’s deals, open or closed; `partial` where that is not all of it. */
export async function doneOnDeals(
  win: Window,
  client: Client,
  call: Ask,
  partner: number,
): Promise<RawList> {
  const domain = [
    ['partner_id', 'child_of', [partner]],
    ['type', '=', 'opportunity'],
    ['active', 'in', [true, false]],
  ];
  const deals = await call('crm.lead', 'search_read', [domain], {
    fields: ['id'],
    order: 'write_date desc',
    limit: DEALS_OF_CONTACT + 1,
  }).then(arr);
  const lists = await Promise.all(
    deals.slice(0, DEALS_OF_CONTACT).map(({ id }) => {
      const params = { thread_model: 'crm.lead', thread_id: Number(id), limit: MESSAGES };
      const messages = rpc(client, '/mail/thread/messages', params).then(messagesOf);
      return optionalList(messages.then((list) => list.filter(isActivity).map(done(win))));
    }),
  );
  const isUnread = deals.length > DEALS_OF_CONTACT || lists.some((list) => list.failed);
  return { ...apiList(lists.flatMap(({ items }) => items)), partial: isUnread };
}
