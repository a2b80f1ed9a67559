import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { note, storeKinds } from '../helpers/server.ts';

const YEAR = 31_557_600_000;

const visitAt = (at: number) => ({
  ...{ refKey: 'odoo/t/deal/1', name: null, at, stage: 'Proposal', amount: null, currency: null },
  ...{ closeDate: null, owner: null, status: null, nextStep: null },
});

/** The server sets who wrote, and when (D9). */
describe.each(storeKinds)('what the server writes itself, on %s', (kind) => {
  let fixture: KeyedFixture;
  let acme: KeyedFixture['acme'];
  let rep: KeyedFixture['rep'];
  let colleague: KeyedFixture['colleague'];
  let pair: KeyedFixture['pair'];
  let key: KeyedFixture['key'];
  let fact: KeyedFixture['fact'];
  let stored: KeyedFixture['stored'];
  let r: Client;
  let b: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ acme, rep, colleague, pair, key, fact, stored } = fixture);
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b } = fixture.next());
  });

  describe('a clock that is ten years off', () => {
    it.each([
      ['ahead', 10],
      ['behind', -10],
    ])('%s: what came to the server last counts', async (_, years) => {
      const { id } = await r.put(
        'typedFact',
        pair,
        fact({ value: 'first', author: rep, at: NOW + years * YEAR }),
      );
      expect(Number((await stored(id))?.fields.at)).toBeLessThanOrEqual(NOW);
      await b.put('typedFact', pair, fact({ value: 'second', at: NOW }));
      expect((await stored(id))?.fields.value).toBe('second');
      await r.put('typedFact', pair, fact({ value: 'third', at: NOW + years * YEAR }));
      expect((await stored(id))?.fields.value).toBe('third');
    });
    it('is clamped to the server’s, and the answer has the clamped time', async () => {
      const ahead = await r.put(
        'typedFact',
        pair,
        fact({ value: '1', author: rep, at: NOW + 10 * YEAR }),
      );
      expect(ahead.result).toMatchObject({ kind: 'ok', stamped: { at: NOW } });
      expect((await stored(ahead.id))?.fields.at).toBe(NOW);
      const early = await r.put('typedFact', pair, fact({ value: '2', at: -5 }));
      expect(early.result).toMatchObject({ stamped: { at: 0, editedBy: rep } });
      const patch = note(rep, 'from the future', {
        createdAt: NOW + 10 * YEAR,
        editedAt: NOW + YEAR,
      });
      const { id, result } = await r.one({ scope: pair, patch });
      expect(result).toMatchObject({ kind: 'ok', stamped: { createdAt: NOW, editedAt: NOW } });
      const edit = { text: 'and again', editedBy: rep, editedAt: NOW + 10 * YEAR };
      expect((await r.one({ op: 'patch', rowId: id, base: 1, patch: edit })).result).toMatchObject({
        stamped: { editedAt: NOW },
      });
      expect((await stored(id))?.fields).toMatchObject({
        createdAt: NOW,
        editedAt: NOW,
        editedBy: rep,
      });
    });
    it.each([
      ['ahead', 10],
      ['behind', -10],
    ])('%s: a visit has the server’s time of its age', async (_, years) => {
      const clock = NOW + years * YEAR;
      const visit = async (at: number, sent?: number) => {
        const mutation = r.mutation({
          collection: 'dealSnapshot',
          scope: pair,
          patch: visitAt(at),
        });
        const { answers } = await r.sendAt(sent, mutation);
        expect(answers[0]?.result.kind).toBe('ok');
        return { at: (await stored(mutation.rowId))?.fields.at, result: answers[0]?.result };
      };
      const offline = await visit(clock - 3_600_000, clock);
      expect(offline).toMatchObject({
        at: NOW - 3_600_000,
        result: { stamped: { at: NOW - 3_600_000 } },
      });
      expect((await visit(clock, clock)).at, 'just now').toBe(NOW);
      expect((await visit(clock + 50, clock)).at, 'the clock was set back since').toBe(NOW);
      expect((await visit(clock - 60 * YEAR, clock)).at, 'in no range').toBe(0);
      expect((await visit(NOW + 5)).at, 'a device that does not send its clock').toBe(NOW);
    });
    it('has nothing stamped in the answer if nothing differs from the request', async () => {
      const { result } = await r.put(
        'typedFact',
        pair,
        fact({ value: '1', author: rep, editedBy: null, at: NOW - 7 }),
      );
      expect(result).not.toHaveProperty('stamped');
    });
    it.each([
      ['2026-02-31', 'invalid'],
      ['2026-13-01', 'invalid'],
      ['1926-01-01', 'invalid'],
      ['tomorrow', 'invalid'],
      ['2028-02-29', null],
    ])('a promise until %s', async (due, code) => {
      const patch = {
        refKey: key(),
        text: 'the offer',
        owner: rep,
        due,
        state: 'open',
        settledAt: null,
        author: rep,
        at: 1,
      };
      const { result } = await r.one({ collection: 'commitment', scope: pair, patch });
      expect(result?.kind === 'rejected' ? result.code : null).toBe(code);
    });
    it.each(['yesterday', null, Number.NaN])('a moment that is %s is no moment', async (at) => {
      const patch = {
        refKey: key(),
        text: 'x',
        owner: rep,
        due: '2026-12-01',
        state: 'open',
        settledAt: null,
        author: rep,
        at,
      };
      const { result } = await r.one({ collection: 'commitment', scope: pair, patch });
      // Without a time, the time of arrival is used.
      expect(result).toMatchObject(
        at === null ? { kind: 'ok', stamped: { at: NOW } } : rejected('invalid'),
      );
    });
  });

  describe('the author of a change', () => {
    it('is set by the server if the device does not send it', async () => {
      const made = await r.one({ scope: pair, patch: note(rep, 'I will call Ruth on Friday') });
      await b.one({
        op: 'patch',
        rowId: made.id,
        base: 1,
        patch: { text: 'I will call Ruth on Monday' },
      });
      expect((await stored(made.id))?.fields).toMatchObject({
        author: rep,
        editedBy: acme.boss,
        editedAt: NOW,
      });
    });
    it('is set for a merged text too', async () => {
      const made = await r.one({ scope: pair, patch: note(rep, 'Ruth comes on Thursday') });
      await r.one({
        op: 'patch',
        rowId: made.id,
        base: 1,
        patch: { text: 'Ruth comes on Thursday at ten' },
      });
      b.arrival = NOW + 5;
      const merged = await b.one({
        op: 'patch',
        rowId: made.id,
        base: 1,
        patch: { text: 'Today Ruth comes on Thursday' },
      });
      expect(merged.result).toMatchObject({
        kind: 'merged',
        stamped: { editedBy: acme.boss, editedAt: NOW + 5 },
      });
    });
    it('is not set if nothing was edited: by a move, or a choice between two texts', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'mine') });
      await r.one({ op: 'patch', rowId: id, base: 1, scope: `u:${rep}`, patch: {} });
      await r.one({ op: 'patch', rowId: id, base: 1, scope: pair, patch: {} });
      const kept = await b.one({
        op: 'patch',
        rowId: id,
        base: 1,
        patch: { conflicts: [], editedBy: acme.boss, editedAt: NOW },
      });
      expect(kept.result).toMatchObject({ stamped: { editedBy: null, editedAt: null } });
      expect((await stored(id))?.fields).toMatchObject({ editedBy: null, editedAt: null });
    });
    it('cannot be another person', async () => {
      const forged = fact({ value: '1', author: acme.boss });
      expect((await r.put('typedFact', pair, forged)).result).toEqual(rejected('notAllowed'));
      await r.put('typedFact', pair, fact({ value: '1' }));
      expect(
        (await r.put('typedFact', pair, fact({ value: '2', editedBy: acme.boss }))).result,
      ).toEqual(rejected('notAllowed'));
      expect(
        (await r.put('typedFact', pair, fact({ value: '2', author: colleague }))).result,
      ).toEqual(rejected('notAllowed'));
      expect((await r.one({ scope: pair, patch: note(acme.boss, 'x') })).result).toEqual(
        rejected('notAllowed'),
      );
    });
    it('cannot be changed to make it another note', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'I will call Ruth') });
      for (const patch of [
        { kind: 'help' },
        { recordName: 'x' },
        { createdAt: 5 },
        { prompt: { signal: 's', question: 'q' } },
      ])
        expect((await b.one({ op: 'patch', rowId: id, base: 1, patch })).result).toEqual(
          rejected('immutable'),
        );
    });
  });
});
