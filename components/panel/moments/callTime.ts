import { dayOf, daysBetween, type Now, today } from '../../../lib/coaching/index.ts';
import { type Meeting, spanOf } from '../../../lib/coaching/moments/index.ts';
import { date, fromToday } from '../../ui/format.ts';
import { language, t } from '../../ui/i18n.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

function clock(ms: number, { timeZone }: Now): string {
  const format = { timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(language(), format).format(ms);
}

/** “In 12 minutes”, “tomorrow, 10:00”, “tomorrow” for a whole day. */
export function startText(
  meeting: Pick<Meeting, 'start' | 'end' | 'day' | 'lastDay'>,
  now: Now,
): string {
  const span = spanOf(meeting, now);
  if (!span) return '';
  const minutes = Math.ceil((span.start - now.ms) / MINUTE_MS);
  if (meeting.start !== null && minutes > 0 && minutes < 60) return t('moments.inMinutes', minutes);
  const day = dayOf(span.start, now.timeZone);
  const days = daysBetween(today(now), day);
  const when = days < 2 ? fromToday(day, now) : date(day, now);
  return meeting.start === null ? when : `${when}, ${clock(span.start, now)}`;
}

/** “20 minutes ago”, “3 hours ago”. */
export function endText(at: number, now: Now): string {
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const past = Math.max(0, now.ms - at);
  return past < HOUR_MS
    ? format.format(-Math.round(past / MINUTE_MS), 'minute')
    : format.format(-Math.round(past / HOUR_MS), 'hour');
}

/** The subject of a call and how long it takes. */
export function aboutText(meeting: Meeting, now: Now): string {
  const span = spanOf(meeting, now);
  const minutes = span && meeting.start !== null ? (span.end - span.start) / MINUTE_MS : null;
  const length = minutes === null ? [] : [t('moments.minutes', [String(Math.round(minutes))])];
  return [meeting.title, ...length].filter(Boolean).join(' · ');
}
