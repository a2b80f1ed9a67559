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
import { Client } from '../helpers/client.ts';
import {
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';
import { SAMPLE_SEED, soaks } from './index.ts';

/** A sample; `npm run soak -- hostile` sends any number of requests. */
const GENERATED = {
  sqlite: Number(process.env.SIDELINE_GENERATED ?? soaks.hostile?.inTests),
  postgres: Number(process.env.SIDELINE_GENERATED ?? 200),
};
const SEED = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

describe.each(storeKinds)('hostile requests, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let other: Awaited<ReturnType<typeof organisation>>;
  let [rep, token, foreign] = ['', '', ''];
  let secretRow = '';
  /** Other people's rows under ids that everyone can compute. */
  const keyedRows: string[] = [];
  let [sentRequests, seq] = [0, 0];
  const CANARY = 'canary-that-nobody-else-may-hear';

  beforeAll(async () => {
    server = await startServer(kind, {
      SIDELINE_RATE_USER: '1000000',
      SIDELINE_RATE_ADDRESS: '1000000',
    });
    acme = await organisation(server.people, 'acme', 2);
    other = await organisation(server.people, 'other', 1);
    rep = acme.reps[0] ?? '';
    token = await tokenOf(server.url, 'rep0@acme.test');
    foreign = await tokenOf(server.url, 'rep0@other.test');
    secretRow = (
      await new Client(server, acme.boss).one({
        scope: `u:${acme.boss}`,
        patch: note(acme.boss, CANARY),
      })
    ).id;
    const boss = new Client(server, acme.boss);
    const fact = { refKey: 'odoo/t/deal/1', field: 'amount', value: CANARY };
    const pair = `p:${acme.boss}:${acme.reps[1]}`;
    for (const scope of [`u:${acme.boss}`, pair])
      keyedRows.push((await boss.put('typedFact', scope, fact)).id);
    keyedRows.push((await boss.put('profile', pair, { member: acme.reps[1] })).id);
  });
  afterAll(() => server?.close());

  const ask = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    method = 'POST',
  ) => {
    sentRequests += 1;
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const answer = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      ...(method === 'GET' ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(
      answer.status,
      `${method} ${path} ${raw ? '…' : JSON.stringify(body).slice(0, 300)} → ${text.slice(0, 200)}`,
    ).toBeLessThan(500);
    expect(text).not.toContain(CANARY);
    return { status: answer.status, text };
  };
  const mutation = (more: Record<string, unknown> = {}) => ({
    seq: 1,
    id: `h${++seq}`,
    op: 'create',
    collection: 'note',
    rowId: `hr${seq}`,
    base: 0,
    scope: `u:${rep}`,
    patch: note(rep, 'x'),
    ...more,
  });
  const push = (mutations: unknown, more: Record<string, unknown> = {}, headers = {}) =>
    ask(
      '/sync/push',
      { proto: PROTO, schema: 1, clientId: `hc${++seq}`, mutations, ...more },
      headers,
    );
  const kindOf = (text: string): string =>
    (JSON.parse(text) as { answers?: { result: { kind: string; code?: string } }[] }).answers
      ?.map(({ result }) => result.code ?? result.kind)
      .join() ?? 'refused';
  /** All rows of both organisations except the hostile person's own. */
  const state = async () =>
    JSON.stringify(
      await Promise.all(
        [acme.org, other.org].map((org) =>
          server.store.within(org, (tx) =>
            tx
              .selectFrom('row')
              .select(['id', 'scope', 'fields', 'version', 'author'])
              .where('org_id', '=', org)
              .where('author', '!=', rep)
              .orderBy('id')
              .execute(),
          ),
        ),
      ),
    );

  const NASTY = [
    '\u0000',
    '\ud800',
    '\udfff x',
    "'; drop table row; --",
    '" or 1=1 --',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '../../etc/passwd',
    '%00',
    '\u202e',
    '𝕊'.repeat(300),
    '\r\nset-cookie: a=b',
    '$1',
    '__proto__',
    'constructor',
    '-1',
    '1e999',
    'NaN',
    ' '.repeat(500),
  ];

  it('made by hand: each is refused, or changes only one’s own rows', {
    timeout: 120_000,
  }, async () => {
    const before = await state();
    const first = sentRequests;
    const scopes = [
      `u:${acme.boss}`,
      `p:${acme.boss}:${acme.reps[1]}`,
      `p:${rep}:${acme.boss}`,
      `t:${other.team}`,
      `o:${other.org}`,
      `u:${other.boss}`,
      `p:${other.boss}:${other.reps[0]}`,
      'p:*:*',
      'u:',
      '',
      'o:',
      't:%',
      `u:${rep}:x`,
      'x'.repeat(200),
    ];
    for (const scope of scopes) {
      expect(kindOf((await push([mutation({ scope })])).text), scope).not.toBe('ok');
      await ask('/sync/pull', { proto: PROTO, schema: 1, scopes: { [scope]: 'x:0' } });
    }
    for (const op of ['patch', 'delete', 'restore']) {
      expect(
        kindOf(
          (
            await push([
              mutation({ op, rowId: secretRow, patch: op === 'patch' ? { text: 'taken' } : {} }),
            ])
          ).text,
        ),
      ).toBe('notFound');
      expect(
        kindOf(
          (await push([mutation({ op, rowId: secretRow, scope: `u:${rep}`, patch: {} })])).text,
        ),
      ).toBe('notFound');
    }
    expect(kindOf((await push([mutation({ rowId: secretRow })])).text)).toBe('notFound');
    const fact = { refKey: 'odoo/t/deal/1', field: 'amount', value: 'taken' };
    const free = keyedId(acme.org, `u:${acme.boss}`, 'typedFact', ['odoo/t/deal/1', 'nothing']);
    for (const rowId of [...keyedRows, free]) {
      const puts = (scope: string) =>
        push([mutation({ op: 'put', collection: 'typedFact', rowId, scope, patch: fact })]);
      expect(kindOf((await puts(`u:${rep}`)).text), 'somebody else’s key').toBe('invalid');
      for (const scope of [`u:${acme.boss}`, `p:${acme.boss}:${acme.reps[1]}`])
        expect(kindOf((await puts(scope)).text)).toBe('notAllowed');
      for (const collection of ['typedFact', 'profile', 'coachingSettings']) {
        const removal = mutation({ op: 'delete', collection, rowId, scope: undefined, patch: {} });
        expect(kindOf((await push([removal])).text), 'there or not').toBe('notFound');
      }
      expect(kindOf((await push([mutation({ rowId })])).text), 'a note that squats on a key').toBe(
        'invalid',
      );
    }
    for (const id of [
      secretRow,
      'none',
      ...NASTY.map((text) => encodeURIComponent(text.toWellFormed())),
    ])
      expect((await ask(`/notes/${id}/history`, null, {}, 'GET')).status).toBe(404);
    for (const text of NASTY) {
      await push([mutation({ patch: note(rep, text) })]);
      for (const field of ['id', 'rowId', 'op', 'collection', 'scope', 'after'])
        await push([mutation({ [field]: text })]);
      // Only a few, because failed sign-ins slow down the next ones.
      if (NASTY.indexOf(text) < 4)
        await ask('/auth/sign-in/email', { email: text, password: text }, { authorization: '' });
      await ask('/invitations/accept', {
        token: text,
        name: text,
        email: 'a@b.test',
        password: 'long enough to pass',
      });
    }
    for (const key of [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      '\u0000',
      'a.b',
      '$where',
    ])
      expect(
        kindOf(
          (
            await push([
              mutation({
                patch: JSON.parse(`{${JSON.stringify(key)}: {"admin": true}, "text": "x"}`),
              }),
            ])
          ).text,
        ),
      ).not.toBe('ok');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(
      (await push([mutation({ patch: note(rep, 'x'.repeat(10_000_000)) })])).status,
      'a note of 10 MB',
    ).toBe(200);
    expect(
      (await ask('/sync/push', gzipSync(Buffer.alloc(200_000_000)), { 'content-encoding': 'gzip' }))
        .status,
      'a bomb',
    ).toBe(413);
    expect(
      (
        await ask('/sync/push', gzipSync(gzipSync(Buffer.alloc(50_000_000))), {
          'content-encoding': 'gzip',
        })
      ).status,
      'a bomb in a bomb',
    ).toBeLessThan(500);
    expect((await ask('/sync/push', `{"a":`.repeat(20_000), {})).status, 'no end').toBe(400);
    expect(
      (await ask('/sync/push', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)).status,
      'deep',
    ).toBe(400);
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      '',
    ])
      expect((await ask('/sync/push', '{}', { 'content-type': type })).status).toBe(415);
    const once = mutation();
    const client = `replay${kind}`;
    const send = (mutations: unknown[]) =>
      ask('/sync/push', { proto: PROTO, schema: 1, clientId: client, mutations }).then(({ text }) =>
        kindOf(text),
      );
    expect([await send([once]), await send([once]), await send([once])], 'replayed').toEqual([
      'ok',
      'skipped',
      'skipped',
    ]);
    expect(await send([mutation({ seq: 3 }), mutation({ seq: 2 })]), 'in the wrong order').toBe(
      'gap,ok',
    );
    expect(
      await send([mutation({ seq: 2, id: once.id })]),
      'a number and an id of different changes',
    ).not.toBe('ok');
    expect(
      kindOf(
        (await push([mutation()], { clientId: client }, { authorization: `Bearer ${foreign}` }))
          .text,
      ),
      'a client id of somebody else',
    ).toBe('notAllowed');
    for (const bad of [
      '',
      'Bearer ',
      'Bearer x',
      `Bearer ${token.slice(0, -3)}AAA`,
      `Bearer ${foreign}x`,
      `Basic ${btoa('a:b')}`,
      `bearer ${token.split('.')[0]}`,
    ])
      expect(
        (await ask('/sync/pull', { proto: PROTO, schema: 1, scopes: {} }, { authorization: bad }))
          .status,
      ).toBe(401);
    for (const origin of ['https://evil.test', 'null', 'http://127.0.0.1:1', 'moz-extension://x'])
      expect(
        (
          await ask(
            '/sync/pull',
            { proto: PROTO, schema: 1, scopes: {} },
            { origin, cookie: `better-auth.session_token=${token}` },
          )
        ).status,
      ).toBe(403);
    expect(
      (
        await ask(
          '/sync/pull',
          { proto: PROTO, schema: 1, scopes: {} },
          { authorization: '', cookie: `better-auth.session_token=${token}` },
        )
      ).status,
      'a cookie is nobody',
    ).toBe(401);
    for (const [path, body] of [
      ['/org/invitations', { email: 'a@b.test', role: 'admin', team: null }],
      ['/org/teams', { name: 'x', manager: rep }],
      ['/org/handovers', { rep: acme.reps[1], from: acme.boss }],
      [`/org/members/${acme.boss}/removal`, { notes: 'erase' }],
      [`/org/members/${other.boss}/removal`, { notes: 'erase' }],
      [`/org/members/${acme.boss}/reset`, {}],
      [`/org/members/${acme.boss}/sign-out`, {}],
      ['/ops/backup', {}],
      ['/ops/erase', { email: 'boss@acme.test' }],
      ['/ops/person', { email: 'boss@acme.test' }],
    ] as const)
      expect((await ask(path, body)).status, path).toBeGreaterThanOrEqual(403);
    for (const path of [
      '/metrics',
      `/org/members/${acme.boss}/content-counts`,
      `/org/members/${acme.boss}/pairs`,
      `/org/members/${other.boss}/pairs`,
    ]) {
      const { status } = await ask(
        path,
        null,
        path === '/metrics' ? { 'x-forwarded-for': '10.0.0.1' } : {},
        'GET',
      );
      if (path !== '/metrics') expect(status, path).toBeGreaterThanOrEqual(403);
    }
    expect(sentRequests - first).toBeGreaterThan(250);
    expect(await state()).toBe(before);
  });

  it(`${GENERATED[kind]} generated: no fault, no leak, no row of anybody else touched`, {
    timeout: 3_600_000,
  }, async () => {
    const before = await state();
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...NASTY));
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
          id: `p${++seq}`,
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
