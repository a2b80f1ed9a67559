import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import type { Client } from './http.ts';
import { type Ask, rpc } from './odooCalls.ts';
import { done, isActivity, messagesOf, planned } from './odooThread.ts';
import { apiList, arr, type Json, optionalList } from './shape.ts';

/** The most messages of one thread. */
const MESSAGES = 100;

type Items = RawList['items'];

/** What people did on a record: planned activities, and the messages of its thread. */
export interface Thread {
  open: Ahead<Items>;
  messages: Ahead<Json[]>;
  done: Ahead<Items>;
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
  return {
    open: ahead(open.then((list) => arr(list).map(planned))),
    messages,
    done: ahead(messages.then((list) => list.filter(isActivity).map(done(win)))),
  };
}

/** Both kinds of activities; `partial` where one kind could not be read. */
export async function activityList(open: Ahead<Items>, done: Ahead<Items>): Promise<RawList> {
  const [plannedList, doneList] = await Promise.all([optionalList(open), optionalList(done)]);
  const isUnread = (list: RawList) => Boolean(list.refused || list.failed);
  if (isUnread(plannedList) && isUnread(doneList)) return doneList;
  const partial = isUnread(plannedList) || isUnread(doneList);
  return { ...apiList([...plannedList.items, ...doneList.items]), partial };
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
    ['partner_id', '=', partner],
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
