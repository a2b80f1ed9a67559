import { clean } from './text.ts';

const pairs = (list: string) =>
  list.split(' ').map((pair) => pair.split('=') as [sign: string, currency: string]);

/** Signs of exactly one currency, in small letters and without dots. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  [
    '€=EUR ₹=INR ₩=KRW ₽=RUB ₺=TRY ₪=ILS ₫=VND ฿=THB ₴=UAH ₦=NGN ₱=PHP ₡=CRC ₲=PYG ₸=KZT ₮=MNT',
    '₭=LAK ₵=GHS ₼=AZN ₾=GEL ֏=AMD ؋=AFN ៛=KHR ৳=BDT zł=PLN kč=CZK ft=HUF лв=BGN tl=TRY rm=MYR',
    'rp=IDR ksh=KES rmb=CNY s/=PEN us$=USD u$s=USD u$d=USD $us=USD a$=AUD au$=AUD $au=AUD ca$=CAD',
    '$ca=CAD nz$=NZD $nz=NZD hk$=HKD $hk=HKD s$=SGD sg$=SGD $sg=SGD mx$=MXN $mx=MXN r$=BRL nt$=TWD',
    'rd$=DOP tt$=TTD j$=JMD $u=UYU fj$=FJD n$=NAD bz$=BZD cl$=CLP co$=COP ar$=ARS ec$=XCD £gb=GBP',
    'e£=EGP bn$=BND cn¥=CNY jp¥=JPY 円=JPY 원=KRW บาท=THB đồng=VND đ=VND дін=RSD ден=MKD soʻm=UZS',
    'euro=EUR euros=EUR yen=JPY złoty=PLN złotych=PLN 人民币=CNY ر.س=SAR',
  ].flatMap(pairs),
);

/** Signs of several currencies, or that mean something else as well: only evidence decides. */
const SHARED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    $: [
      'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP JMD TTD BBD BSD BZD FJD GYD KYD BMD',
      'LRD NAD SRD SBD XCD BND CVE NIO',
    ].join(' '),
    kr: 'SEK NOK DKK ISK',
    '¥': 'JPY CNY',
    元: 'CNY TWD HKD',
    R: 'ZAR',
    rs: 'INR PKR LKR NPR MUR SCR',
    '₨': 'INR PKR LKR NPR MUR SCR',
    रु: 'INR NPR',
    lei: 'RON MDL',
    leu: 'RON MDL',
    fcfa: 'XOF XAF',
    cfa: 'XOF XAF',
    Q: 'GTQ',
    fr: 'CHF',
    руб: 'RUB BYN',
    c$: 'CAD NIO',
    '£': 'GBP EGP LBP SYP GIP FKP SHP SSP SDG',
    ریال: 'IRR YER',
    dollar: 'USD CAD AUD NZD HKD SGD',
    dollars: 'USD CAD AUD NZD HKD SGD',
  }).map(([sign, list]) => [sign, list.split(' ')] as const),
);
/** The currency of a shared sign without evidence: other pounds write theirs in another way. */
const USUAL: Readonly<Record<string, string>> = { '£': 'GBP' };

/** The currency of a region, for the regions that use a shared sign. */
const REGIONS: ReadonlyMap<string, string> = new Map(
  [
    'US=USD PR=USD GU=USD EC=USD SV=USD CA=CAD AU=AUD NZ=NZD HK=HKD SG=SGD TW=TWD MX=MXN AR=ARS',
    'CL=CLP CO=COP UY=UYU DO=DOP JM=JMD TT=TTD BB=BBD BS=BSD BZ=BZD FJ=FJD GY=GYD KY=KYD BM=BMD',
    'LR=LRD NA=NAD SR=SRD SB=SBD AG=XCD LC=XCD GD=XCD BN=BND CV=CVE NI=NIO SE=SEK NO=NOK DK=DKK',
    'GL=DKK FO=DKK IS=ISK JP=JPY CN=CNY ZA=ZAR IN=INR PK=PKR LK=LKR NP=NPR MU=MUR SC=SCR RO=RON',
    'MD=MDL SN=XOF CI=XOF ML=XOF BJ=XOF BF=XOF NE=XOF TG=XOF GW=XOF CM=XAF GA=XAF CG=XAF TD=XAF',
    'CF=XAF GQ=XAF GT=GTQ CH=CHF LI=CHF RU=RUB BY=BYN GB=GBP EG=EGP LB=LBP SY=SYP GI=GIP FK=FKP',
    'SH=SHP SS=SSP SD=SDG IR=IRR YE=YER',
  ].flatMap(pairs),
);
/** Languages of many regions: their tag without a region is evidence of none. */
const WIDE = new Set(['en', 'es', 'fr', 'pt', 'ar', 'zh', 'de', 'nl', 'ro', 'ta', 'ur']);

/** Currencies whose smallest unit is a thousandth (ISO 4217). */
export const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

const CODES = new Set(Intl.supportedValuesOf('currency'));
/** Codes that people write in small letters; others are words. */
const SMALL = /^(?:usd|eur|gbp|chf|cad|aud|jpy|sek|nok|dkk|pln|czk|huf|inr|brl|mxn|zar|cny)$/;

/** The region of a tag, where it names one or its language has only one. */
export function regionOf(locale: string | null | undefined): string | null {
  if (!locale) return null;
  try {
    const tag = new Intl.Locale(locale.replace('_', '-'));
    return tag.region ?? (WIDE.has(tag.language) ? null : (tag.maximize().region ?? null));
  } catch {
    return null; // not a language tag
  }
}

const plainSign = (sign: string) => clean(sign).replace(/\./g, '').trim();
const caseOf = (sign: string) => (/^[RQ]$/.test(sign) ? sign : sign.toLowerCase());

const ofLanguage = new Map<string, ReadonlyMap<string, string>>();

/** The signs that a language has for currencies, without those of several. */
function languageSigns(language: string): ReadonlyMap<string, string> {
  const known = ofLanguage.get(language);
  if (known) return known;
  const signs = new Map<string, string>();
  const shared = new Set<string>();
  for (const currency of CODES) {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    const part = format.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? '';
    const sign = caseOf(plainSign(part));
    if (signs.has(sign)) shared.add(sign);
    if (!SHARED.has(sign) && !/^[a-z]?$/.test(sign)) signs.set(sign, currency);
  }
  for (const sign of shared) signs.delete(sign);
  ofLanguage.set(language, signs);
  return signs;
}

/** What shows which currency a sign of several means, the strongest evidence first. */
export interface CurrencyEvidence {
  /** The currencies of the record, the CRM, and the person’s answer. */
  currencies: readonly (string | null | undefined)[];
  region: string | null;
  /** BCP 47 tag of the page’s words: for signs that are letters of its script. */
  language: string | null;
}

/** `currency` is null for a sign of several currencies without evidence. */
export interface SignedCurrency {
  currency: string | null;
  sign: string;
}

/** The currencies that a sign can mean, none for a sign of exactly one. */
export function currenciesOf(sign: string): readonly string[] {
  return SHARED.get(caseOf(plainSign(sign))) ?? [];
}

/** The currency that a word or a sign means; null for other words. */
export function currencyOf(word: string, evidence: CurrencyEvidence): SignedCurrency | null {
  if (/^[A-Z]{3}$/.test(word) && CODES.has(word)) return { currency: word, sign: word };
  if (SMALL.test(word)) return { currency: word.toUpperCase(), sign: word };
  const sign = plainSign(word);
  const key = caseOf(sign);
  const unique = SIGNS.get(key);
  if (unique !== undefined) return { currency: unique, sign };
  const candidates = SHARED.get(key);
  if (candidates !== undefined) {
    const region = evidence.region === null ? undefined : REGIONS.get(evidence.region);
    const named = [...evidence.currencies, region].find(
      (code) => code && candidates.includes(code),
    );
    // A page in a language of another pound makes the usual one uncertain.
    const other = REGIONS.get(regionOf(evidence.language) ?? '');
    const usual = other && other !== USUAL[key] && candidates.includes(other) ? null : USUAL[key];
    return { currency: named ?? usual ?? null, sign };
  }
  if (evidence.language === null || sign === '') return null;
  try {
    const own = languageSigns(evidence.language).get(key);
    return own === undefined ? null : { currency: own, sign };
  } catch {
    return null; // not a language tag
  }
}
