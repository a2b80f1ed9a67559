import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buying } from '../../../lib/coaching/evidence/buying.ts';
import { competitors } from '../../../lib/coaching/evidence/competitors.ts';
import { departures } from '../../../lib/coaching/evidence/departures.ts';
import { executives } from '../../../lib/coaching/evidence/executives.ts';
import { type GapTopic, gapOf } from '../../../lib/coaching/evidence/gaps.ts';
import { handover } from '../../../lib/coaching/evidence/handover.ts';
import { hardWords } from '../../../lib/coaching/evidence/hardWords.ts';
import { newPerson } from '../../../lib/coaching/evidence/newPerson.ts';
import { objections } from '../../../lib/coaching/evidence/objections.ts';
import { progress } from '../../../lib/coaching/evidence/progress.ts';
import { openQuestion, questionIn } from '../../../lib/coaching/evidence/questions.ts';
import { wordReader } from '../../../lib/coaching/evidence/read.ts';
import { noAnswer, oneContact, owed } from '../../../lib/coaching/evidence/relations.ts';
import { smaller } from '../../../lib/coaching/evidence/smaller.ts';
import { type Reader, statementIn } from '../../../lib/coaching/evidence/statement.ts';
import { trouble } from '../../../lib/coaching/evidence/trouble.ts';
import { isWaiting } from '../../../lib/coaching/evidence/waiting.ts';
import type { TextPiece } from '../../../lib/coaching/facts.ts';
import { pauseUntil, stepDate } from '../../../lib/coaching/statements/statements.ts';
import type { Activity } from '../../../lib/model/index.ts';
import { day, ms, now } from '../../helpers/deals.ts';
import { piece, type Row, rowsOf } from './rows.ts';

const known = ['Ruth', 'Marta', 'Herr Vogt'];

/** The words that a reader finds for sure; null for none. */
const sure =
  (read: Reader) =>
  ({ text, by }: Pick<Row, 'text' | 'by'>) => {
    const found = statementIn([piece(text, by)], read, 0);
    return found?.certainty === 'sure' ? found.hit : null;
  };

/** The end of the pause that a text agrees on, and the date of a next step, as signals use them. */
const pauseIn = (text: TextPiece) =>
  pauseUntil([{ ...text, says: wordReader.text(text) }], now)?.until ?? null;
const dateIn = (step: string) => stepDate(wordReader.step(step), day(0));

type Kind = [string, TextPiece['by'], (row: Row) => string | null];
const kinds: Kind[] = [
  ['competitors', 'buyer', sure(competitors(known))],
  ['handover', 'us', sure(handover)],
  ['trouble', 'buyer', sure(trouble)],
  ['newPerson', 'buyer', sure(newPerson(known))],
  ['hardWords', 'buyer', sure(hardWords)],
  ['objections', 'buyer', sure(objections)],
  ['buying', 'buyer', sure(buying)],
  ['executives', 'us', sure(executives)],
  ['progress', 'us', sure(progress)],
  ['departures', 'us', sure(departures)],
  ['single', 'us', sure(oneContact)],
  ['noAnswer', 'us', sure(noAnswer)],
  ['owed', 'us', sure(owed)],
  ['smaller', 'us', sure(smaller)],
  ['questions', 'buyer', ({ text }) => questionIn(text)],
  ['waiting', 'us', ({ text }) => (isWaiting(text) === 'sure' ? text : null)],
  ['dates', 'us', ({ text }) => dateIn(text)],
  ['pause', 'us', ({ text }) => pauseIn(piece(text, 'us', 0))],
];

/** Rows whose result is not what the table says. */
const wrong = (rows: readonly Row[], find: (row: Row) => string | null) =>
  rows.flatMap((row) => {
    const found = find(row);
    const isRight = row.must
      ? found !== null && (row.expected === '' || found === row.expected)
      : found === null;
    return isRight ? [] : [`${row.must ? 'not found' : 'found'}: ${row.text} (${found})`];
  });

const gapRows = () =>
  rowsOf('gaps', 'us').map((row) => {
    const [topic = '', ...rest] = row.text.split(': ');
    return { ...row, topic: topic as GapTopic, text: rest.join(': ') };
  });

describe('evidence in texts', () => {
  it.each(kinds)('is found where a sentence says it: %s', (name, by, find) => {
    expect(wrong(rowsOf(name, by), find)).toEqual([]);
  });
  it.each(kinds.filter(([name]) => name !== 'questions'))(
    'is not found in neutral sentences: %s',
    (_, by, find) => {
      expect(wrong(rowsOf('neutral', by), find)).toEqual([]);
    },
  );
  it('is found by topic for what is not known', () => {
    expect(gapRows().flatMap((row) => wrong([row], sure(gapOf(row.topic))))).toEqual([]);
  });
  it('is not found in neutral sentences for what is not known', () => {
    for (const topic of new Set(gapRows().map((row) => row.topic)))
      expect(wrong(rowsOf('neutral', 'us'), sure(gapOf(topic))), topic).toEqual([]);
  });
});

const UNTRUE = {
  en: 'It is not true that',
  de: 'Es stimmt nicht, dass',
  es: 'No es cierto que',
} as const;

describe('dates in texts', () => {
  const civil = fc
    .date({ min: new Date('2026-08-01'), max: new Date('2027-07-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const formats: Record<string, (date: string) => string> = {
    en: (date) => format('en-GB', date, { day: 'numeric', month: 'long' }),
    enShort: (date) => format('en-US', date, { day: 'numeric', month: 'short' }),
    de: (date) => format('de', date, { day: 'numeric', month: 'long' }),
    deNumbers: (date) => `${Number(date.slice(8))}.${Number(date.slice(5, 7))}.`,
    es: (date) => format('es', date, { day: 'numeric', month: 'long' }),
    iso: (date) => date,
  };
  const format = (locale: string, date: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(date));
  it.each(Object.keys(formats))('are read as they are written: %s', (name) => {
    fc.assert(
      fc.property(civil, (date) => {
        expect(dateIn(`Ruth, ${formats[name]?.(date)}`)).toBe(date);
      }),
      { seed: 16, numRuns: 200 },
    );
  });
});

describe('any text', () => {
  it('is read without an error, and the words found stand in it', () => {
    const readers = [competitors(known), handover, trouble, objections, buying, gapOf('price')];
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const read of readers) {
          const found = statementIn([piece(text, 'buyer')], read, 0);
          if (found) expect(text).toContain(found.hit);
        }
        const until = pauseIn(piece(text, 'us'));
        if (until) expect(until >= day(0)).toBe(true);
      }),
      { seed: 16, numRuns: 300 },
    );
  });
});

describe('an open question', () => {
  const mail = (subject: string, direction: Activity['direction'], inDays: number): Activity => ({
    id: `m${inDays}`,
    kind: 'email',
    subject,
    state: 'done',
    at: ms(inDays),
    due: null,
    contactId: null,
    direction,
    from: null,
  });
  it('is the last one of a received message that nobody answered', () => {
    const asked = mail('Thanks. Is it in grey? How long does it take?', 'in', -3);
    expect(openQuestion([asked])).toEqual({
      sentence: 'How long does it take?',
      at: ms(-3),
      certainty: 'sure',
    });
    expect(openQuestion([mail('Re: grey', 'out', -1), asked])).toBeNull();
  });
  it('is unsure where the sender is not known', () => {
    expect(openQuestion([mail('Is it in grey?', null, -3)])?.certainty).toBe('unsure');
  });
});

describe('a denied sentence', () => {
  const read = new Map(kinds.map(([name, by, find]) => [name, { by, find }]));
  const names = [
    'competitors',
    'handover',
    'trouble',
    'newPerson',
    'hardWords',
    'objections',
    'buying',
  ];
  const rows = [...names, 'executives', 'progress'].flatMap((name) =>
    rowsOf(name, read.get(name)?.by ?? null)
      .filter(({ must }) => must)
      .map((row) => ({ name, row })),
  );
  it('is never sure', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), ({ name, row }) => {
        const first = row.text.split(/(?<=[.!?])\s/)[0] ?? '';
        const denied = `${UNTRUE[row.language]} ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
        expect(read.get(name)?.find({ ...row, text: denied }) ?? null, denied).toBeNull();
      }),
      { seed: 16, numRuns: 1000 },
    );
  });
});
