import type { RawList } from '../../model/index.ts';
import { type Ask, search } from './odooCalls.ts';
import { type Json, txt } from './shape.ts';

type Items = RawList['items'];

/** The most meetings of one deal. */
const MEETINGS = 100;

/**
 * The deal’s meetings in the calendar. Meetings that were made in the calendar, or came from a
 * synchronised one, have no activity: the deal’s form shows them all the same.
 */
export function meetingsOf(call: Ask, lead: number): Promise<Json[]> {
  const domain = [['opportunity_id', '=', lead]];
  const fields = ['name', 'start', 'stop', 'allday', 'start_date', 'activity_ids'];
  const order = 'start desc';
  return search(call, 'calendar.event', domain, { fields, order, limit: MEETINGS });
}

/** Odoo writes moments in UTC, without a zone. */
const instant = (value: unknown): string | null =>
  txt(value)?.replace(' ', 'T').concat('Z') ?? null;

/** Begin and end; a meeting of whole days has only its day. */
const times = ({ allday, start, stop }: Json) =>
  allday === true ? { wholeDay: 'true' } : { starts: instant(start), ends: instant(stop) };

const entry = (event: Json, isOver: boolean): Items[number] => ({
  id: `event-${event.id}`,
  kind: 'meeting',
  subject: txt(event.name) ?? '',
  state: isOver ? 'done' : 'open',
  at: isOver ? instant(event.start) : null,
  due: isOver ? null : event.allday === true ? txt(event.start_date) : instant(event.start),
  ...times(event),
});

/** True where the chatter has the meeting too, since an activity of it was finished. */
function isLogged(meeting: Items[number], done: Items): boolean {
  return done.some(
    ({ kind, subject, at }) =>
      kind === 'meeting' &&
      subject === meeting.subject &&
      (instant(at) ?? '') >= (meeting.at ?? ''),
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
  // The activity gets the times of its meeting: its own is a day.
  const isListed = (event: Json) => {
    const ids = [event.activity_ids].flat().map(txt);
    const activity = open.find(({ id }) => ids.includes(id ?? ''));
    return activity && Object.assign(activity, times(event));
  };
  const meetings = events
    .filter((event) => !isListed(event))
    .map((event) => entry(event, Date.parse(instant(event.stop) ?? '') <= now));
  return {
    open: meetings.filter(({ state }) => state === 'open'),
    done: meetings.filter((meeting) => meeting.state === 'done' && !isLogged(meeting, done)),
  };
}
