import { ParseError } from '@marcbachmann/cel-js';
import { factFields } from './fields.ts';

/** What is wrong with a condition; the sentence is `condition.problem.<code>` in the locale files, with `words` for $1, $2. */
export interface Problem {
  code:
    | 'tooLong'
    | 'tooDeep'
    | 'unknownFact'
    | 'unknownWord'
    | 'compare'
    | 'notYesNo'
    | 'notAllowed'
    | 'useSign'
    | 'unfinished'
    | 'notUnderstood';
  words: readonly string[];
  /** Where in the text, from and to, or null for the whole. */
  at: { start: number; end: number } | null;
}

/** Outside of quotes, so that a stage called “Check and sign” is no mistake. */
function unquoted(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (quoted) =>
    ' '.repeat(quoted.length),
  );
}

/** Signs that people write from habit, with the one that CEL wants. */
const SIGNS: readonly [RegExp, string][] = [
  [/\band\b|\bund\b|\by\b/i, '&&'],
  [/\bor\b|\boder\b/i, '||'],
  [/\bnot\b|\bnicht\b|\bno\b/i, '!'],
  [/(?<![=!<>])=(?!=)/, '=='],
  [/<>/, '!='],
  [/[≥]/, '>='],
  [/[≤]/, '<='],
];

/** Names near to what was written, by letters in common: for “did you mean”. */
function nearest(name: string): string | null {
  const lower = name.toLowerCase();
  const scored = factFields.map((field) => {
    const other = field.name.toLowerCase();
    let common = 0;
    while (common < Math.min(lower.length, other.length) && lower[common] === other[common])
      common += 1;
    const shared = [...new Set(lower)].filter((letter) => other.includes(letter)).length;
    return { name: field.name, score: common * 2 + shared - Math.abs(lower.length - other.length) };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= Math.min(6, lower.length) ? best.name : null;
}

const kinds: Record<string, string> = {
  double: 'number',
  int: 'number',
  string: 'text',
  bool: 'yesNo',
  'list<string>': 'list',
};

/** A mistake of CEL's in words that a sales manager can act on. */
export function problemOf(error: unknown, source: string): Problem {
  const plain = unquoted(source);
  const {
    code = '',
    summary = '',
    range,
  } = error as { code?: string; summary?: string; range?: { start: number; end: number } };
  const at = range ?? null;
  if (code === 'limit_exceeded') return { code: 'tooDeep', words: [], at };
  for (const [habit, sign] of SIGNS) {
    const found = habit.exec(plain);
    if (found && (error instanceof ParseError || code === 'unknown_variable'))
      return {
        code: 'useSign',
        words: [found[0], sign],
        at: { start: found.index, end: found.index + found[0].length },
      };
  }
  if (code === 'no_such_key') {
    const name = /No such key: (\S+)/.exec(summary)?.[1] ?? '';
    return { code: 'unknownFact', words: [`deal.${name}`, nearest(name) ?? ''], at };
  }
  if (code === 'unknown_variable') {
    const name = /: (\S+)/.exec(summary)?.[1] ?? '';
    const near = factFields.some((field) => field.name === name) ? name : nearest(name);
    return near
      ? { code: 'unknownFact', words: [name, near], at }
      : { code: 'unknownWord', words: [name], at };
  }
  const sides = /no such overload: (\S+) (\S+) (\S+)/.exec(summary);
  if (sides)
    return {
      code: 'compare',
      words: [kinds[sides[1] ?? ''] ?? 'other', kinds[sides[3] ?? ''] ?? 'other', sides[2] ?? ''],
      at,
    };
  if (/requires bool|must be bool|no such overload: !/.test(summary))
    return { code: 'notYesNo', words: [], at };
  if (/no matching overload/.test(summary))
    return { code: 'notAllowed', words: [/'(?:\S+\.)?(\w+)\(/.exec(summary)?.[1] ?? ''], at };
  if (/EOF|Unterminated|Expected/.test(summary)) return { code: 'unfinished', words: [], at };
  return { code: 'notUnderstood', words: [], at };
}
