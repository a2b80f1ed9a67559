import type { RawList } from '../../model/index.ts';
import type { Ask } from './odooCalls.ts';
import { arr, type Json, txt } from './shape.ts';

type Items = RawList['items'];

/** The most meetings of one deal. */
const MEETINGS = 100;

/**
 * The deal’s meetings in the calendar. Meetings that were made in the calendar, or came from a
 * synchronised one, have no activity: the deal’s form shows them all the same.
 */
export async function meetingsOf(call: Ask, lead: number): Promise<Json[]> {
  const domain = [['opportunity_id', '=', lead]];
  const fields = ['name', 'start', 'stop', 'allday', 'start_date', 'activity_ids'];
  const order = 'start desc';
  return arr(
    await call('calendar.event', 'search_read', [domain], { fields, order, limit: MEETINGS }),
  );
}

/** Odoo writes moments in UTC, without a zone. */
const instant = (value: unknown): string | null =>
  txt(value)?.replace(' ', 'T').concat('Z') ?? null;

const common = (event: Json) => ({
  id: `event-${txt(event.id)}`,
  kind: 'meeting',
  subject: txt(event.name) ?? '',
  contactId: null,
});
const planned = (event: Json): Items[number] => ({
  ...common(event),
  state: 'open',
  at: null,
  due: event.allday === true ? txt(event.start_date) : instant(event.start),
});
const held = (event: Json): Items[number] => ({
  ...common(event),
  state: 'done',
  at: instant(event.start),
  due: null,
});

/** True where the chatter has the meeting too, since an activity of it was finished. */
function isLogged(meeting: Items[number], done: Items): boolean {
  return done.some(
    ({ kind, subject, at }) =>
      kind === 'meeting' &&
      subject === meeting.subject &&
      Date.parse(instant(at) ?? '') >= Date.parse(meeting.at ?? ''),
  );
}

/**
 * The meetings that no other entry stands for: a meeting with an open activity is that activity.
 * @param now Unix ms by the clock of the server.
 */
export function meetingsBeside(
  events: readonly Json[],
  { open, done }: { open: Items; done: Items },
  now: number,
): { open: Items; done: Items } {
  const listed = new Set(open.map(({ id }) => id));
  const isListed = ({ activity_ids: ids }: Json) =>
    Array.isArray(ids) && ids.some((id) => listed.has(txt(id)));
  const own = events.filter((event) => !isListed(event));
  const isOver = ({ stop }: Json) => Date.parse(instant(stop) ?? '') <= now;
  return {
    open: own.filter((event) => !isOver(event)).map(planned),
    done: own
      .filter(isOver)
      .map(held)
      .filter((meeting) => !isLogged(meeting, done)),
  };
}
