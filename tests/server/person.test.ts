// Who may write what about a person, as the server enforces it.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CollectionName } from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { moveScope } from '../helpers/departures.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('rows about a person, on %s', (kind) => {
  let fixture: KeyedFixture;
  let [rep, colleague, pair, boss] = ['', '', '', ''];
  let r: Client;
  let b: Client;
  let c: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ rep, colleague, pair } = fixture);
    boss = fixture.acme.boss;
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b, c } = fixture.next());
  });

  let made = 0;
  /** Valid fields about the rep, under a key of their own. */
  const about = (collection: CollectionName, author: string, more = {}) => {
    made += 1;
    return { ...sampleFields[collection]?.(made), refKey: `person/${rep}`, author, ...more };
  };
  const put = (
    by: Client,
    collection: CollectionName,
    more: Record<string, unknown> = {},
    scope = pair,
  ) => by.put(collection, scope, about(collection, by.user, more));
  const ok = { kind: 'ok' };
  const refused = rejected('notAllowed');

  it.each(['goal', 'focusEntry', 'checkIn', 'rampStep'] as const)(
    'a %s is written by the rep, and never by a colleague',
    async (collection) => {
      expect((await put(r, collection)).result).toMatchObject(ok);
      expect((await put(c, collection)).result).toMatchObject({ kind: 'rejected' });
      // About the rep, in the colleague’s own pair.
      const theirs = `p:${boss}:${colleague}`;
      expect((await put(c, collection, {}, theirs)).result).toEqual(refused);
    },
  );
  it('a manager writes milestones, and neither goals nor how somebody is', async () => {
    expect((await put(b, 'rampStep')).result).toMatchObject(ok);
    for (const collection of ['goal', 'checkIn'] as const)
      expect((await put(b, collection)).result).toEqual(refused);
    expect((await put(b, 'focusEntry', { event: 'sure' })).result).toEqual(refused);
  });
  it('a manager cannot change a goal that a rep shared', async () => {
    const fields = about('goal', rep);
    await r.put('goal', pair, fields);
    const { result } = await b.put('goal', pair, { ...fields, vision: 'Another one' });
    expect(result).toEqual(refused);
  });
  it('nobody turns the second key for themselves, and only the manager does', async () => {
    const agreed = { event: 'agreed', level: null };
    expect((await put(r, 'focusEntry', agreed)).result).toEqual(refused);
    expect((await put(r, 'focusEntry', agreed, `u:${rep}`)).result).toEqual(refused);
    expect((await put(b, 'focusEntry', agreed)).result).toMatchObject(ok);
  });
  it('what somebody tried is in no pair', async () => {
    const trial = { event: 'trial', level: null };
    expect((await put(r, 'focusEntry', trial)).result).toEqual(refused);
    expect((await put(r, 'focusEntry', trial, `u:${rep}`)).result).toMatchObject(ok);
  });
  it('a check-in is in a pair alone: nobody else can read one', async () => {
    for (const scope of [`u:${rep}`, `t:${fixture.acme.team}`, fixture.org])
      expect((await put(r, 'checkIn', {}, scope)).result).toEqual(refused);
  });
  it('a shared check-in goes to no other pair: a handover deletes it', async () => {
    const { server, acme } = fixture;
    const shared = about('checkIn', rep, { text: 'Said to one person' });
    await r.put('checkIn', pair, shared);
    const goal = about('goal', rep, { vision: 'Goes along' });
    await r.put('goal', pair, goal);
    const other = `p:${colleague}:${rep}`;
    await moveScope(server.store, acme.org, { from: pair, to: other }, NOW + 1);
    const rows = await server.store.within(acme.org, (tx) =>
      tx.selectFrom('row').select(['scope', 'fields']).where('org_id', '=', acme.org).execute(),
    );
    const scopesOfText = (text: string) =>
      rows.filter(({ fields }) => fields.includes(text)).map(({ scope }) => scope);
    expect(scopesOfText('Goes along')).toEqual([other]);
    expect(scopesOfText('Said to one person')).toEqual([]);
  });
  it('objectives are written by managers, for everybody', async () => {
    const objective = about('objective', boss, { refKey: '' });
    expect((await b.put('objective', fixture.org, objective)).result).toMatchObject(ok);
    const { result } = await r.put('objective', fixture.org, { ...objective, author: rep });
    expect(result).toEqual(refused);
    const seen = (await c.all()).filter((row) => row.collection === 'objective');
    expect(seen.length).toBeGreaterThan(0);
  });
  it('the key of a person is a key, and other texts are none', async () => {
    const fields = { ...sampleFields.commitment?.(1), author: rep, owner: rep };
    const make = async (refKey: string) =>
      (await r.one({ collection: 'commitment', scope: pair, patch: { ...fields, refKey } })).result;
    expect(await make(`person/${rep}`)).toMatchObject(ok);
    expect(await make('person/')).toEqual(rejected('invalid'));
    expect(await make('person/a b')).toEqual(rejected('invalid'));
    expect(await make('=1+1')).toEqual(rejected('invalid'));
  });
});
