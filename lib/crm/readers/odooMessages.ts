import { type Ask, search } from './odooCalls.ts';
import { fallback, plainly } from './odooFields.ts';
import { arr, type Json, obj } from './shape.ts';

/** The most messages of one record, and of so many records together at the most. */
const MESSAGES = 100;
const RECORDS = 5;

/** Whether the author is one of the company, and whether the message is a note among colleagues. */
const SPECIFICATION = {
  ...plainly('subject body date message_type email_from'),
  author_id: { fields: plainly('name partner_share') },
  subtype_id: { fields: plainly('internal') },
};

export interface Messages {
  messages: Json[];
  /** True where the records have more than these. */
  isCut: boolean;
}

/**
 * The messages that people wrote on records, the newest first. A search leaves them as they are;
 * the route of the chatter marks them as done. Of the CRM's own notifications only those of
 * finished activities count, by the icon at their start.
 */
export async function messagesOn(call: Ask, model: string, ids: number[]): Promise<Messages> {
  const domain = [
    ['model', '=', model],
    ['res_id', 'in', ids],
    ['message_type', '!=', 'user_notification'],
    '|',
    ['message_type', '!=', 'notification'],
    ['body', 'ilike', 'fa-fw'],
  ];
  const most = MESSAGES * Math.min(ids.length, RECORDS);
  const limits = { order: 'date desc, id desc', limit: most + 1 };
  const found = await call('mail.message', 'web_search_read', [domain], {
    specification: SPECIFICATION,
    ...limits,
  })
    .then((answer) => arr(obj(answer).records))
    .catch(
      // An author whom this person may not read, or an Odoo before 17.
      fallback(['unexpected', 'forbidden'], () =>
        search(call, 'mail.message', domain, { fields: Object.keys(SPECIFICATION), ...limits }),
      ),
    );
  return { messages: found.slice(0, most), isCut: found.length > most };
}
