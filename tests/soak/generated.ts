import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  type CollectionName,
  collectionNames,
  collections,
  keyedId,
} from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { note } from '../helpers/note.ts';
import { rowIdOf } from '../helpers/rowIds.ts';
import { type Attacker, HOSTILE_TEXTS } from './attacker.ts';

interface Request {
  path: string;
  /** Null for a request that only reads. */
  body: unknown;
  method: 'POST' | 'PATCH' | 'GET';
  /** The rep, somebody of another organisation, a session that ended, or nobody. */
  as: 'rep' | 'foreign' | 'ended' | 'nobody';
}

const posted = ([path, body]: readonly [string, unknown]): Request => ({
  ...{ path, body, method: 'POST', as: 'rep' },
});

/** Sends a generated request. @param packed its body, where it has one. */
export async function sendGenerated(
  { ask, targets }: Attacker,
  { path, body, method, as }: Request,
  packed: boolean,
): Promise<void> {
  const { foreign, ended } = targets;
  const headers: Record<string, string> =
    as === 'rep'
      ? {}
      : {
          authorization: { foreign: `Bearer ${foreign}`, ended: `Bearer ${ended}`, nobody: '' }[as],
        };
  if (method === 'GET') {
    await ask(path, null, headers, method);
    return;
  }
  const json = JSON.stringify(body) ?? 'null';
  if (packed) headers['content-encoding'] = 'gzip';
  await ask(path, packed ? gzipSync(json) : json, headers, method);
}

/**
 * Hostile requests, most of a rep: pushes, pulls, histories, lists, and routes that are not for a
 * rep; some without a session, or with one that ended or is of another organisation.
 */
export function requests({ targets, rep, next }: Attacker): fc.Arbitrary<Request> {
  const { acme, other, secretRow, keyedRows } = targets;
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...HOSTILE_TEXTS),
  );
  const id = fc.oneof(fc.constantFrom(secretRow, ...keyedRows, 'none'), text, fc.uuid());
  // The only form that a new row may have: others do not get further than its check.
  const newId = fc.uuid({ version: 7 });
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
  // One malformed change refuses its whole request, so most have the form of a change.
  const wellFormed = fc.record(
    {
      seq: fc.constant(1),
      id: fc.uuid(),
      op: fc.constantFrom('create', 'patch', 'delete', 'restore'),
      collection: fc.constantFrom(...collectionNames),
      rowId: fc.oneof(
        { weight: 4, arbitrary: newId },
        { weight: 4, arbitrary: fc.constantFrom(secretRow, ...keyedRows, rowIdOf('mine')) },
        fc.uuid(),
      ),
      base: fc.nat(5),
      scope: fc.constantFrom(
        `u:${rep}`,
        `u:${acme.boss}`,
        `p:${acme.boss}:${rep}`,
        `p:${acme.boss}:${acme.reps[1]}`,
        `t:${acme.team}`,
        `o:${acme.org}`,
        `o:${other.org}`,
      ),
      patch,
      seen: text,
    },
    { requiredKeys: ['seq', 'id', 'op', 'collection', 'rowId', 'base', 'patch'] },
  );
  const write = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({
          proto: fc.oneof(
            { weight: 16, arbitrary: fc.constant(PROTO) },
            fc.constantFrom(1, 2, 4, '3'),
          ),
          schema: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.constantFrom(0, 'x')),
          clientId: fc.oneof({ weight: 6, arbitrary: fc.uuid() }, text),
          mutations: fc.array(
            fc.oneof({ weight: 5, arbitrary: wellFormed }, { weight: 2, arbitrary: put }, one),
            { maxLength: 3 },
          ),
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
  const inPath = id.map((part) => encodeURIComponent(part.toWellFormed()) || '%00');
  const read = fc
    .oneof(
      { weight: 6, arbitrary: inPath.map((part) => `/notes/${part}/history`) },
      { weight: 1, arbitrary: inPath.map((part) => `/org/members/${part}/pairs`) },
      { weight: 1, arbitrary: inPath.map((part) => `/org/members/${part}/content-counts`) },
      fc.constantFrom(
        ...['/me', '/me/sessions', '/me/notices', '/me/sign-ins', '/me/export', '/org/members'],
        ...['/org/usefulness', '/org/invitations', '/metrics', '/ops/backup', '/server'],
      ),
    )
    .map((path): Request => ({ path, body: null, method: 'GET', as: 'rep' }));
  const change = fc
    .tuple(
      fc.constantFrom(
        ...[`/org/members/${acme.boss}`, `/org/members/${rep}`, `/org/teams/${acme.team}`],
        ...[`/org/teams/${other.team}`, `/org/members/${other.boss}`],
      ),
      fc.oneof(value, fc.record({ role: text, team: id, manager: id, name: text })),
    )
    .map(([path, body]): Request => ({ path, body, method: 'PATCH', as: 'rep' }));
  // Reads, and changes that no rep may make: in their own organisation a foreign rep may push.
  const outside = fc
    .tuple(fc.oneof(read, change), fc.constantFrom('foreign' as const, 'ended', 'nobody'))
    .map(([request, as]): Request => ({ ...request, as }));
  const unsigned = fc
    .tuple(write, fc.constantFrom('ended' as const, 'nobody'))
    .map(([request, as]): Request => ({ ...posted(request), as }));
  return fc.oneof(
    { weight: 9, arbitrary: write.map(posted) },
    { weight: 3, arbitrary: read },
    { weight: 1, arbitrary: change },
    { weight: 1, arbitrary: outside },
    { weight: 1, arbitrary: unsigned },
  );
}
