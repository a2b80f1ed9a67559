import type { RawList } from '../../model/index.ts';
import { link } from './odooFields.ts';
import { type Json, obj, txt, written } from './shape.ts';

const parsed = (win: Window, html: unknown): HTMLElement =>
  new (win as Window & typeof globalThis).DOMParser().parseFromString(
    String(html || ''),
    'text/html',
  ).body;
const textOf = (node: Node | null | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The text of a message or a field without its markup. */
export const plain = (win: Window, html: unknown): string => textOf(parsed(win, html));

/** The icon of the type, at the start of the message of a finished activity. */
const DONE_ICON = 'span.fa.fa-fw';

/**
 * The message of a finished activity is “Call done : its summary”, in the language of its writer,
 * with headings for its note and for the feedback. People wrote the summary and what is below the
 * headings: only that is the subject and the text. Null for any other message.
 */
function finished(win: Window, html: unknown): { subject: string; text: string } | null {
  const body = parsed(win, html);
  const line = body.querySelector(DONE_ICON)?.closest('p');
  if (!line) return null;
  const spans = [...line.querySelectorAll(`span:not(${DONE_ICON})`)];
  const colon = spans.findIndex((span) => textOf(span) === ':');
  const subject = textOf(colon < 0 ? spans[0] : spans[colon + 1]);
  line.remove();
  for (const heading of body.querySelectorAll('.o_mail_note_title, div.fw-bold')) heading.remove();
  return subject === '' ? null : { subject, text: textOf(body) };
}

/**
 * `out` from one of the company, `in` from anyone else; null where that is not known of the author.
 */
function directionOf(message: Json): string | null {
  const isOther = obj(message.author_id).partner_share;
  if (typeof isOther === 'boolean') return isOther ? 'in' : 'out';
  return message.message_type === 'email' && !message.author_id && txt(message.email_from)
    ? 'in'
    : null;
}

type Items = RawList['items'];

function doneKind(message: Json): string {
  // “Send message” is a comment that is not internal; “Log note” is one that is.
  const isSent = message.message_type === 'comment' && obj(message.subtype_id).internal === false;
  if (message.message_type === 'email' || isSent) return 'email';
  const body = String(message.body ?? '');
  if (body.includes('fa-phone')) return 'call';
  return body.includes('fa-users') ? 'meeting' : 'other';
}

function wordsOf(win: Window, message: Json): { subject: string; text: string | null } {
  const activity = isFinished(message) ? finished(win, message.body) : null;
  const { subject, text } = activity ?? {
    subject: txt(message.subject),
    text: plain(win, message.body),
  };
  return written(subject, text);
}

export const done =
  (win: Window) =>
  (message: Json): Items[number] => {
    const kind = doneKind(message);
    const direction = kind === 'email' ? directionOf(message) : null;
    const author = link(message.author_id);
    return {
      id: `message-${txt(message.id)}`,
      kind,
      ...wordsOf(win, message),
      state: 'done',
      at: txt(message.date),
      due: null,
      contactId: author.id,
      direction,
      from: direction === 'in' ? (author.name ?? txt(message.email_from)) : null,
    };
  };

const isNotification = ({ message_type: type }: Json) => type === 'notification';
const isFinished = (message: Json): boolean =>
  isNotification(message) && /class="[^"]*\bfa\b[^"]*\bfa-fw\b/.test(String(message.body ?? ''));

/**
 * True for an action of a person. Tracked changes and “created” are notifications of the CRM. A
 * finished activity is a notification too: the icon at its start identifies it, because its text is
 * translated.
 */
export function isActivity(message: Json): boolean {
  const body = String(message.body ?? '');
  if (!isNotification(message)) return body.trim() !== '' || txt(message.subject) !== null;
  if (body.includes('o_mail_notification')) return false;
  return isFinished(message) || body.includes('o_mail_note_title');
}
