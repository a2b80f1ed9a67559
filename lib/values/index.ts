/** Parses money and dates as pages and people write them; pure, for readers and typed-in facts. */
export { parseDate } from './date.ts';
export type { DateFormat } from './dateFormat.ts';
export { pageOrders } from './figures.ts';
export { parseInstant, readInstant } from './instant.ts';
export { currencyIn, type MoneyFormat, parseMoney, parseNumber } from './money.ts';
export { pageDecimal, writeNumber } from './number.ts';
export { parseTyped, typedChoices, typedText } from './typed.ts';
