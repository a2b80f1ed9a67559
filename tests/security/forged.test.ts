// F6: moments and days that no calendar has were stored. F7: a reader could put words into somebody
// else's mouth. F14: a row's key could be a formula. F17: a device's clock decided what is latest.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CollectionName,
  type CollectionRule,
  collectionNames,
  collections,
  keyedId,
  oneOnOneKey,
  personKey,
} from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { storeKinds } from '../helpers/server.ts';

const ruleOf = (name: CollectionName): CollectionRule => collections[name];
/** Collections that devices write. */
const written = collectionNames.filter((name) => ruleOf(name).policy.create !== 'server');
const READ_BY_OTHERS = ['pair', 'org', 'team'] as const;

/** A change that a reader may make, for each collection that readers change. */
const CHANGES = {
  note: ['text', 'other words'],
  typedFact: ['value', 'other words'],
  commitment: ['state', 'kept'],
  checkItem: ['evidence', 'other words'],
  dealPlaybook: ['version', 7],
  planStep: ['text', 'other words'],
  profile: ['focus', 'closing'],
  rhythm: ['weekday', 4],
  oneOnOne: ['step', 'since'],
  oneOnOneLine: ['text', 'other words'],
  rampStep: ['text', 'other words'],
} as const;

/** Their keys are those of one-on-ones: another one is refused as one of another pair. */
const ONE_ON_ONES: readonly CollectionName[] = ['oneOnOne', 'oneOnOneLine'];
/** Rows of these are about a person: another key is refused as one of another person. */
const PERSONS: readonly CollectionName[] = ['goal', 'focusEntry', 'checkIn', 'rampStep'];
const BY_THEMSELVES: readonly CollectionName[] = ['goal', 'focusEntry', 'checkIn'];

describe.each(storeKinds)('a row of a foreign client, on %s', (kind) => {
  let fixture: KeyedFixture;
  let b: Client;
  let r: Client;
  let count = 0;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ b, r } = fixture.next());
  });

  /** The scope of a collection that others read, where it has one. */
  const scopeOf = (name: CollectionName): string => {
    const [shared = 'private'] = READ_BY_OTHERS.filter((scope) =>
      ruleOf(name).policy.scopes.includes(scope),
    );
    const { boss, team } = fixture.acme;
    return { pair: fixture.pair, org: fixture.org, team: `t:${team}`, private: `u:${boss}` }[
      shared
    ];
  };
  /** Valid fields in the name of a person, in a row of its own. */
  const fieldsOf = (name: CollectionName, user: string, more = {}) => {
    count += 1;
    const { stamps, key } = ruleOf(name);
    const own: Record<string, unknown> = { ...sampleFields[name]?.(count) };
    if (stamps.author !== null) own[stamps.author] = user;
    if (name === 'profile' || name === 'rhythm') own.member = fixture.rep;
    if (name === 'recognition') own.to = user === fixture.rep ? fixture.acme.boss : fixture.rep;
    if (name === 'away') own.member = user;
    if (name === 'opening') own.rep = fixture.rep;
    const slot = new Date(Date.UTC(2020, 0, count)).toISOString().slice(0, 10);
    if (key?.includes('refKey')) own.refKey = `odoo/t/deal/${count}`;
    if (ONE_ON_ONES.includes(name)) own.refKey = oneOnOneKey(fixture.rep, slot);
    if (PERSONS.includes(name)) own.refKey = personKey(fixture.rep);
    if (key?.length === 0) own.limits = { quiet: count };
    return { ...own, ...more };
  };
  const write = async (client: Client, name: CollectionName, patch: Record<string, unknown>) => {
    const rule = ruleOf(name);
    // Only the person writes their own absences.
    const scope = name === 'away' ? `u:${client.user}` : scopeOf(name);
    if (rule.childOf !== null) {
      const note = await client.one({ scope: fixture.pair, patch: fieldsOf('note', client.user) });
      return client.one({ collection: name, patch: { ...patch, parent: note.id } });
    }
    if (rule.key === null) return client.one({ collection: name, scope, patch });
    const values = rule.key.map((field) => patch[field]);
    const rowId = keyedId(fixture.acme.org, scope, name, values);
    return client.one({ op: 'put', collection: name, scope, rowId, patch });
  };
  const stored = async (id: string) => (await fixture.stored(id))?.fields ?? {};

  describe.each(written)('of the collection %s', (name) => {
    const { instants, stamps, policy, schema, addressee } = ruleOf(name);
    /** A row that somebody else gets is none of its sender’s. */
    const accepted = addressee === null ? 'ok' : 'conflict';
    /** A manager may write every collection but those that a rep writes about themselves. */
    const writer = () => (BY_THEMSELVES.includes(name) ? r : b);
    const forge = (more = {}) => write(writer(), name, fieldsOf(name, writer().user, more));
    it('has no moment outside of the server’s clock', async () => {
      for (const field of instants)
        for (const value of [1e300, -1e300, 9e15, NOW + 1]) {
          const { id, result } = await forge({ [field]: value });
          expect([name, field, value, result?.kind]).toEqual([name, field, value, accepted]);
          const at = Number((await stored(id))[field]);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(NOW);
        }
    });
    it('has no day that does not exist', async () => {
      for (const field of ['due', 'closeDate', 'expires'].filter(
        (day) => day in (sampleFields[name]?.(1) ?? {}),
      ))
        for (const day of ['9999-99-99', '2026-02-31', '', 'tomorrow', 20_261_201])
          expect((await forge({ [field]: day })).result).toEqual(rejected('invalid'));
    });
    it('names nobody else as its author or editor', async () => {
      for (const field of [stamps.author, stamps.editor].filter((item) => item !== null)) {
        const other = writer() === b ? fixture.rep : b.user;
        expect((await forge({ [field]: other })).result, field).toEqual(rejected('notAllowed'));
      }
    });
    it('that a reader changed says who changed it, whatever the reader sent', async () => {
      if (policy.change !== 'readers') return;
      const [field, value] = CHANGES[name as keyof typeof CHANGES];
      const editor = String(stamps.editor);
      const { id } = await write(b, name, fieldsOf(name, b.user));
      const patch = { ...keyOf(name, await stored(id)), [field]: value, [editor]: null };
      const change = { collection: name, rowId: id, base: 1, patch };
      const changed = await r.one(
        ruleOf(name).key === null
          ? { ...change, op: 'patch' }
          : { ...change, op: 'put', scope: scopeOf(name) },
      );
      expect(changed.result?.kind).toBe('ok');
      expect(await stored(id)).toMatchObject({
        [field]: value,
        [String(stamps.author)]: b.user,
        [editor]: fixture.rep,
      });
    });
    it('has the key of a record, and of its own', async () => {
      const sample = sampleFields[name]?.(1) ?? {};
      if (typeof sample.refKey !== 'string' || sample.refKey === '') return;
      for (const refKey of [
        '=HYPERLINK("http://evil.example")',
        'odoo/t',
        'nocrm/t/deal/1',
        'odoo/t/deal/%31',
      ])
        expect((await forge({ refKey })).result).toEqual(
          rejected([...ONE_ON_ONES, ...PERSONS].includes(name) ? 'notAllowed' : 'invalid'),
        );
      if ('ref' in sample)
        expect((await forge({ refKey: 'odoo/t/deal/other' })).result).toEqual(rejected('invalid'));
      expect(schema.safeParse(sample).success).toBe(true);
    });
  });

  const keyOf = (name: CollectionName, fields: Record<string, unknown>) =>
    Object.fromEntries((ruleOf(name).key ?? []).map((field) => [field, fields[field]]));

  it.each(['commitment', 'suggestion'] as const)(
    'the words of a %s are changed by their author alone',
    async (name) => {
      const { id } = await write(r, name, fieldsOf(name, fixture.rep));
      const change = { op: 'patch', collection: name, rowId: id, base: 1 } as const;
      const patch = { text: 'I accept full responsibility' };
      expect((await b.one({ ...change, patch })).result).toEqual(rejected('notAllowed'));
      expect((await r.one({ ...change, patch })).result?.kind).toBe('ok');
    },
  );
  it('a change from the far future does not end later changes of settings', async () => {
    await write(b, 'coachingSettings', fieldsOf('coachingSettings', b.user, { at: 9e15 }));
    const later = fieldsOf('coachingSettings', b.user, { at: 5, competitors: ['Honest Ltd'] });
    const { id } = await write(b, 'coachingSettings', later);
    expect(await stored(id)).toMatchObject({ competitors: ['Honest Ltd'] });
  });
  it('the highest number of a version does not end a playbook', async () => {
    const playbook = `p${fixture.deal}`;
    const publish = (version: number) =>
      write(b, 'playbookVersion', fieldsOf('playbookVersion', b.user, { playbook, version }));
    for (const tooHigh of [Number.MAX_SAFE_INTEGER, 1_000_001])
      expect((await publish(tooHigh)).result).toEqual(rejected('invalid'));
    const first = await publish(1_000_000);
    expect(first.result?.kind).toBe('ok');
    const next = await publish(1);
    expect(next.result?.kind).toBe('ok');
    const numbers = [await stored(first.id), await stored(next.id)].map(({ version }) => version);
    expect(numbers).toEqual([1, 2]);
  });
});
