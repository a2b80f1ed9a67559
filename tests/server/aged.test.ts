import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { focusWorkOf } from '../../lib/coaching/focusWork.ts';
import { dayOf } from '../../lib/coaching/index.ts';
import { isHandled } from '../../lib/coaching/outcomes.ts';
import {
  type CollectionName,
  FocusEntry,
  type Mutation,
  PromptOutcome,
  personKey,
  talkKey,
} from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW } from '../helpers/keyed.ts';
import { note, storeKinds } from '../helpers/server.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** Times that decide something on other devices are the server's. */
describe.each(storeKinds)('what a device dates, on %s', (kind) => {
  let fixture: KeyedFixture;
  let rep: string;
  let r: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    rep = fixture.rep;
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r } = fixture.next());
  });

  /** Sends a change from a device with this clock. @returns the row's fields, and the answer. */
  async function sent(clock: number, part: Partial<Mutation>) {
    const mutation = r.mutation(part);
    const { answers } = await r.sendAt(clock, mutation);
    const result = answers[0]?.result;
    expect(result?.kind).toBe('ok');
    const { fields = {} } = (await fixture.stored(mutation.rowId)) ?? {};
    const { stamped = {} } = result as { stamped?: object };
    // The device then has the same row.
    expect({ ...fields, ...stamped }).toEqual(fields);
    return { id: mutation.rowId, fields };
  }

  describe.each([
    ['a month behind', -30 * DAY],
    ['ten years behind', -3652 * DAY],
    ['ten years ahead', 3652 * DAY],
  ])('%s', (_, off) => {
    const clock = NOW + off;
    const prompt = () => ({ refKey: fixture.key(), signal: 's', fingerprint: 'f' });
    const later = () => {
      const outcome = { outcome: 'snoozed', reason: null, author: rep, at: clock - HOUR };
      return { ...prompt(), ...outcome };
    };
    const promise = () => {
      const text = { text: 'the offer', owner: rep, due: '2026-12-01', state: 'open' };
      return { ...text, refKey: fixture.key(), settledAt: null, author: rep, at: clock - DAY };
    };

    it('*Later* hides the question on every device, until the same day', async () => {
      const patch = later();
      const { fields } = await sent(clock, {
        ...{ collection: 'promptOutcome', scope: `u:${rep}`, patch },
      });
      expect(fields.at).toBe(NOW - HOUR);
      const question = { signal: 's', fingerprint: 'f', severity: 0.5 };
      const isHidden = (ms: number) =>
        isHandled(question, [PromptOutcome.parse(fields)], { ms, timeZone: 'UTC' });
      expect([isHidden(NOW), isHidden(NOW + 4 * DAY)]).toEqual([true, false]);
    });

    it('*Later* of a card lasts until its time, and an added call keeps its own', async () => {
      const refKey = fixture.key();
      const about = { refKey, author: rep, at: clock };
      const scope = `u:${rep}`;
      const until = NOW + 2 * HOUR;
      const card = { moment: 'brief', about: 'm', state: 'later', until, words: {} };
      const moment = await sent(clock, {
        ...{ collection: 'moment', op: 'put', scope, patch: { ...about, ...card } },
        rowId: fixture.idOf(scope, 'moment', refKey, 'brief', 'm', rep),
      });
      expect(moment.fields.until).toBe(until);
      const call = await sent(clock, {
        ...{ collection: 'plannedCall', op: 'put', scope },
        rowId: fixture.idOf(scope, 'plannedCall', refKey, 'c'),
        patch: { ...about, call: 'c', start: until, withWhom: '' },
      });
      expect(call.fields.start).toBe(until);
    });

    it('a commitment is made and kept when it was', async () => {
      const { id, fields } = await sent(clock, {
        ...{ collection: 'commitment', scope: fixture.pair, patch: promise() },
      });
      expect(fields).toMatchObject({ at: NOW - DAY, settledAt: null });
      const kept = { state: 'kept', settledAt: clock - HOUR };
      const change = { collection: 'commitment', op: 'patch', rowId: id, patch: kept } as const;
      expect((await sent(clock, change)).fields).toMatchObject({ ...kept, settledAt: NOW - HOUR });
    });

    it('a one-on-one began, and was changed, when it was', async () => {
      const refKey = talkKey('oneOnOne', rep, dayOf(clock, 'UTC'));
      const talk = (more: object): Partial<Mutation> => ({
        ...{ collection: 'oneOnOne', op: 'put', scope: fixture.pair },
        rowId: fixture.idOf(fixture.pair, 'oneOnOne', refKey),
        patch: { refKey, author: rep, at: clock - HOUR, ...more },
      });
      const began = { began: clock - HOUR };
      const times = { began: NOW - HOUR, at: NOW - HOUR };
      expect((await sent(clock, talk(began))).fields).toMatchObject(times);
      // It ends later, and began when it did.
      const done = await sent(clock, talk({ state: 'finished', at: clock - HOUR / 2 }));
      expect(done.fields).toMatchObject({ ...times, at: NOW - HOUR / 2 });
    });

    it('an entry of a focus counts from when it was made, whatever day it names', async () => {
      const day = dayOf(clock, 'UTC');
      const refKey = personKey(rep);
      const { fields } = await sent(clock, {
        ...{ collection: 'focusEntry', op: 'put', scope: fixture.pair },
        rowId: fixture.idOf(fixture.pair, 'focusEntry', refKey, 'value', 'picked', day),
        patch: { refKey, focus: 'value', event: 'picked', day, author: rep, at: clock - DAY },
      });
      const entry = FocusEntry.parse(fields);
      const present = { ms: NOW, timeZone: 'UTC' };
      const { pickedOn, unchangedWeeks } = focusWorkOf([entry], 'value', false, present);
      expect([pickedOn, unchangedWeeks]).toEqual([dayOf(NOW - DAY, 'UTC'), null]);
    });

    it('a card that was ended is as old as it is', async () => {
      const refKey = fixture.key();
      const card = { moment: 'negotiation', about: '2026-11-20', state: 'kept', words: {} };
      const { fields } = await sent(clock, {
        ...{ collection: 'moment', op: 'put', scope: `u:${rep}` },
        rowId: fixture.idOf(`u:${rep}`, 'moment', refKey, card.moment, card.about, rep),
        patch: { refKey, ...card, author: rep, at: clock - HOUR },
      });
      expect(fields.at).toBe(NOW - HOUR);
    });

    it('a note, a reply and a read mark are in one order', async () => {
      const text = note(rep, 'a note', { createdAt: clock - DAY });
      const { id, fields } = await sent(clock, { scope: fixture.pair, patch: text });
      expect(fields.createdAt).toBe(NOW - DAY);
      const child = { refKey: text.refKey, parent: id, author: rep };
      const words = { text: 'yes', editedAt: null, editedBy: null, conflicts: [] };
      const reply = { ...child, ...words, createdAt: clock - HOUR };
      const children: [CollectionName, string, Record<string, unknown>][] = [
        ['reply', 'createdAt', reply],
        ['readMark', 'at', { ...child, at: clock - HOUR }],
      ];
      for (const [collection, name, patch] of children)
        expect((await sent(clock, { collection, scope: fixture.pair, patch })).fields[name]).toBe(
          NOW - HOUR,
        );
    });
  });
});
