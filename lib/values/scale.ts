/** Words and letters that multiply a number: `k`, `Mio.`, `mil`, `crore`. */

const words = (scale: number, list: string) =>
  list.split(' ').map((word) => [word, scale] as const);

/** Words with the same meaning in every language. */
const COMMON: ReadonlyMap<string, number> = new Map([
  ...words(1e3, 'k tsd tausend thousand mila millier milliers duizend tusen tys тыс'),
  ...words(1e5, 'lakh lakhs lac lacs'),
  ...words(1e6, 'm mm mn mln mio mill млн'),
  ...words(1e6, 'million millions millionen millón millon millones milhão milhões'),
  ...words(1e6, 'milione milioni miljoen miljon miljoner'),
  ...words(1e7, 'crore crores'),
  ...words(1e9, 'b bn bln mrd mld mdr mds mia млрд'),
  ...words(1e9, 'milliard milliards milliarde milliarden miliardo miliardi miljard bilhão bilhões'),
  ...words(1e12, 'billionen billón billones'),
]);

/** “mil” is a thousand here, a million in English and in Romanian. */
const MIL_IS_THOUSAND = { mil: 1e3 };

/** Words whose meaning depends on the language. */
const BY_LANGUAGE: ReadonlyMap<string, Readonly<Record<string, number>>> = new Map(
  Object.entries({
    en: { mil: 1e6, mils: 1e6, bil: 1e9, billion: 1e9, billions: 1e9, tn: 1e12, trillion: 1e12 },
    de: { t: 1e3, bio: 1e12 },
    sv: { t: 1e3 },
    it: { mille: 1e3 },
    es: { ...MIL_IS_THOUSAND, miles: 1e3 },
    pt: MIL_IS_THOUSAND,
    gl: MIL_IS_THOUSAND,
    ca: MIL_IS_THOUSAND,
    ast: MIL_IS_THOUSAND,
  }),
);
const AMBIGUOUS = new Set([...BY_LANGUAGE.values()].flatMap((table) => Object.keys(table)));

const POWERS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e9, 1e12];

/** The scale of each word; null where it can be two different numbers. */
type Table = ReadonlyMap<string, number | null>;

const plainWord = (word: string) => word.toLowerCase().replace(/\.$/, '');

/** The words that Intl writes for large numbers in a language: Romanian “mil.” is a million. */
function compactWords(locale: string): [word: string, scale: number][] {
  const styles = [{}, { style: 'currency', currency: 'USD' }] as const;
  const displays = (['long', 'short'] as const).flatMap((compactDisplay) =>
    styles.map((style) => ({ ...style, compactDisplay })),
  );
  return displays.flatMap((display) => {
    const options = { notation: 'compact', useGrouping: false, numberingSystem: 'latn' } as const;
    const format = new Intl.NumberFormat(locale, { ...options, ...display });
    return POWERS.flatMap((power): [string, number][] => {
      const parts = format.formatToParts(2 * power);
      const word = plainWord(parts.find(({ type }) => type === 'compact')?.value ?? '');
      const shown = Number(parts.find(({ type }) => type === 'integer')?.value);
      return /^\p{L}+$/u.test(word) && shown > 0 ? [[word, (2 * power) / shown]] : [];
    });
  });
}

function buildTable(locale: string | null): Table {
  const table = new Map<string, number | null>(COMMON);
  for (const word of AMBIGUOUS) table.set(word, null);
  if (locale === null) return table;
  try {
    const { language } = new Intl.Locale(locale);
    const words = compactWords(locale);
    for (const [word, scale] of words) {
      const common = COMMON.get(word);
      const isTwo = words.some(([other, size]) => other === word && size !== scale);
      // A word that has another meaning in this language than elsewhere (Turkish “B” is a thousand,
      // Polish “bln” a million millions) is ambiguous: pages in that language show either.
      if (isTwo || (common !== undefined && common !== scale)) table.set(word, null);
      // French “billion” is a million millions, but the text can also be English.
      else if (scale < 1e12) table.set(word, scale);
    }
    const overrides = Object.entries(BY_LANGUAGE.get(language) ?? {});
    for (const [word, scale] of overrides) table.set(word, scale);
  } catch {
    return table; // not a language tag
  }
  return table;
}

const tables = new Map<string | null, Table>();

/**
 * The factor of a word on a page of this language: null where it is ambiguous, undefined for a word
 * that is not a scale.
 */
export function scaleOf(word: string, locale: string | null): number | null | undefined {
  const table = tables.get(locale) ?? buildTable(locale);
  tables.set(locale, table);
  return table.get(plainWord(word));
}

const CHARACTERS: Readonly<Record<string, number>> = {
  千: 1e3,
  천: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  百万: 1e6,
  億: 1e8,
  亿: 1e8,
  억: 1e8,
  兆: 1e12,
  조: 1e12,
};
const SCALED = /([\d.,]+)\s?(百万|[千천万萬만億亿억兆조])\s?/gu;

/** `1億2,000万円` and `3만 5천원` as one number: `120000000円`, `35000원`. */
export function characterScales(text: string): string {
  const normalised = text.normalize('NFKC');
  const groups = [...normalised.matchAll(SCALED)];
  const [first] = groups;
  const last = groups.at(-1);
  if (!first || !last) return text;
  // In these languages a point is always the decimal sign.
  const sum = groups.reduce((total, [, digits = '', scale = '']) => {
    return total + Number(digits.replace(/,/g, '')) * (CHARACTERS[scale] ?? Number.NaN);
  }, 0);
  if (!Number.isFinite(sum)) return text;
  const before = normalised.slice(0, first.index);
  const after = normalised.slice(last.index + last[0].length);
  return /\d/.test(before + after) ? text : `${before}${Math.round(sum * 100) / 100}${after}`;
}
