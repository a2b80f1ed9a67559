import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import type { Client } from './http.ts';
import { type Ask, rpc } from './odooCalls.ts';
import { arr, by, type Json, obj, txt } from './shape.ts';

type Items = RawList['items'];

/** The changes that Odoo tracked on a deal; `isCut` where there are more than these. */
export interface Tracked {
  stage: Items;
  amount: Items;
  closeDate: Items;
  isCut: boolean;
}

/** The most messages of one thread. */
const MESSAGES = 100;
const FIELDS = ['stage_id', 'expected_revenue', 'date_deadline'];

/** The whole number of the version, from the session; null for one between two of them. */
export function versionOf(session: Json): number | null {
  const [major] = Array.isArray(session.server_version_info) ? session.server_version_info : [];
  return typeof major === 'number' ? major : null;
}

/** Odoo 19 takes the limits as one parameter. Each version logs a warning for the other's. */
function limits(version: number | null, oldestUnread: string | null): Json {
  const all = { limit: MESSAGES, ...(oldestUnread && { before: Number(oldestUnread) }) };
  if (version === null) return { ...all, fetch_params: all };
  return version < 19 ? all : { fetch_params: all };
}

/** Messages of Odoo 18 and 19 (`data["mail.message"]`) and of 17 (whole messages in the list). */
function messagesIn(answer: unknown): Json[] {
  const { data, messages } = obj(answer);
  const whole = arr(messages).filter((message) => 'id' in message);
  return whole.length > 0 ? whole : arr(obj(data)['mail.message']);
}

/** The name of the field that changed; null in a version that only has its label. */
const nameOf = ({ fieldName, fieldInfo }: Json): string | null =>
  txt(fieldName) ?? txt(obj(fieldInfo).name);

/** The field that has this label in the language of the reader. */
function labelled(change: Json, labels: Json): string | undefined {
  const { changedField, fieldType } = 'fieldInfo' in change ? obj(change.fieldInfo) : change;
  return FIELDS.find((name) => {
    const { string, type } = obj(labels[name]);
    return string === changedField && type === fieldType;
  });
}

const value = (side: unknown) => txt(typeof side === 'object' ? obj(side).value : side);

/**
 * The tracked changes of the deal that is on screen. Only the route of the chatter has them for
 * people who are not administrators. It marks what it returns as done: it is not asked for the
 * oldest unread message of the record, nor for anything after that.
 */
export function tracking(
  client: Client,
  call: Ask,
  {
    id,
    version,
    oldestUnread,
  }: { id: number; version: number | null; oldestUnread: Ahead<string | null> },
): Promise<Tracked> {
  const hasNames = version === 18;
  const attributes = ['string', 'type'];
  const labels = ahead(
    hasNames
      ? Promise.resolve({})
      : call('crm.lead', 'fields_get', [FIELDS], { attributes }).then(obj),
  );
  return oldestUnread.then(async (unread) => {
    const thread = { thread_model: 'crm.lead', thread_id: id, ...limits(version, unread) };
    const messages = messagesIn(await rpc(client, '/mail/thread/messages', thread));
    const [stage, amount, closeDate]: [Items, Items, Items] = [[], [], []];
    const lists = new Map(FIELDS.map((name, index) => [name, [stage, amount, closeDate][index]]));
    for (const message of messages)
      for (const change of arr(message.trackingValues))
        lists.get(nameOf(change) ?? labelled(change, await labels) ?? '')?.push({
          at: txt(message.date),
          from: value(change.oldValue),
          to: value(change.newValue),
        });
    for (const list of [stage, amount, closeDate]) list.sort(by('at'));
    return { stage, amount, closeDate, isCut: unread !== null || messages.length >= MESSAGES };
  });
}

/**
 * The oldest message of a deal that waits in this person's inbox. What the CRM told one person only
 * is not in the chatter.
 */
export const unreadOn = (call: Ask, id: number): Promise<string | null> =>
  call(
    'mail.message',
    'search_read',
    [
      [
        ['needaction', '=', true],
        ['model', '=', 'crm.lead'],
        ['res_id', '=', id],
        ['message_type', '!=', 'user_notification'],
      ],
    ],
    { fields: ['id'], order: 'id', limit: 1 },
  ).then((list) => txt(arr(list)[0]?.id));
