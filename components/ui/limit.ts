import { language, t } from './i18n.ts';

/** The sentence stands from this share of the limit on. */
const NEAR = 0.9;

export interface Limit {
  over: boolean;
  sentence: string;
}

/** What to say of a text whose limit is near or passed; null while there is room. */
export function limitOf(text: string, most: number): Limit | null {
  if (text.length < most * NEAR) return null;
  const count = (value: number) => new Intl.NumberFormat(language()).format(value);
  return {
    over: text.length > most,
    sentence: t('editor.limit', [count(most), count(text.length)]),
  };
}
