/** Days of the practice CRM: everything is told relative to the day the server started on, at hours in UTC. */
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

/** `YYYY-MM-DD HH:MM:SS` in UTC, as Odoo's and EspoCRM's APIs write moments. Never later than the start of today's business for past days. */
export function moment(at: Clock, inDays: number, hour = 9): string {
  return `${day(at, inDays)} ${String(hour).padStart(2, '0')}:00:00`;
}
