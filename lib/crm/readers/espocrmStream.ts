import type { RawList } from '../../model/index.ts';
import { type Json, obj, txt, written } from './shape.ts';

/** An answer has at most so many entries, the latest ones: a full one may lack older ones. */
export const STREAM_SIZE = 200;

/** What a person wrote in the stream, as an activity; null for the CRM's own entries. */
function post(entry: Json): RawList['items'][number] | null {
  const text = txt(entry.post);
  if (text === null) return null;
  const isEmail = /^Email/.test(String(entry.type));
  return {
    id: txt(entry.id),
    kind: isEmail ? 'email' : 'other',
    ...written(text),
    state: 'done',
    at: txt(entry.createdAt),
    due: null,
    contactId: null,
    direction: { EmailReceived: 'in', EmailSent: 'out' }[String(entry.type)] ?? null,
  };
}

/**
 * Adds the posts of a stream to activities. The text of an e-mail is in both: there the listed
 * e-mail gets the text.
 */
export function withPosts(activities: RawList['items'], stream: Json[]): RawList['items'] {
  const emails = new Map(activities.map((item) => [item.id, item]));
  const posts = stream.flatMap((entry) => {
    const item = post(entry);
    if (!item) return [];
    const email = emails.get(txt(obj(entry.data).emailId) ?? '');
    if (!email) return [item];
    Object.assign(email, written(email.subject ?? '', item.text ?? item.subject));
    return [];
  });
  return [...activities, ...posts];
}
