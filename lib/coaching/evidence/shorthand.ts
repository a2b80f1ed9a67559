import { plain } from '../statements/sentences.ts';

/**
 * Short forms that people type in a hurry, and the words that the lists know: “dont”, “x correo”,
 * “nich”. A form that is a word of another language is left as it is.
 */
const IS_BEFORE = 'not|no|only|just|a|the|in|on|gone|back|still|been|fine|keen|out|off|like';
const BY_BEFORE = 'correo|mail|precio|tel|escrito|ahora|el|la|los|las|lo|su|directorio|comité';
const FORMS: readonly (readonly [form: RegExp, word: string])[] = [
  [/\b(do|does|did|is|are|was|were|have|has|had|wo|ca|could|would|should|must)nt\b/gi, "$1n't"],
  [new RegExp(`\\b(she|he|that|there|it)s\\b(?= (?:\\p{L}+ing|${IS_BEFORE})\\b)`, 'giu'), "$1's"],
  [/\b(they|we|you)re\b(?= )/gi, "$1're"],
  [/\b(i|they|we|you)ve\b/gi, "$1've"],
  [/\bim\b(?= (?:not|the|still|waiting|only|worried)\b)/gi, "i'm"],
  [/\bw\/\s?o\b/gi, 'without'],
  [/\bw(?:\/| )(?=\s?\p{L})/giu, 'with '],
  [/\bthru\b/gi, 'through'],
  [/\b(?:abt|abut)\b/gi, 'about'],
  [/\bfwd\b/gi, 'forward'],
  [/\bmtg\b/gi, 'meeting'],
  [/\bcomp(?=s? (?:quote|offer|bid))/gi, 'competing'],
  [/\bu\b(?= (?:can|are|have|send|know)\b)/gi, 'you'],
  [/\bnich\b/gi, 'nicht'],
  [/\bnix\b/gi, 'nichts'],
  [/\bjetz\b/gi, 'jetzt'],
  [/\bham\b(?= )/gi, 'haben'],
  [/\b(?:hab|habs)\b/gi, 'habe'],
  [/\bhats\b/gi, 'hat es'],
  [/\b(?:mitm)\b/gi, 'mit dem'],
  [/\b(?:beim|bei'm)\b/gi, 'beim'],
  [/\bnä(?:chste)?\.?(?= (?:woche|jahr|monat))/gi, 'nächste'],
  [/\bwg\.?(?= )/gi, 'wegen'],
  [/\b(?:q|k)\b(?= \p{L})/giu, 'que'],
  [/\bxq\b/gi, 'porque'],
  [new RegExp(`\\bx(?= (?:${BY_BEFORE}|\\p{Lu}))`, 'gu'), 'por'],
  [/\bp\/\s?/gi, 'para '],
  [/(?<![\p{L}])c\/\s?/giu, 'con '],
  [/\bpa(?=l? \p{L})/giu, 'para'],
  [/\btb\b|\btmb\b/gi, 'también'],
  [/\bppto\b/gi, 'presupuesto'],
];

/**
 * The sentence with straight apostrophes and whole words, with the place in it of each position of
 * the sentence as written.
 */
export function aligned(sentence: string): { text: string; places: readonly number[] } {
  let text = plain(sentence);
  let places = Array.from({ length: text.length + 1 }, (_, index) => index);
  for (const [form, word] of FORMS) {
    const done: { from: number; to: number; grown: number }[] = [];
    text = text.replace(form, (match: string, ...rest: unknown[]) => {
      const [group, from] = typeof rest[0] === 'number' ? ['', rest[0]] : rest;
      const other = word.replace('$1', String(group));
      const start = Number(from);
      done.push({ from: start, to: start + match.length, grown: other.length - match.length });
      return other;
    });
    if (done.length === 0) continue;
    places = places.map((place) => {
      const within = done.find(({ from, to }) => from < place && place < to);
      const moved = done.filter(({ to }) => to <= place).reduce((sum, { grown }) => sum + grown, 0);
      return (within?.from ?? place) + moved;
    });
  }
  return { text, places };
}

/** The sentence with straight apostrophes and whole words. */
export const whole = (sentence: string): string => aligned(sentence).text;
