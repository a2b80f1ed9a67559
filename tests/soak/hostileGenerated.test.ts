// Hostile requests that are generated: none causes a fault, a leak, or a change of another person’s
// row.

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CollectionName,
  collectionNames,
  collections,
  keyedId,
} from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { note, storeKinds } from '../helpers/server.ts';
import { Attacker, HOSTILE_TEXTS } from './attacker.ts';
import { SAMPLE_SEED, soaks } from './index.ts';

/** A sample; `npm run soak -- hostile` sends any number of requests. */
const GENERATED = {
  sqlite: Number(process.env.SIDELINE_GENERATED ?? soaks.hostile?.inTests),
  postgres: Number(process.env.SIDELINE_GENERATED ?? 200),
};
const SEED = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

describe.each(storeKinds)('hostile requests, on %s', (kind) => {
  let attacker: Attacker;
  beforeAll(async () => {
    attacker = await Attacker.start(kind);
  });
  afterAll(() => attacker?.server.close());

  it(`${GENERATED[kind]} generated: no fault, no leak, no row of anybody else touched`, {
    timeout: 3_600_000,
  }, async () => {
    const { acme, other, rep, secretRow, keyedRows, ask, next, state } = attacker;
    const before = await state();
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(...HOSTILE_TEXTS),
    );
    const id = fc.oneof(fc.constantFrom(secretRow, ...keyedRows, 'none'), text, fc.uuid());
    const scope = fc.oneof(
      fc.constantFrom(
        `u:${rep}`,
        `u:${acme.boss}`,
        `p:${acme.boss}:${rep}`,
        `t:${acme.team}`,
        `t:${other.team}`,
        `o:${acme.org}`,
        `o:${other.org}`,
      ),
      text,
    );
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.double(),
      fc.constant(null),
      fc.array(text, { maxLength: 3 }),
      fc.dictionary(text, text, { maxKeys: 3 }),
      fc.jsonValue(),
    );
    const patch = fc.oneof(
      fc.dictionary(
        fc.oneof(
          text,
          fc.constantFrom(
            'text',
            'author',
            'conflicts',
            'refKey',
            'editedBy',
            'parent',
            'rep',
            'member',
            'agreedBy',
          ),
        ),
        value,
        { maxKeys: 6 },
      ),
      fc.constant(note(rep, 'x')),
      text.map((noteText) => note(rep, noteText)),
      fc.constant(note(acme.boss, 'forged')),
    );
    // Like a device writes them, and under ids that are derived from another person's scope.
    const put = fc
      .record({
        collection: fc.constantFrom(
          ...collectionNames.filter((name) => collections[name].key !== null),
        ),
        from: scope,
        scope,
        fields: fc.dictionary(
          fc.oneof(
            text,
            fc.constantFrom('value', 'author', 'editedBy', 'at', 'userId', 'agreedBy', 'member'),
          ),
          value,
          { maxKeys: 5 },
        ),
        of: fc.oneof(text, fc.constantFrom(rep, acme.boss, 'odoo/t/deal/1', 'amount')),
        org: fc.constantFrom(acme.org, other.org, 'local'),
        maps: fc.option(
          fc.dictionary(
            fc.constantFrom('limits', 'gaps', 'stages', 'text'),
            fc.record({
              set: fc.dictionary(text, value, { maxKeys: 3 }),
              remove: fc.array(text, { maxLength: 2 }),
            }),
          ),
          {
            nil: undefined,
          },
        ),
      })
      .map(({ collection, from, scope: to, fields, of, org, maps }) => {
        const key: readonly string[] = collections[collection as CollectionName].key ?? [];
        const named = Object.fromEntries(key.map((field) => [field, of]));
        const rowId = keyedId(
          org,
          from,
          collection,
          key.map(() => of),
        );
        return {
          seq: 1,
          id: `p${next()}`,
          op: 'put',
          collection,
          rowId,
          base: 0,
          scope: to,
          patch: { ...fields, ...named },
          ...(maps ? { maps } : {}),
        };
      });
    const one = fc.record(
      {
        seq: fc.oneof(fc.constant(1), fc.integer()),
        id: fc.oneof(fc.uuid(), text),
        op: fc.oneof(fc.constantFrom('create', 'put', 'patch', 'delete', 'restore'), text),
        collection: fc.oneof(fc.constantFrom(...collectionNames), text),
        rowId: id,
        base: fc.oneof(fc.nat(5), fc.integer()),
        scope,
        patch,
        after: fc.option(id, { nil: undefined }),
        lists: fc.option(
          fc.dictionary(
            fc.constantFrom('off', 'strengths', 'text', '__proto__'),
            fc.record({
              add: fc.array(value, { maxLength: 3 }),
              remove: fc.array(value, { maxLength: 3 }),
            }),
          ),
          { nil: undefined },
        ),
      },
      { requiredKeys: [] },
    );
    const request = fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .record({
            proto: fc.oneof(
              { weight: 8, arbitrary: fc.constant(PROTO) },
              fc.constantFrom(1, 2, 4, '3'),
            ),
            schema: fc.constantFrom(1, 0, 'x'),
            clientId: fc.oneof(fc.uuid(), text),
            mutations: fc.array(fc.oneof(one, put), { maxLength: 3 }),
          })
          .map((body) => ['/sync/push', body] as const),
      },
      {
        weight: 2,
        arbitrary: fc
          .record({
            proto: fc.constantFrom(PROTO, PROTO, 1),
            schema: fc.constant(1),
            scopes: fc.dictionary(scope, fc.oneof(text, fc.constantFrom('x:0', `${acme.org}:1`)), {
              maxKeys: 4,
            }),
          })
          .map((body) => ['/sync/pull', body] as const),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom(
              '/org/handovers',
              '/org/teams',
              '/org/invitations',
              `/org/members/${acme.boss}/removal`,
              '/me/sessions/x/end',
              '/auth/change-password',
              '/ops/person',
            ),
            fc.oneof(value, fc.record({ rep: id, from: id, name: text, notes: text, email: text })),
          )
          .map(([path, body]) => [path, body] as const),
      },
    );
    await fc.assert(
      fc.asyncProperty(request, fc.boolean(), async ([path, body], packed) => {
        const json = JSON.stringify(body) ?? 'null';
        await ask(
          path,
          packed ? gzipSync(json) : json,
          packed ? { 'content-encoding': 'gzip' } : {},
        );
      }),
      { numRuns: GENERATED[kind], endOnFailure: true, seed: SEED },
    );
    expect(await state()).toBe(before);
    expect((await ask('/health', null, {}, 'GET')).status).toBe(200);
  });
});
