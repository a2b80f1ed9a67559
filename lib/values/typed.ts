import { type DateFormat, parseDate, parseInstant } from './date.ts';
import { parseMoney, parseNumber } from './money.ts';

/** Fields that people can type in where Sideline cannot read them. */
export const typable = [
  'stage',
  'amount',
  'closeDate',
  'owner',
  'nextStep',
  'account',
  'name',
  'lastActivity',
  'news',
] as const;

/** Parses what a person typed for a field in their language; null when it cannot be parsed. */
export function parseTyped(field: string, text: string, format: DateFormat): unknown {
  const value = text.trim();
  if (value === '') return null;
  switch (field) {
    case 'amount':
      return parseMoney(value, format);
    case 'closeDate':
    case 'nextStepDate':
      return parseDate(value, format)?.date ?? null;
    case 'owner':
      return { id: null, name: value };
    case 'probability':
      return parseNumber(value, format);
    case 'createdAt':
    case 'modifiedAt':
    case 'stageSince':
    case 'lastActivity':
      return parseInstant(value, format);
    default:
      return value;
  }
}
