import type { RawField, RawList, RawRecord } from '../model/index.ts';

type Item = RawList['items'][number];
type Failure = Pick<RawList, 'refused' | 'failed'>;

/** Odoo writes moments in UTC, without a zone. */
const instant = (text: string | null | undefined): string | null =>
  text?.replace(' ', 'T').concat('Z') ?? null;

/** Categories that tell the kind of an activity; else its type does. */
const CATEGORIES = /^(?:phonecall|meeting)$/;

function kindOf(type: string): string {
  if (/call/i.test(type)) return 'call';
  if (/meet/i.test(type)) return 'meeting';
  return /mail/i.test(type) ? 'email' : 'task';
}

/** A planned activity. Its type is a relation: `4,Call`. */
function plannedActivity(row: Item): Item {
  const type = row.activity_type_id?.replace(/^\d+,/, '') ?? '';
  const category = row.activity_category ?? '';
  return {
    id: row.id ?? null,
    kind: kindOf(CATEGORIES.test(category) ? category : type),
    subject: row.summary ?? type,
    state: 'open',
    due: row.date_deadline ?? null,
  };
}

const isWholeDay = ({ allday }: Item) => allday === 'true';

/** Begin and end; a meeting of whole days has only its day. */
const times = (event: Item): Item =>
  isWholeDay(event)
    ? { wholeDay: 'true' }
    : { starts: instant(event.start), ends: instant(event.stop) };

/** A meeting of the calendar as an activity. @param now Unix ms. */
function meeting(event: Item, now: number): Item {
  const isOver = Date.parse(instant(event.stop) ?? '') <= now;
  const day = isWholeDay(event) ? (event.start_date ?? null) : instant(event.start);
  return {
    id: `event-${event.id}`,
    kind: 'meeting',
    subject: event.name ?? '',
    state: isOver ? 'done' : 'open',
    at: isOver ? instant(event.start) : null,
    due: isOver ? null : day,
    ...times(event),
  };
}

/** True where the chatter has the meeting too, since an activity of it was finished. */
const isLogged = ({ subject, at }: Item, done: readonly Item[]): boolean =>
  done.some(
    (item) =>
      item.kind === 'meeting' && item.subject === subject && (instant(item.at) ?? '') >= (at ?? ''),
  );

/**
 * Planned activities, with the times of their meetings (an activity of its own has only a day), and
 * the meetings that no other activity stands for.
 */
function withMeetings(
  planned: readonly Item[],
  done: readonly Item[],
  events: RawList,
  now: number,
) {
  const isOf = (activity: Item) => (event: Item) =>
    event.activity_ids?.split(',').includes(activity.id ?? '') ?? false;
  const own = events.items
    .filter((event) => !planned.some((activity) => isOf(activity)(event)))
    .map((event) => meeting(event, now));
  return {
    open: [
      ...planned.map((activity) => {
        const event = events.items.find(isOf(activity));
        return event ? { ...activity, ...times(event) } : activity;
      }),
      ...own.filter(({ state }) => state === 'open'),
    ],
    held: own.filter((item) => item.state === 'done' && !isLogged(item, done)),
  };
}

const NONE: RawList = { source: 'api', items: [] };
const isUnread = ({ refused, failed }: Failure): boolean => refused || failed || false;
const due = (item: Item): string => item.due ?? '';

/** Odoo has no field for the next step: the next planned activity counts as it. */
function nextStepOf(open: readonly Item[]): Record<string, RawField> {
  const [next] = [...open].sort((a, b) => (due(a) < due(b) ? -1 : 1));
  const field = (text: string | null = null): RawField => ({ text, source: 'api' });
  return { nextStep: field(next?.subject), nextStepDate: field(next?.due) };
}

/**
 * The activities and the next step of a record, from the lists that the reader found in several
 * places. They are put together here and not in the reader, which is on every record page. Where a
 * part could not be read, `activities` is partial, and an empty list of what is planned has the
 * reason, since it does not prove that nothing is planned.
 * @param now Unix ms by the clock of the server, or by the browser's where it is unknown.
 */
export function odooActivities(raw: RawRecord, now: number): RawRecord {
  const { planned, done = NONE, meetings = NONE, doneOnDeals = NONE, ...lists } = raw.lists;
  if (!planned) return raw;
  const tasks = planned.items.map(plannedActivity);
  const { open, held } = withMeetings(tasks, done.items, meetings, now);
  const all = [...open, ...done.items, ...held, ...doneOnDeals.items];
  const unread = [planned, meetings].find(isUnread);
  const isOpenUnread = unread && (open.length === 0 || unread === planned);
  const parts = [planned, done, meetings, doneOnDeals];
  const isPart = parts.some((part) => part.partial === true || isUnread(part));
  const isCut = parts.some((part) => part.partial);
  const activities: RawList =
    isUnread(planned) && isUnread(done)
      ? done
      : { ...NONE, items: all, partial: isPart || (isCut && 'older') };
  const isDeal = raw.object === 'deal';
  const unreadStep = isDeal && isOpenUnread ? { ...unread, items: [] } : null;
  return {
    ...raw,
    fields: { ...raw.fields, ...(isDeal && !unreadStep && nextStepOf(open)) },
    lists: {
      ...lists,
      activities,
      ...(unreadStep && { nextStep: unreadStep, nextStepDate: unreadStep }),
    },
  };
}
