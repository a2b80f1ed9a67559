/** Words and letters that multiply a number: `k`, `Mio.`, `mil`, `crore`. */

/** Meant alike wherever they are written, in any case. A billion is a thousand million here, as in English. */
const COMMON: Readonly<Record<string, number>> = {
  k: 1e3,
  tsd: 1e3,
  thousand: 1e3,
  tausend: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  mill: 1e6,
  million: 1e6,
  millionen: 1e6,
  millones: 1e6,
  millón: 1e6,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  mrd: 1e9,
  mia: 1e9,
  billion: 1e9,
  milliarde: 1e9,
  milliarden: 1e9,
  lakh: 1e5,
  crore: 1e7,
};

/** A thousand in these, a million in English and in what Intl says; elsewhere nobody can tell. */
const MIL_IS_THOUSAND = new Set(['es', 'pt', 'gl', 'ca', 'ast']);
const POWERS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e9];

export const plainWord = (word: string) => word.toLowerCase().replace(/\.$/, '');

const tables = new Map<string, ReadonlyMap<string, number>>();

/**
 * What a language itself writes for thousands and millions besides: Romanian “mil.” is a million. What it means otherwise than everybody
 * else (Turkish “B” is a thousand) is not read at all: a page in that language may show either.
 */
function tableOf(locale: string | null): ReadonlyMap<string, number> {
  const key = locale ?? '';
  const kept = tables.get(key);
  if (kept) return kept;
  const table = new Map(Object.entries(COMMON));
  tables.set(key, table);
  if (locale === null) return table;
  try {
    const language = new Intl.Locale(locale).language;
    if (language === 'en') table.set('mil', 1e6);
    for (const compactDisplay of ['long', 'short'] as const) {
      const format = new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay, useGrouping: false, numberingSystem: 'latn' });
      for (const power of POWERS) {
        const parts = format.formatToParts(2 * power);
        const word = plainWord(parts.find(({ type }) => type === 'compact')?.value ?? '');
        const shown = Number(parts.find(({ type }) => type === 'integer')?.value);
        if (!/^\p{L}+$/u.test(word) || !(shown > 0)) continue;
        const scale = (2 * power) / shown;
        if (word in COMMON && COMMON[word] !== scale) table.delete(word);
        else table.set(word, scale);
      }
    }
    if (MIL_IS_THOUSAND.has(language)) table.set('mil', 1e3);
  } catch {
    return table; // not a language tag
  }
  return table;
}

/** What a word multiplies by, or undefined for one that is no such word on a page of this language. */
export function scaleOf(word: string, locale: string | null): number | undefined {
  return tableOf(locale).get(plainWord(word));
}
