/** Parses money and dates as pages and people write them; pure, for readers and typed-in facts. */
export { type DateFormat, parseDate, parseInstant } from './date.ts';
export { parseMoney, parseNumber } from './money.ts';
export { writeNumber } from './number.ts';
export { parseTyped, typable } from './typed.ts';
