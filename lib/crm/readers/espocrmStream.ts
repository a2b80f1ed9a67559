import type { RawList } from '../../model/index.ts';
import { type Json, obj, txt, written } from './shape.ts';

/**
 * Changes of stage, amount and close date, from the stream. The stream is not in order of time, and
 * a Status entry contains only the new stage.
 */
export function history(
  stream: Json[],
): Record<'stageHistory' | 'amountHistory' | 'closeDateHistory', RawList['items']> {
  const sorted = [...stream].sort(
    (a, b) =>
      String(a.createdAt).localeCompare(String(b.createdAt)) || Number(a.number) - Number(b.number),
  );
  const changes = {
    stageHistory: [] as RawList['items'],
    amountHistory: [] as RawList['items'],
    closeDateHistory: [] as RawList['items'],
  };
  let stage: string | null = null;
  for (const entry of sorted) {
    const data = obj(entry.data);
    const at = txt(entry.createdAt);
    if (entry.type === 'Create')
      stage =
        txt(data.statusValue) ?? (data.statusField === 'stage' ? txt(data.value) : null) ?? stage;
    if (entry.type === 'Status' && data.field === 'stage') {
      changes.stageHistory.push({ at, from: stage, to: txt(data.value) });
      stage = txt(data.value);
    }
    if (entry.type !== 'Update') continue;
    const [was, became] = [obj(obj(data.attributes).was), obj(obj(data.attributes).became)];
    if ('closeDate' in became)
      changes.closeDateHistory.push({ at, from: txt(was.closeDate), to: txt(became.closeDate) });
    if ('amount' in became || 'amountCurrency' in became)
      changes.amountHistory.push({
        at,
        from: txt(was.amount),
        to: txt(became.amount),
        fromCurrency: txt(was.amountCurrency),
        toCurrency: txt(became.amountCurrency),
      });
    if ('stage' in became) {
      changes.stageHistory.push({ at, from: txt(was.stage), to: txt(became.stage) });
      stage = txt(became.stage);
    }
  }
  return changes;
}

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
