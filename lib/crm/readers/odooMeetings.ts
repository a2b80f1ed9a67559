import type { RawList } from '../../model/index.ts';
import { type Ask, search } from './odooCalls.ts';
import { cells } from './shape.ts';

/** The most meetings of one deal. */
const MEETINGS = 100;

/**
 * The deal’s meetings in the calendar, as the server has them. Meetings that were made in the
 * calendar, or came from a synchronised one, have no activity: the deal’s form shows them all the
 * same.
 */
export function meetingsOf(call: Ask, lead: number): Promise<RawList['items']> {
  const domain = [['opportunity_id', '=', lead]];
  const fields = ['name', 'start', 'stop', 'allday', 'start_date', 'activity_ids'];
  const order = 'start desc';
  return search(call, 'calendar.event', domain, { fields, order, limit: MEETINGS }).then(cells);
}
