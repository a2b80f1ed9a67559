/** Parses money and dates as pages and people write them; pure, for readers and typed-in facts. */
export { currenciesOf } from './currency.ts';
export { type DateFormat, parseDate, parseInstant, readInstant } from './date.ts';
export { pageOrders, patternOrder } from './figures.ts';
export { currencyIn, type MoneyFormat, parseMoney, parseNumber } from './money.ts';
export { pageDecimal, writeNumber } from './number.ts';
export { typable } from './typable.ts';
export { parseTyped, typedChoices, typedText } from './typed.ts';
