import { language, t } from './i18n.ts';

/** Share of the limit from which the sentence is shown. */
const NEAR = 0.9;

export interface Limit {
  over: boolean;
  sentence: string;
}

/** The sentence for a text near or over its limit; null while there is room. */
export function limitOf(text: string, most: number): Limit | null {
  if (text.length < most * NEAR) return null;
  const count = (value: number) => new Intl.NumberFormat(language()).format(value);
  return {
    over: text.length > most,
    sentence: t('editor.limit', [count(most), count(text.length)]),
  };
}
