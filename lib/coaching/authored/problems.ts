import { ParseError } from '@marcbachmann/cel-js';
import { factFields } from './fields.ts';

/**
 * A mistake in a condition. The sentence is `condition.problem.<code>` in the locale files, with
 * `values` for $1, $2.
 */
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
  values: readonly string[];
  /** Start and end of the mistake in the text, or null for the whole text. */
  at: { start: number; end: number } | null;
}

/** The text with blanks for quoted parts, so that a stage “Check and sign” is not a mistake. */
export function unquoted(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (quoted) =>
    ' '.repeat(quoted.length),
  );
}

/** Operators that people write from habit, with the operator of CEL. */
const SIGNS: readonly [RegExp, string][] = [
  [/\band\b|\bund\b|\by\b/i, '&&'],
  [/\bor\b|\boder\b/i, '||'],
  [/\bnot\b|\bnicht\b|\bno\b/i, '!'],
  [/(?<![=!<>])=(?!=)/, '=='],
  [/<>/, '!='],
  [/[≥]/, '>='],
  [/[≤]/, '<='],
];

/** The fact with the most similar name, by common letters, for “did you mean”. */
function nearest(name: string): string | null {
  const lower = name.toLowerCase();
  const scored = factFields.map((field) => {
    const other = field.name.toLowerCase();
    let prefix = 0;
    while (prefix < Math.min(lower.length, other.length) && lower[prefix] === other[prefix])
      prefix += 1;
    const sharedLetters = [...new Set(lower)].filter((letter) => other.includes(letter)).length;
    const lengthGap = Math.abs(lower.length - other.length);
    return { name: field.name, score: prefix * 2 + sharedLetters - lengthGap };
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

/** Translates an error of CEL into a problem that a sales manager can fix. */
export function problemOf(error: unknown, source: string): Problem {
  const plain = unquoted(source);
  const {
    code = '',
    summary = '',
    range,
  } = error as { code?: string; summary?: string; range?: { start: number; end: number } };
  const at = range ?? null;
  if (code === 'limit_exceeded') return { code: 'tooDeep', values: [], at };
  for (const [habit, sign] of SIGNS) {
    const match = habit.exec(plain);
    if (match && (error instanceof ParseError || code === 'unknown_variable'))
      return {
        code: 'useSign',
        values: [match[0], sign],
        at: { start: match.index, end: match.index + match[0].length },
      };
  }
  if (code === 'no_such_key') {
    const name = /No such key: (\S+)/.exec(summary)?.[1] ?? '';
    return { code: 'unknownFact', values: [`deal.${name}`, nearest(name) ?? ''], at };
  }
  if (code === 'unknown_variable') {
    const name = /: (\S+)/.exec(summary)?.[1] ?? '';
    const near = factFields.some((field) => field.name === name) ? name : nearest(name);
    return near
      ? { code: 'unknownFact', values: [name, near], at }
      : { code: 'unknownWord', values: [name], at };
  }
  const sides = /no such overload: (\S+) (\S+) (\S+)/.exec(summary);
  if (sides)
    return {
      code: 'compare',
      values: [kinds[sides[1] ?? ''] ?? 'other', kinds[sides[3] ?? ''] ?? 'other', sides[2] ?? ''],
      at,
    };
  if (/requires bool|must be bool|no such overload: !/.test(summary))
    return { code: 'notYesNo', values: [], at };
  if (/no matching overload/.test(summary))
    return { code: 'notAllowed', values: [/'(?:\S+\.)?(\w+)\(/.exec(summary)?.[1] ?? ''], at };
  if (/EOF|Unterminated|Expected/.test(summary)) return { code: 'unfinished', values: [], at };
  return { code: 'notUnderstood', values: [], at };
}
