/** Words that scale a number, without a full stop and in small letters: those that mean the same wherever they are used. */
const EVERYWHERE: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  tausend: 1e3,
  miles: 1e3,
  mila: 1e3,
  millier: 1e3,
  milliers: 1e3,
  duizend: 1e3,
  tusen: 1e3,
  tys: 1e3,
  тыс: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  lacs: 1e5,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  mill: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millón: 1e6,
  millon: 1e6,
  millones: 1e6,
  milhão: 1e6,
  milhões: 1e6,
  milione: 1e6,
  milioni: 1e6,
  miljoen: 1e6,
  miljon: 1e6,
  miljoner: 1e6,
  млн: 1e6,
  crore: 1e7,
  crores: 1e7,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  mrd: 1e9,
  mld: 1e9,
  mdr: 1e9,
  mds: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  milliarde: 1e9,
  milliarden: 1e9,
  miliardo: 1e9,
  miliardi: 1e9,
  miljard: 1e9,
  bilhão: 1e9,
  bilhões: 1e9,
  млрд: 1e9,
  billionen: 1e12,
  billón: 1e12,
  billones: 1e12,
};

/** Words that mean different numbers in different languages, or a number in some only; without a language they are no number. */
const BY_LANGUAGE: Record<string, Record<string, number>> = {
  mil: { en: 1e6, es: 1e3, pt: 1e3, ca: 1e3, gl: 1e3 },
  mils: { en: 1e6 },
  mille: { fr: 1e3, it: 1e3 },
  t: { de: 1e3, sv: 1e3 },
  mi: { pt: 1e6 },
  l: { 'en-IN': 1e5, hi: 1e5 },
  cr: { 'en-IN': 1e7, hi: 1e7 },
  md: { fr: 1e9, sv: 1e9 },
  mia: { da: 1e9 },
  bi: { pt: 1e9 },
  bil: { en: 1e9 },
  billion: { en: 1e9 },
  billions: { en: 1e9 },
  bio: { de: 1e12 },
  tn: { en: 1e12 },
  trillion: { en: 1e12 },
};

/** Language with its region, and the language alone. */
function tagsOf(locale: string | null): string[] {
  if (!locale) return [];
  try {
    const { language, region } = new Intl.Locale(locale.replace('_', '-'));
    return [`${language}-${region}`, language];
  } catch {
    return []; // not a language tag
  }
}

/** How many a word stands for in a language; null where it does not say, undefined for a word that is no scale anywhere. */
export function scaleOf(word: string, locale: string | null): number | null | undefined {
  const key = word.toLowerCase().replace(/\.$/, '');
  if (Object.hasOwn(EVERYWHERE, key)) return EVERYWHERE[key];
  if (!Object.hasOwn(BY_LANGUAGE, key)) return undefined;
  const tag = tagsOf(locale).find((tag) => BY_LANGUAGE[key]?.[tag] !== undefined);
  return tag === undefined ? null : BY_LANGUAGE[key]?.[tag];
}
