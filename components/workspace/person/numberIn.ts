import { language } from '../../ui/i18n.ts';

/** The sign between the whole part and the rest in the person’s language. */
function decimalSign(): string {
  const parts = new Intl.NumberFormat(language()).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

/** A number as people type it, with or without a percent sign; null for anything else. */
export function numberIn(text: string): number | null {
  const bare = text.replace(/[\s%]/g, '').replace(decimalSign(), '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(bare) ? Number(bare) : null;
}
