import type { RawList } from '../../model/index.ts';
import { type Ahead, ahead } from './ahead.ts';
import type { Client } from './http.ts';
import { type Ask, rpc, search } from './odooCalls.ts';
import { arr, by, type Json, obj, txt } from './shape.ts';

const FIELDS = ['stage_id', 'expected_revenue', 'date_deadline'] as const;

/**
 * The changes that Odoo tracked on a deal. What is newer than this person's oldest unread message
 * is missing: asking for it would mark that message as read.
 */
export interface Tracked {
  of: Record<(typeof FIELDS)[number], RawList['items']>;
  /** True where there may be more than these. */
  isCut: boolean;
}

/** The most messages of one thread, and how many the chatter answers by itself. */
const MESSAGES = 100;
const DEFAULT_MESSAGES = 30;

/** The whole number of the version, from the session; 0 where it is unknown. */
export const versionOf = (session: Json): number =>
  Number(/\d+/.exec(String(session.server_version_info)));

/** Messages of Odoo 18 and 19 (`data["mail.message"]`) and of 17 (whole messages in the list). */
function messagesIn(answer: unknown): Json[] {
  const { data, messages } = obj(answer);
  const whole = arr(messages).filter(({ id }) => id);
  return whole.length > 0 ? whole : arr(obj(data)['mail.message']);
}

/**
 * The field that changed. Odoo 18 has its name; others may only have its label, in the language of
 * the reader, which another field can have too.
 */
function fieldOf(change: Json, labels: Json) {
  const { fieldName, changedField, fieldType } = { ...change, ...obj(change.fieldInfo) };
  return FIELDS.find((name) => {
    const { string, type } = obj(labels[name]);
    return fieldName ? fieldName === name : string === changedField && type === fieldType;
  });
}

const value = (side: unknown) => txt(obj(side).value ?? side);

/**
 * The tracked changes of the deal that is on screen. Only the route of the chatter has them for
 * people who are not administrators. It marks what it returns as done: it is not asked for the
 * oldest unread message of the record, nor for anything after that.
 */
export async function tracking(
  client: Client,
  call: Ask,
  id: number,
  version: number,
  oldestUnread: Ahead<string | null>,
): Promise<Tracked> {
  const labels = ahead(
    version === 18
      ? Promise.resolve({})
      : call('crm.lead', 'fields_get', [FIELDS], { attributes: ['string', 'type'] }).then(obj),
  );
  const before = await oldestUnread;
  const limits = { limit: MESSAGES, ...(before && { before: Number(before) }) };
  const messages = messagesIn(
    await rpc(client, '/mail/thread/messages', {
      thread_model: 'crm.lead',
      thread_id: id,
      // Each version logs a warning for the other's parameters.
      ...(version > 18 ? { fetch_params: limits } : limits),
    }),
  );
  const of: Tracked['of'] = { stage_id: [], expected_revenue: [], date_deadline: [] };
  for (const message of messages.sort(by('date')))
    for (const change of arr(message.trackingValues)) {
      const name = fieldOf(change, await labels);
      if (name)
        of[name].push({
          at: txt(message.date),
          from: value(change.oldValue),
          to: value(change.newValue),
        });
    }
  return { of, isCut: before !== null || [DEFAULT_MESSAGES, MESSAGES].includes(messages.length) };
}

/**
 * The oldest message of a deal that waits in this person's inbox. A notification
 * for one person only is not in the chatter.
 */
export const unreadOn = (call: Ask, id: number): Promise<string | null> =>
  search(
    call,
    'mail.message',
    [
      ['needaction', '=', true],
      ['model', '=', 'crm.lead'],
      ['res_id', '=', id],
      ['message_type', '!=', 'user_notification'],
    ],
    { fields: ['id'], order: 'id', limit: 1 },
  ).then(([message]) => txt(message?.id));
