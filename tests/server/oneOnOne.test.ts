import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oneOnOneKey, talkKey } from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { storeKinds } from '../helpers/server.ts';

/** What a server accepts of one-on-ones, and whom it shows which line. */
describe.each(storeKinds)('one-on-ones, on %s', (kind) => {
  let fixture: KeyedFixture;
  /** The rep, the manager, and a colleague of the rep. */
  let r: Client;
  let b: Client;
  let c: Client;
  let key: string;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    key = oneOnOneKey(fixture.rep, '2026-11-23');
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b, c } = fixture.next());
  });
  const line = (author: string, part: string, text: string) => ({
    ...{ refKey: key, part, voice: 'rep', text, done: false, commitment: null, author },
    ...{ createdAt: NOW, editedAt: null, editedBy: null, conflicts: [] },
  });
  const add = async (device: Client, scope: string, patch: Record<string, unknown>) =>
    (await device.one({ collection: 'oneOnOneLine', scope, patch })).result;

  it('lines reach both people, private ones their writer alone', async () => {
    const { pair, rep, acme } = fixture;
    expect((await add(r, pair, line(rep, 'open', 'Opens')))?.kind).toBe('ok');
    expect((await add(b, pair, line(acme.boss, 'opening', 'Answers')))?.kind).toBe('ok');
    expect((await add(r, `u:${rep}`, line(rep, 'private', 'Tired')))?.kind).toBe('ok');
    expect((await add(b, `u:${acme.boss}`, line(acme.boss, 'private', 'Waits')))?.kind).toBe('ok');
    const texts = async (device: Client) => {
      const rows = await device.pull();
      return JSON.stringify(rows);
    };
    const [ofRep, ofBoss, ofColleague] = [await texts(r), await texts(b), await texts(c)];
    for (const shared of ['Opens', 'Answers'])
      expect([ofRep, ofBoss, ofColleague].map((all) => all.includes(shared))).toEqual([
        ...[true, true, false],
      ]);
    expect([ofRep, ofBoss].map((all) => all.includes('Tired'))).toEqual([true, false]);
    expect([ofRep, ofBoss].map((all) => all.includes('Waits'))).toEqual([false, true]);
  });

  it('a private line is refused in the pair, and the rep’s lines from the manager', async () => {
    const { pair, rep, acme } = fixture;
    expect(await add(r, pair, line(rep, 'private', 'x'))).toEqual(rejected('notAllowed'));
    expect(await add(b, pair, line(acme.boss, 'worth', 'x'))).toEqual(rejected('notAllowed'));
    expect(await add(b, pair, line(acme.boss, 'useful', 'x'))).toEqual(rejected('notAllowed'));
  });

  it('nobody says how sure the other is', async () => {
    const { pair, rep, acme } = fixture;
    const fields = { refKey: oneOnOneKey(rep, '2026-12-07'), step: 'will' };
    const say = async (device: Client, sure: Record<string, number>, rowSet = {}) =>
      (await device.put('oneOnOne', pair, { ...fields, ...rowSet, sure })).result;
    expect(await say(b, { [rep]: 9 }, { step: 'agreement' })).toEqual(rejected('notAllowed'));
    expect((await say(r, { [rep]: 4 }, { step: 'agreement' }))?.kind).toBe('ok');
    expect((await say(b, { [acme.boss]: 7, [rep]: 4 }, { step: 'agreement' }))?.kind).toBe('ok');
    expect(await say(b, { [acme.boss]: 7, [rep]: 9 }, { step: 'agreement' })).toEqual(
      rejected('notAllowed'),
    );
  });

  it('a key that is no record and no one-on-one is refused', async () => {
    const { pair, rep } = fixture;
    for (const refKey of ['one-on-one/x', oneOnOneKey(rep, '2026-02-31'), 'anything'])
      expect(await add(r, pair, { ...line(rep, 'goal', 'x'), refKey })).toEqual(
        rejected('notAllowed'),
      );
    const commitment = {
      ...{ text: 'Write', owner: rep, due: '2026-11-27', state: 'open', settledAt: null },
      ...{ author: rep, at: NOW },
    };
    for (const refKey of ['one-on-one/x', oneOnOneKey(rep, '2026-02-31'), 'anything'])
      expect(
        (await r.one({ collection: 'commitment', scope: pair, patch: { ...commitment, refKey } }))
          .result,
      ).toEqual(rejected('invalid'));
  });

  it('both people write one row when they begin at once', async () => {
    const { pair, rep, acme } = fixture;
    const first = await r.put('oneOnOne', pair, { refKey: key, began: NOW - 5, author: rep });
    const second = await b.put('oneOnOne', pair, { refKey: key, step: 'since', author: acme.boss });
    expect(second.id).toBe(first.id);
    expect((await fixture.stored(first.id))?.fields).toMatchObject({ step: 'since', author: rep });
  });

  it('whoever has to keep a commitment moves its day, and keeps its words', async () => {
    const { pair, rep, acme } = fixture;
    const { id } = await b.one({
      collection: 'commitment',
      scope: pair,
      patch: {
        ...{ refKey: key, oneOnOne: key, text: 'Write', owner: rep, due: '2026-11-27' },
        ...{ state: 'open', settledAt: null, author: acme.boss, at: NOW },
      },
    });
    const change = async (patch: Record<string, unknown>) =>
      (await r.one({ op: 'patch', collection: 'commitment', rowId: id, base: 1, patch })).result;
    expect((await change({ due: '2026-12-04', was: '2026-11-27' }))?.kind).toBe('ok');
    expect(await change({ text: 'Call' })).toEqual(rejected('notAllowed'));
  });

  const recognise = async (device: Client, author: string, to: string, scope: string) =>
    device.one({
      ...{ collection: 'recognition', scope },
      patch: {
        ...{ refKey: '', to, text: 'You asked', evidence: 'The call', oneOnOne: null },
        ...{ author, at: NOW },
      },
    });
  it('a recognition before the team is of a present member of that team', async () => {
    const { rep, colleague, acme } = fixture;
    const team = `t:${acme.team}`;
    expect((await recognise(r, rep, colleague, team)).result?.kind).toBe('ok');
    expect((await recognise(r, rep, acme.boss, team)).result?.kind).toBe('ok');
    expect((await recognise(b, acme.boss, rep, team)).result?.kind).toBe('ok');
    for (const to of ['nobody', rep])
      expect((await recognise(r, rep, to, team)).result).toEqual(rejected('notAllowed'));
    expect((await recognise(b, acme.boss, 'nobody', team)).result).toEqual(rejected('notAllowed'));
  });
  it('a recognition is one row, also where its recipient and readers change', async () => {
    const { rep, colleague, acme, pair } = fixture;
    const { id } = await recognise(r, rep, acme.boss, pair);
    const scope = `t:${acme.team}`;
    const change = { op: 'patch' as const, collection: 'recognition' as const, rowId: id, base: 1 };
    expect((await r.one({ ...change, scope, patch: { to: colleague } })).result?.kind).toBe('ok');
    expect(await fixture.stored(id)).toMatchObject({ scope, fields: { to: colleague } });
    expect((await r.one({ ...change, patch: { to: 'nobody' } })).result).toEqual(
      rejected('notAllowed'),
    );
    // Nobody but its author changes to whom it goes.
    expect((await b.one({ ...change, patch: { to: rep } })).result).toEqual(rejected('notAllowed'));
  });

  it('an answer about one manager is never shared with another', async () => {
    const { pair, rep } = fixture;
    const useful = { ...line(rep, 'useful', 'That I may stop'), manager: 'nora' };
    const { id } = await r.one({ collection: 'oneOnOneLine', scope: `u:${rep}`, patch: useful });
    const share = { op: 'patch' as const, collection: 'oneOnOneLine' as const, rowId: id };
    expect((await r.one({ ...share, base: 1, scope: pair, patch: {} })).result).toEqual(
      rejected('notAllowed'),
    );
  });

  it('a session reaches the team, and nobody writes for somebody else', async () => {
    const { rep, colleague, acme } = fixture;
    const team = `t:${acme.team}`;
    const refKey = talkKey('session', acme.team, '2026-11-23');
    const start = { refKey, began: NOW - 5, gap: 'value' };
    const led = await b.put('oneOnOne', team, { ...start, author: acme.boss });
    expect(led.result?.kind).toBe('ok');
    await b.put('oneOnOne', team, { refKey, gap: 'closing' });
    await b.put('oneOnOne', team, { refKey, step: 'trial' });
    const session = { scope: team, fields: { gap: 'closing', step: 'trial', began: NOW - 5 } };
    expect(await fixture.stored(led.id)).toMatchObject(session);
    expect((await r.put('oneOnOne', team, { ...start, gap: 'planning' })).result).toEqual(
      rejected('notAllowed'),
    );
    const said = { ...line(rep, 'gap', 'They ask for the price'), refKey };
    expect((await add(r, team, said))?.kind).toBe('ok');
    expect(JSON.stringify(await c.pull())).toContain('They ask for the price');
    const commit = async (device: Client, author: string, owner: string) =>
      (
        await device.one({
          ...{ collection: 'commitment', scope: team },
          patch: {
            ...{ refKey, oneOnOne: refKey, text: 'Ask first', owner, due: '2026-12-04' },
            ...{ state: 'open', settledAt: null, author, at: NOW },
          },
        })
      ).result;
    expect((await commit(c, colleague, colleague))?.kind).toBe('ok');
    expect(await commit(b, acme.boss, colleague)).toEqual(rejected('notAllowed'));
  });
});
