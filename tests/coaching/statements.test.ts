import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buying } from '../../lib/coaching/evidence/buying.ts';
import { competitors, listedCompetitors } from '../../lib/coaching/evidence/competitors.ts';
import { departures } from '../../lib/coaching/evidence/departures.ts';
import { executives } from '../../lib/coaching/evidence/executives.ts';
import { type GapTopic, gapOf } from '../../lib/coaching/evidence/gaps.ts';
import { handover } from '../../lib/coaching/evidence/handover.ts';
import { hardWords } from '../../lib/coaching/evidence/hardWords.ts';
import { newPerson } from '../../lib/coaching/evidence/newPerson.ts';
import { objections } from '../../lib/coaching/evidence/objections.ts';
import { progress } from '../../lib/coaching/evidence/progress.ts';
import { wordReader } from '../../lib/coaching/evidence/read.ts';
import { noAnswer, oneContact, owed } from '../../lib/coaching/evidence/relations.ts';
import { resolved } from '../../lib/coaching/evidence/resolved.ts';
import { smaller } from '../../lib/coaching/evidence/smaller.ts';
import { type Reader, statementIn } from '../../lib/coaching/evidence/statement.ts';
import { trouble } from '../../lib/coaching/evidence/trouble.ts';
import { reminder, request } from '../../lib/coaching/evidence/waiting.ts';
import type { TextPiece } from '../../lib/coaching/facts.ts';
import {
  decisionDates,
  namedIn,
  type Statement,
  statedIn,
} from '../../lib/coaching/statements/statements.ts';
import { type Stored, saysOf, storedReader } from '../../lib/coaching/statements/written.ts';
import { type StatementKind, StoredSays, statementKinds } from '../../lib/model/index.ts';
import { ms, now } from '../helpers/deals.ts';
import { rowsOf } from './evidence/rows.ts';

/** Every sentence of the tables, whatever it is in there for. */
const sentences = readdirSync('tests/coaching/evidence/rows').flatMap((file) =>
  rowsOf(file.replace('.txt', ''), null).map(({ text }) => text.replace(/^\w+: /, '')),
);
const words = sentences.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);

const text = fc.record({
  text: fc
    .array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 4 })
    .map((some) => some.join(' ')),
  from: fc.constantFrom('note' as const, 'activity' as const),
  by: fc.constantFrom('buyer' as const, 'us' as const, null),
});
/** Texts as facts have them: latest first. */
const texts = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .map((some) => some.map((one, index): TextPiece => ({ ...one, at: ms(-index) })));
const names = fc.array(fc.constantFrom(...words), { maxLength: 4 });

/** The statement as the word lists give it from the text itself. */
function direct(pieces: readonly TextPiece[], read: Reader): Statement | null {
  const found = statementIn(pieces, read, 0);
  if (found?.certainty !== 'sure') return null;
  const { certainty: _, ...statement } = found;
  return statement;
}

/** The texts with what was stored about them: written to a database and parsed again. */
function stored(pieces: readonly TextPiece[]) {
  const rows = pieces.map((piece): Stored => {
    const written = { texts: [piece], steps: [] };
    const says = StoredSays.parse(JSON.parse(JSON.stringify(saysOf(written, wordReader))));
    return { written, says };
  });
  const reader = storedReader(rows);
  return pieces.map((piece) => ({ ...piece, says: reader.text(piece) }));
}

const readers: Record<string, (known: readonly string[]) => Reader> = {
  buying: () => buying,
  departure: () => departures,
  executive: () => executives,
  handover: () => handover,
  hardWords: () => hardWords,
  noAnswer: () => noAnswer,
  objection: () => objections,
  oneContact: () => oneContact,
  owed: () => owed,
  progress: () => progress,
  reminder: () => reminder,
  request: () => request,
  resolved: () => resolved,
  smaller: () => smaller,
  trouble: () => trouble,
  newPerson,
  rival: competitors,
};
for (const kind of statementKinds.filter((name) => name.startsWith('gap.')))
  readers[kind] = () => gapOf(kind.slice(4) as GapTopic);

describe('what is stored about texts', () => {
  it('covers every kind but those with dates, which have tests of their own', () =>
    expect(Object.keys(readers).sort()).toEqual(
      statementKinds.filter((kind) => kind !== 'pause' && kind !== 'decision').sort(),
    ));
  it('is what the word lists read in the texts themselves', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(texts, names, (pieces, known) => {
        const read = stored(pieces);
        for (const [kind, reader] of Object.entries(readers)) {
          const found = statedIn(read, kind as StatementKind, 0, known);
          expect(found, kind).toEqual(direct(pieces, reader(known)));
          if (found) seen.add(kind);
        }
      }),
      { seed: 17, numRuns: 300 },
    );
    expect([...seen].sort()).toEqual(Object.keys(readers).sort());
  });
  it('says of any name whether the text names it for sure', () => {
    let [sure, unsure] = [0, 0];
    fc.assert(
      fc.property(texts, fc.array(fc.constantFrom(...words), { minLength: 1 }), (pieces, list) => {
        const read = listedCompetitors(list);
        const found = namedIn(stored(pieces), list, 0);
        expect(found).toEqual(read && direct(pieces, read));
        if (found) sure += 1;
        else if (read && statementIn(pieces, read, 0)) unsure += 1;
      }),
      { seed: 17, numRuns: 600 },
    );
    expect(sure).toBeGreaterThan(40);
    expect(unsure).toBeGreaterThan(40);
  });
  it('judges a listed name by the sentence in whole words, at its place as written', () => {
    const says = (text: string) =>
      namedIn(stored([{ text, at: ms(0), from: 'note', by: 'us' }]), ['Acme'], 0)?.hit ?? null;
    expect(says('Mtg w/ Acme on Friday')).toBe('Acme');
    expect(says('They dont want Acme')).toBeNull();
    expect(says('Abt Acme: they dont want Orbis')).toBe('Acme');
  });
  it('compares the day of a decision with the close date when that is known', () => {
    const later = (text: string, closeDate: string) => {
      const read = stored([{ text, at: ms(0), from: 'note', by: 'us' }]);
      const said = read.map(({ at, says }) => ({ at, said: says.said }));
      const days = decisionDates(said, 0, now);
      return days.find(({ date }) => date > closeDate)?.date ?? null;
    };
    expect(later('The board meets on 28 January 2027.', '2027-01-27')).toBe('2027-01-28');
    expect(later('The board meets on 28 January 2027.', '2027-01-28')).toBeNull();
    expect(later('The board meets on the 28th.', '2026-01-01')).toBeNull();
    expect(later('Delivery is on 28 January 2027.', '2027-01-27')).toBeNull();
  });
});
