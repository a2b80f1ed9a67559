// Hostile changes of rows, made by hand: other people’s scopes, rows and keys, and texts and names
// that break servers that trust their input.

import { expect } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { note } from '../helpers/server.ts';
import { type Attacker, HOSTILE_TEXTS } from './attacker.ts';

/** Scopes that the attacker may not write, and scopes that do not exist. */
export async function foreignScopes({ targets, rep, ask, mutation, pushOne }: Attacker) {
  const { acme, other } = targets;
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
    expect(await pushOne(mutation({ scope })), scope).not.toBe('ok');
    await ask('/sync/pull', { proto: PROTO, schema: 1, scopes: { [scope]: 'x:0' } });
  }
}

/** A row that the attacker may not read is answered like one that does not exist. */
export async function hiddenRows({ targets: { secretRow }, rep, mutation, pushOne }: Attacker) {
  for (const op of ['patch', 'delete', 'restore']) {
    expect(
      await pushOne(
        mutation({ op, rowId: secretRow, patch: op === 'patch' ? { text: 'taken' } : {} }),
      ),
    ).toBe('notFound');
    expect(await pushOne(mutation({ op, rowId: secretRow, scope: `u:${rep}`, patch: {} }))).toBe(
      'notFound',
    );
  }
  expect(await pushOne(mutation({ rowId: secretRow }))).toBe('notFound');
}

/** Ids of other people’s keyed rows, which everyone can compute. */
export async function foreignKeys({ targets, rep, mutation, pushOne }: Attacker) {
  const { acme, keyedRows } = targets;
  const fact = { refKey: 'odoo/t/deal/1', field: 'amount', value: 'taken' };
  const free = keyedId(acme.org, `u:${acme.boss}`, 'typedFact', ['odoo/t/deal/1', 'nothing']);
  for (const rowId of [...keyedRows, free]) {
    const puts = (scope: string) =>
      pushOne(mutation({ op: 'put', collection: 'typedFact', rowId, scope, patch: fact }));
    expect(await puts(`u:${rep}`), 'somebody else’s key').toBe('invalid');
    for (const scope of [`u:${acme.boss}`, `p:${acme.boss}:${acme.reps[1]}`])
      expect(await puts(scope)).toBe('notAllowed');
    for (const collection of ['typedFact', 'profile', 'coachingSettings']) {
      const removal = mutation({ op: 'delete', collection, rowId, scope: undefined, patch: {} });
      expect(await pushOne(removal), 'there or not').toBe('notFound');
    }
    expect(await pushOne(mutation({ rowId })), 'a note that squats on a key').toBe('invalid');
  }
}

/** Hostile texts in every field of a change and in other requests. */
export async function hostileTexts({ targets, rep, ask, mutation, push }: Attacker) {
  for (const id of [
    targets.secretRow,
    'none',
    ...HOSTILE_TEXTS.map((text) => encodeURIComponent(text.toWellFormed())),
  ])
    expect((await ask(`/notes/${id}/history`, null, {}, 'GET')).status).toBe(404);
  for (const text of HOSTILE_TEXTS) {
    await push([mutation({ patch: note(rep, text) })]);
    for (const field of ['id', 'rowId', 'op', 'collection', 'scope', 'after'])
      await push([mutation({ [field]: text })]);
    // Only a few, because failed sign-ins slow down the next ones.
    if (HOSTILE_TEXTS.indexOf(text) < 4)
      await ask('/auth/sign-in/email', { email: text, password: text }, { authorization: '' });
    await ask('/invitations/accept', {
      token: text,
      name: text,
      email: 'a@b.test',
      password: 'long enough to pass',
    });
  }
}

/** Names of fields that change a prototype, or are a path in another database. */
export async function reservedNames({ mutation, pushOne }: Attacker) {
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
      await pushOne(
        mutation({
          patch: JSON.parse(`{${JSON.stringify(key)}: {"admin": true}, "text": "x"}`),
        }),
      ),
    ).not.toBe('ok');
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
}
