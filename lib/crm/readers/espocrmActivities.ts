import type { RawList } from '../../model/index.ts';
import type { Ahead } from './ahead.ts';
import { STREAM_SIZE, withPosts } from './espocrmStream.ts';
import { apiList, type Json, optional, txt } from './shape.ts';

/** Requests for parts of one EspoCRM; a path is below the API’s address. */
export interface Requests {
  json(path: string): Promise<Json>;
  items(path: string): Promise<Json[]>;
  time(): number | undefined;
}

const KINDS: Record<string, string> = {
  Task: 'task',
  Call: 'call',
  Meeting: 'meeting',
  Email: 'email',
};
const DONE = new Set(['Held', 'Completed', 'Archived', 'Sent']);
const CANCELLED = new Set(['Not Held', 'Canceled', 'Deferred']);

function activity(item: Json, open: boolean): RawList['items'][number] {
  return {
    id: txt(item.id),
    kind: KINDS[String(item._scope ?? 'Task')] ?? 'other',
    subject: txt(item.name) ?? '',
    state: open ? 'open' : 'done',
    at:
      txt(item.dateSent) ??
      (open ? null : txt(item.dateCompleted)) ??
      txt(item.dateStart) ??
      txt(item.dateEnd),
    // An all-day task has its day in dateEndDate and the following midnight in dateEnd. A time is
    // due on its day in the zone of EspoCRM, which is known only later.
    due:
      txt(item.dateEndDate) ??
      txt(item.dateStartDate) ??
      (open ? (txt(item.dateEnd) ?? txt(item.dateStart)) : null),
    contactId: txt(item.contactId),
    direction: direction(item),
    ...times(item),
  };
}

/** A meeting of whole days has its days beside the midnights around them. */
function times({ _scope, dateStart, dateEnd, dateStartDate }: Json) {
  if (_scope !== 'Meeting' && _scope !== 'Call') return {};
  if (txt(dateStartDate)) return { wholeDay: 'true' };
  return { starts: txt(dateStart), ends: txt(dateEnd) };
}

/**
 * Calls have a direction. Of e-mails only sent ones are certain: an archived one may have been
 * received, or filed by hand.
 */
function direction(item: Json): string | null {
  if (item._scope === 'Email')
    return item.status === 'Sent' || item.isUsersSent === true ? 'out' : null;
  if (item.direction === 'Inbound') return 'in';
  return item.direction === 'Outbound' ? 'out' : null;
}

/** The most entries of an answer. A full one, which has the latest, may lack older ones. */
const SIZE = 50;
const isFull = (list: Json[] | null) => (list?.length ?? 0) >= SIZE;

const notCancelled = (list: Json[]) => list.filter((item) => !CANCELLED.has(String(item.status)));

/** Activities of a record: planned, done, its tasks, and what people wrote in its stream. */
export async function activitiesOf({ items }: Requests, path: string, stream: Ahead<Json[]>) {
  const lists = Promise.all([
    items(`Activities/${path}/activities?maxSize=${SIZE}`),
    items(`Activities/${path}/history?maxSize=${SIZE}`),
  ]);
  // Tasks are in a separate list; a finished task counts as done.
  const [listed, tasks, posts] = await Promise.all([
    optional(lists, (failed) => failed),
    optional(items(`${path}/tasks?maxSize=${SIZE}`), () => null),
    optional(stream, () => null),
  ]);
  // A list that was not answered may have the latest activity; a refused one is never shown.
  if ('failed' in listed) return listed;
  const [planned, past] = Array.isArray(listed) ? listed : [[], []];
  const ids = new Set(planned.concat(past).map((item) => item.id));
  const done = [
    ...planned.map((item) => activity(item, true)),
    ...notCancelled(past).map((item) => activity(item, false)),
    ...notCancelled(tasks ?? [])
      .filter((item) => !ids.has(item.id))
      .map((item) => activity({ ...item, _scope: 'Task' }, !DONE.has(String(item.status)))),
  ];
  // A role without access to one of the lists still sees the others.
  const isPart = !Array.isArray(listed) || tasks === null || posts === null;
  const isCut = isFull(past) || isFull(tasks);
  const partial: RawList['partial'] = isPart || (isCut && 'older');
  const all = withPosts(done, posts ?? []);
  return all.length === 0 && !Array.isArray(listed) ? listed : { ...apiList(all), partial };
}

/** Of lists that make one: entries of any time may be missing, only older ones, or none. */
const partialOf = (all: RawList['partial'][]): RawList['partial'] =>
  all.includes(true) || (all.includes('older') && 'older');

/** So many deals of a contact, the latest ones, are asked what was done on them. */
const DEALS_OF_CONTACT = 3;

/** What was done and written on a contact’s deals; `partial` where that is not all of it. */
export async function doneOnDeals(espo: Requests, deals: Json[]): Promise<Partial<RawList>> {
  const time = (deal: Json) => txt(deal.streamUpdatedAt) ?? txt(deal.modifiedAt) ?? '';
  const latest = [...deals].sort((a, b) => time(b).localeCompare(time(a)));
  const lists = await Promise.all(
    latest.slice(0, DEALS_OF_CONTACT).map(async ({ id }) => {
      const path = `Opportunity/${txt(id)}`;
      const [past, posts] = await Promise.all([
        optional(espo.items(`Activities/${path}/history?maxSize=${SIZE}`), () => null),
        optional(espo.items(`${path}/stream?maxSize=${STREAM_SIZE}`), () => null),
      ]);
      const done = notCancelled(past ?? []).map((item) => activity(item, false));
      const isPart = past === null || posts === null;
      const partial: RawList['partial'] = isPart || (isFull(past) && 'older');
      return { items: withPosts(done, posts ?? []), partial };
    }),
  );
  const isCut = latest.length > DEALS_OF_CONTACT && 'older';
  return {
    items: lists.flatMap(({ items }) => items),
    partial: partialOf([isCut, ...lists.map(({ partial }) => partial)]),
  };
}

/** A contact’s activities with those of the deals; an entry that is in both counts once. */
export function joined(own: RawList, ofDeals: Partial<RawList>): RawList {
  if (own.refused || own.failed) return own;
  const ids = new Set(own.items.map((item) => item.id));
  const others = (ofDeals.items ?? []).filter((item) => !ids.has(item.id));
  return {
    ...own,
    items: [...own.items, ...new Map(others.map((item) => [item.id, item])).values()],
    partial: partialOf([own.partial, ofDeals.partial]),
  };
}
