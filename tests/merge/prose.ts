import fc from 'fast-check';

/** Texts about deals, with the small words that ordinary prose repeats. */
const SENTENCES = [
  'Spoke with Ruth about the pilot, and she wants the numbers for the second quarter ' +
    'before the board meets.',
  'The budget is there, but the budget for the second year is not, and nobody has asked for it.',
  'Finance sees the pilot on Thursday, with Ruth and with the new head of purchasing.',
  'We agreed that the security review comes first, that legal reads the contract next, ' +
    'and that the price comes last.',
  'He said that the deal is on, that the team is happy, and that the only question is the date.',
  'They use two of the four sites today, and the other two sites would follow in the spring.',
  'The champion left the company in May; the person who took the desk over knows the ' +
    'product from an earlier job.',
  'Next step: send the proposal, the references, and the plan for the first ninety days.',
  'The competitor is cheaper by a third, but they cannot do the import, and the import is ' +
    'what the team needs.',
  'Call on Monday at ten, with the owner of the process and with the owner of the budget.',
  'I have asked twice for the name of the person who signs, and I have had no answer twice.',
  'If the go-live slips past June, the old contract renews for another year, and then the ' +
    'project waits a year.',
];
const WORDS = [
  'the',
  'a',
  'new',
  'and',
  'of',
  'not',
  'soon',
  'very',
  'Ruth',
  'budget',
  'for',
  'in',
  'June',
  'price',
  'that',
  'is',
];

export const prose = fc
  .array(fc.constantFrom(...SENTENCES), { minLength: 2, maxLength: 6 })
  .chain((sentences) => fc.constantFrom(' ', '\n').map((between) => sentences.join(between)));

const edit = fc.record({
  at: fc.noBias(fc.nat(1000)),
  out: fc.nat(3),
  put: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
});

/** A few positions where a writer removes, adds or replaces up to four words. */
export const edits = fc.array(edit, { minLength: 1, maxLength: 2 });

export function edited(
  text: string,
  made: readonly { at: number; out: number; put: readonly string[] }[],
): string {
  return made.reduce((now, { at, out, put }) => {
    const words = now.split(/(?=\s)/);
    return words
      .toSpliced(Math.round((at / 1000) * words.length), out, ...put.map((word) => ` ${word}`))
      .join('');
  }, text);
}
