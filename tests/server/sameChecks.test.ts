import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  ALL_RECORDS,
  canAdd,
  canRead,
  collectionNames,
  memberOf,
  parseRefKey,
  parseTalkKey,
  RecordRef,
  refKey,
  ruleOf,
  scopes,
  scopesOf,
} from '../../lib/model/index.ts';
import { PullRequest, PushRequest } from '../../lib/sync/protocol.ts';
import { routes } from '../../server/api/index.ts';
import type { Route } from '../../server/api/route.ts';
import { compiled } from '../../server/shared/compiled.ts';
import { isValid, namesRecord } from '../../server/sync/case.ts';
import { DECLARED_ONLY, mayBeNamed } from '../../server/sync/decide.ts';
import { serverChanges, stampNew } from '../../server/sync/stamp.ts';
import { sampleFields } from '../helpers/sampleFields.ts';

// Checks of a push are short cuts. Each is compared with the whole check, written plainly here.

/** A fixed seed. */
const RUN = { seed: 20261128, numRuns: 400 };

type Fields = Record<string, unknown>;
const rules = collectionNames.map((name) => ruleOf(name));
const aCollection = fc.constantFrom(...collectionNames);
const sample = (collection: string): Fields => sampleFields[collection]?.(1) ?? {};

/** Names and values that a hostile device may send. */
const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toJSON', 'then', 'author', 'conflicts', 'op', ''),
  fc.constantFrom('text', 'ref', 'refKey', 'at', 'newField', 'a b', '1a', 'a'.repeat(61), 'é'),
  fc.string({ maxLength: 8 }),
);
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'all', -0, 0, 1e300, true, 'person/a', '2026-02-31', [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);
/** As parsed from a body, where `__proto__` is a name like any other. */
const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');
const put = (fields: Fields, name: string, value: unknown) =>
  Object.defineProperty({ ...fields }, name, {
    ...{ value, enumerable: true, writable: true, configurable: true },
  });

/** A row of a collection with some of its fields replaced or removed, or with further ones. */
const someFields = aCollection.chain((name) => {
  const [rule, row] = [ruleOf(name), sample(name)];
  const names = fc.oneof(fc.constantFrom(...Object.keys(row), 'ref'), oddName);
  return fc
    .array(fc.tuple(names, fc.option(oddValue, { nil: undefined })), { maxLength: 3 })
    .map((changes) => {
      let fields = row;
      for (const [name, value] of changes) fields = put(fields, name, value);
      return { rule, fields: parsed(fields) as Fields };
    });
});

it('a compiled schema accepts what the schema accepts, with the same result', () => {
  let accepted = 0;
  fc.assert(
    fc.property(someFields, ({ rule, fields }) => {
      const [plain, fast] = [
        rule.schema.safeParse(fields),
        compiled(rule.schema).safeParse(fields),
      ];
      expect(fast.success).toBe(plain.success);
      expect(JSON.stringify(fast.data)).toBe(JSON.stringify(plain.data));
      if (plain.success) accepted += 1;
    }),
    RUN,
  );
  expect(accepted).toBeGreaterThan(50);
  expect(accepted).toBeLessThan(RUN.numRuns - 50);
});

it('zod can compile the schema of every collection and every request', () => {
  const bodies = (routes as readonly Route[]).flatMap((route) => (route.in ? [route.in] : []));
  const schemas = [RecordRef, ...rules.map(({ schema }) => schema), ...bodies];
  expect(bodies.length).toBeGreaterThan(10);
  for (const schema of schemas) {
    const made = z.compile<z.ZodMiniType>(schema, { strict: true });
    expect(made).not.toBe(schema);
    expect(compiled(schema)).not.toBe(schema);
  }
  const unknown = z.string().check(z.refine(async () => true));
  expect(compiled(unknown), 'what zod cannot compile is left as it is').toBe(unknown);
});

it('a compiled request accepts what the request accepts, with the same result', () => {
  const mutation = {
    ...{ seq: 1, id: 'm1', op: 'create', collection: 'note', rowId: 'n1', base: 0 },
    ...{ scope: 'u:a', patch: { text: 'words' } },
  };
  const odd = fc.tuple(
    fc.constantFrom<'request' | 'mutation' | 'patch' | 'scopes'>(
      ...(['request', 'mutation', 'patch', 'scopes'] as const),
    ),
    fc.oneof(fc.constantFrom('seq', 'id', 'op', 'base', 'seen', 'lists', 'maps', 'now'), oddName),
    oddValue,
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 2 }), (changes) => {
      let request: Fields = { proto: 3, schema: 1, clientId: 'c', now: 1, mutations: [mutation] };
      let pull: Fields = { proto: 3, schema: 1, scopes: { 'u:a': 'e:1' } };
      for (const [where, name, value] of changes) {
        const [first] = request.mutations as Fields[];
        const change = (fields: unknown) => put(fields as Fields, name, value);
        if (where === 'request') [request, pull] = [change(request), change(pull)];
        else if (where === 'scopes') pull = { ...pull, scopes: change(pull.scopes) };
        else if (Array.isArray(request.mutations) && first) {
          const next = where === 'patch' ? put(first, 'patch', change(first.patch)) : change(first);
          request = { ...request, mutations: [next, mutation] };
        }
      }
      for (const [schema, value] of [
        [PushRequest, parsed(request)],
        [PullRequest, parsed(pull)],
      ] as const) {
        const [plain, fast] = [schema.safeParse(value), compiled(schema).safeParse(value)];
        expect(fast.success).toBe(plain.success);
        expect(JSON.stringify(fast.data)).toBe(JSON.stringify(plain.data));
        if (plain.success) accepted += 1;
      }
    }),
    RUN,
  );
  expect(accepted).toBeGreaterThan(100);
  expect(accepted).toBeLessThan(2 * RUN.numRuns - 100);
});

it('a field has a name that its collection declares, or one without another meaning', () => {
  const reserved = [
    ...Object.getOwnPropertyNames(Object.prototype),
    ...['prototype', 'then', 'toJSON'],
  ];
  for (const rule of rules) {
    const declared = Object.keys((rule.schema as unknown as { shape: Fields }).shape);
    const names = fc.oneof(oddName, fc.constantFrom(...declared, ...DECLARED_ONLY, ...reserved));
    fc.assert(
      fc.property(names, (name) => {
        const hasForm = /^[A-Za-z][A-Za-z0-9]{0,59}$/.test(name) && !reserved.includes(name);
        const isFree = !DECLARED_ONLY.has(name) || declared.includes(name);
        expect(mayBeNamed(rule, name), name).toBe(hasForm && isFree);
      }),
      { ...RUN, numRuns: 100 },
    );
    for (const name of declared) expect(mayBeNamed(rule, name), name).toBe(true);
  }
});

it('the key of a row is the one of its record', () => {
  const plainly = ({ refKey: key, ref }: Fields): boolean => {
    if (typeof key !== 'string' || key === '' || key === ALL_RECORDS) return true;
    if (ref === undefined && (memberOf(key) !== null || parseTalkKey(key) !== null)) return true;
    const record = parseRefKey(key);
    if (record === null || refKey(record) !== key) return false;
    return ref === undefined || refKey(ref as RecordRef) === key;
  };
  const part = fc.oneof(
    fc.constantFrom('a', '', '/', '%', '%41', 'ä', 'x'.repeat(201)),
    fc.string({ maxLength: 4 }),
  );
  const record = fc.record({
    crm: fc.constantFrom('odoo', 'zoho', 'none'),
    tenant: part,
    object: fc.constantFrom('deal', 'contact', 'other'),
    id: fc.oneof(part, fc.constantFrom<unknown>(5, null)),
  });
  const key = fc.oneof(
    record.map((value) => refKey(value as RecordRef)),
    record.map(({ crm, tenant, object, id }) => [crm, tenant, object, id].join('/')),
    fc.constantFrom('', 'all', 'person/a', 'one-on-one/r/2026-11-23', 'odoo/%61/deal/1'),
  );
  let accepted = 0;
  fc.assert(
    fc.property(record, fc.constantFrom('own', 'other', 'none'), key, (ref, kind, other) => {
      const own = refKey(ref as RecordRef);
      const fields =
        kind === 'none' ? { refKey: other } : { refKey: kind === 'own' ? own : other, ref };
      if (plainly(fields)) accepted += 1;
      expect(namesRecord(fields)).toBe(plainly(fields));
    }),
    { ...RUN, numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(200);
  expect(namesRecord({ refKey: 'odoo/a/deal/1', ref: null })).toBe(false);
});

it('a row is valid up to its limit, without what is open beside its text', () => {
  const rule = ruleOf('note');
  const note = { ...sample('note'), conflicts: [] as unknown[] };
  const size = (fields: Fields) => {
    const { conflicts: _, ...rest } = fields;
    return JSON.stringify(rest).length;
  };
  const long = (length: number, conflicts: unknown[]) => ({
    ...note,
    conflicts,
    newer: 'x'.repeat(length),
  });
  const room = 64_000 - size(long(0, []));
  const conflict = { text: 'y'.repeat(15_000), author: 'a', at: 1, rev: 2 };
  for (const conflicts of [[], [conflict, conflict]]) {
    expect(isValid(rule, long(room, conflicts))).toBe(true);
    expect(isValid(rule, long(room + 1, conflicts))).toBe(false);
  }
});

it('the answer names every stamp and moment that was stored otherwise', () => {
  const text = (value: unknown) => JSON.stringify(value);
  const scope = { kind: 'pair', manager: 'm', rep: 'r' } as const;
  fc.assert(
    fc.property(someFields, fc.integer({ min: 0, max: 2e12 }), ({ rule, fields }, now) => {
      const stored = stampNew(rule, 'a', fields, now, scope);
      const names = [...Object.values(rule.stamps), ...rule.instants].filter(
        (name): name is string => name !== null,
      );
      const changed = [...new Set(names)].filter(
        (name) => text(fields[name]) !== text(stored[name]),
      );
      const expected = Object.fromEntries(changed.map((name) => [name, stored[name] ?? null]));
      expect(serverChanges(rule, fields, stored)).toEqual(changed.length === 0 ? null : expected);
    }),
    RUN,
  );
});

it('a person reads and writes the scopes of the membership, however often it is asked', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const membership = fc.record({
    org: fc.constant('o'),
    user: id,
    role: fc.constantFrom('admin' as const, 'manager' as const, 'rep' as const),
    team: fc.option(fc.record({ id, manager: fc.option(id) })),
    manages: fc.array(fc.record({ id, members: fc.array(id, { maxLength: 3 }) }), { maxLength: 3 }),
    past: fc.array(id, { maxLength: 3 }),
    leaving: fc.array(id, { maxLength: 2 }),
  });
  fc.assert(
    fc.property(membership, (who) => {
      const { user, team, manages, past, leaving } = who;
      const manager = team?.manager;
      const pairs = manages.flatMap(({ members }) => members).filter((member) => member !== user);
      const current: string[] = [
        ...[scopes.private(user), scopes.org('o')],
        ...(team ? [scopes.team(team.id)] : []),
        ...(manager && manager !== user ? [scopes.pair(manager, user)] : []),
        ...manages.map((managed) => scopes.team(managed.id)),
        ...pairs.map((member) => scopes.pair(user, member)),
      ];
      const readable = [
        ...current,
        ...past.map((former) => scopes.pair(former, user)),
        ...leaving.map((rep) => scopes.pair(user, rep)),
      ];
      for (let times = 0; times < 2; times++) {
        const all = scopesOf(who);
        expect(all).toEqual([...new Set(readable)].sort());
        // A caller may change its own list.
        all.length = 0;
        for (const scope of [...readable, 'u:x', 't:x', 'p:a:b', 'p:b:a', 'toString']) {
          expect(canRead(who, scope)).toBe(readable.includes(scope));
          expect(canAdd(who, scope)).toBe(current.includes(scope));
        }
      }
    }),
    RUN,
  );
});
