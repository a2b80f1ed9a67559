// Hostile requests, made by hand: sizes and types of bodies, repeated changes, sessions, and routes
// that are not for a rep.

import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { PROTO } from '../../lib/sync/protocol.ts';
import { note } from '../helpers/server.ts';
import { type Attacker, kindOf } from './attacker.ts';

/** Bodies that are too large, too deep, unfinished, or of another type. */
export async function bodies({ rep, ask, mutation, push }: Attacker) {
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
}

/** Changes that are sent again, in the wrong order, or as another client. */
export async function replays({ targets: { foreign }, ask, mutation, push }: Attacker) {
  const once = mutation();
  const client = 'replay';
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
      (await push([mutation()], { clientId: client }, { authorization: `Bearer ${foreign}` })).text,
    ),
    'a client id of somebody else',
  ).toBe('notAllowed');
}

/** Forged tokens, foreign origins, and a cookie instead of a token. */
export async function sessions({ token, targets: { foreign }, ask }: Attacker) {
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
}

/** Routes for managers, administrators and the operator. */
export async function routes({ targets: { acme, other }, ask }: Attacker) {
  for (const [path, body] of [
    ['/org/invitations', { email: 'a@b.test', role: 'admin', team: null }],
    ['/org/teams', { name: 'x', manager: null }],
    ['/org/handovers', { rep: acme.reps[1], from: acme.boss }],
    [`/org/members/${acme.boss}/removal`, { notes: 'erase' }],
    [`/org/members/${other.boss}/removal`, { notes: 'erase' }],
    [`/org/members/${acme.boss}/reset`, {}],
    [`/org/members/${acme.boss}/sign-out`, {}],
    [`/org/members/${acme.boss}/wipe`, {}],
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
}
