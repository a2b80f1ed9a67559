import { Temporal } from 'temporal-polyfill';
import { type Now, today } from '../../../lib/coaching/index.ts';
import {
  type Closing,
  isLateStage,
  type Meeting,
  type MomentFacts,
} from '../../../lib/coaching/moments/index.ts';
import type { Situation } from './situation.ts';

const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A moment, Unix ms. Of a day alone nobody knows the hour: its noon stands for it. */
function instant(value: string, zone: string): number {
  if (!isDate(value)) return Temporal.Instant.from(value).epochMilliseconds;
  const noon = Temporal.PlainTime.from({ hour: 12 });
  return Temporal.PlainDate.from(value).toZonedDateTime({ timeZone: zone, plainTime: noon })
    .epochMilliseconds;
}

export function nowOf({ now, zone }: Situation): Now {
  return { ms: instant(now, zone), timeZone: zone };
}

function meetingOf(meeting: Situation['meetings'][number], zone: string): Meeting {
  const { id, title, start, end, status, customer } = meeting;
  const isWhole = meeting.allDay || isDate(start);
  return {
    id,
    title,
    start: isWhole ? null : instant(start, zone),
    end: isWhole || end === null ? null : instant(end, zone),
    day: isWhole ? start.slice(0, 10) : null,
    lastDay: isWhole ? (end?.slice(0, 10) ?? null) : null,
    state: status,
    customer,
  };
}

/** The closing that the CRM stored, else the last move of the status, else the close date. */
function closingOf(situation: Situation): Closing | null {
  const { deal, zone } = situation;
  const { status, closedAt, closeDate, history } = deal;
  if (status !== 'won' && status !== 'lost') return null;
  const move = history.findLast((item) => item.kind === 'status' && item.to === status);
  const at = closedAt ?? move?.at ?? null;
  if (at !== null) return { status, at: instant(at, zone), isSure: true };
  const isPast = closeDate !== null && closeDate <= today(nowOf(situation));
  return isPast ? { status, at: instant(closeDate, zone), isSure: false } : null;
}

/** The facts of a situation, as the page would have them. */
export function factsOf(situation: Situation): MomentFacts {
  const { deal, meetings, seesMeetings, texts, written, zone } = situation;
  const place = deal.stages.indexOf(deal.stage);
  const last = deal.stages.length - 1;
  const position = place >= 0 && last > 0 ? place / last : null;
  const entered = deal.history.findLast((item) => item.kind === 'stage' && item.to === deal.stage);
  return {
    isOpen: deal.status === 'open',
    closing: closingOf(situation),
    isLate: isLateStage(position, deal.stages.length, deal.stage),
    stageSince: entered ? instant(entered.at, zone) : null,
    meetings: seesMeetings ? meetings.map((meeting) => meetingOf(meeting, zone)) : null,
    texts: texts.map(({ at, text, by }) => ({
      at: instant(at, zone),
      text,
      by: by === 'customer' ? 'buyer' : 'us',
    })),
    written: written.map(({ moment, meetingId = null, at, state, until = null }) => ({
      moment,
      about: meetingId,
      at: instant(at, zone),
      state,
      until: until === null ? null : instant(until, zone),
    })),
  };
}
