/** The highest number of a version: with numbers of any size there might be no next one. */
export const MAX_VERSION = 1_000_000;

/** The longest text of a note or a reply, in UTF-16 units. */
export const MAX_TEXT_CHARS = 20_000;
/**
 * The longest draft. The largest playbook that its schema allows has about 220,000 characters, up
 * to 1.4 million once JSON has escaped them, and a text that is too long to be saved is still
 * stored as a draft while somebody shortens it.
 */
export const MAX_DRAFT_CHARS = 2_000_000;

/** Limits of editors, in UTF-16 units: schemas and the fields on screen use the same numbers. */
export const MAX_NAME_CHARS = 120;
export const MAX_LINE_CHARS = 400;
/** The longest address that mail can be sent to. */
export const MAX_EMAIL_CHARS = 254;
/** Longer coaching texts: a stage's guidance, evidence, a suggestion. */
export const MAX_PROSE_CHARS = 2000;
export const MAX_COMMITMENT_CHARS = 1000;
export const MAX_FACT_CHARS = 4000;
export const MAX_FIELD_NAME_CHARS = 60;
/** Limits of the calendars; a range of days off has at most a year. */
export const MAX_HOLIDAY_CHARS = 80;
export const MOST_HOLIDAYS = 400;
export const MOST_AWAY = 60;
export const MOST_AWAY_DAYS = 366;
export const MAX_COMPETITOR_CHARS = 80;
export const MOST_COMPETITORS = 50;
/** Limits of one stage of a playbook. */
export const MOST_ASKS = 8;
export const MOST_ITEMS = 12;
export const MOST_FIELDS = 5;

/** The most notes that one message marks as read. */
export const MARKS_AT_ONCE = 200;

/** The most records that one device reports as open. */
export const MOST_RECORDS_SHOWN = 20;

const PASSWORD_CHARS = { least: 10, most: 128 };

/** Whether a new password is long enough to be safe and short enough to be hashed at once. */
export function isPasswordLength({ length }: string): boolean {
  return length >= PASSWORD_CHARS.least && length <= PASSWORD_CHARS.most;
}
