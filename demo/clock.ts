/** Dates of the CRM emulators: relative to the day on which the server started, times in UTC. */
export interface Clock {
  today: number;
}
const DAY = 86_400_000;

export function clock(now: number): Clock {
  return { today: Math.floor(now / DAY) * DAY };
}

export function day(at: Clock, inDays: number): string {
  return new Date(at.today + inDays * DAY).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, the format of Odoo's and EspoCRM's APIs. */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** The stamp of an hour of a day. */
export function moment(at: Clock, inDays: number, hour = 9): string {
  return `${day(at, inDays)} ${String(hour).padStart(2, '0')}:00:00`;
}

/** The stamp of a change: exact where it was made in the emulator, else an hour of its day. */
export function changeMoment(at: Clock, ago: number, hour: number, ms?: number): string {
  return ms === undefined ? moment(at, -ago, hour) : stamp(ms);
}
