/** Text to values: money and dates as pages and people write them. Pure, and shared by the readers' side and by typed-in facts. */
export { type DateFormat, parseDate, parseInstant } from './date.ts';
export { parseMoney, parseNumber } from './money.ts';
export { writeNumber } from './number.ts';
export { parseTyped, typable } from './typed.ts';
