import type { Mutation } from '../../lib/model/index.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { contextOf } from '../../server/store/context.ts';
import type { Store } from '../../server/store/store.ts';
import { historyOf } from '../../server/sync/history.ts';
import { push } from '../../server/sync/push.ts';
import { note } from '../helpers/note.ts';
import { DEAL, FIELDS, type Scenario } from './scenario.ts';
import type { Device } from './simulation.ts';

/** Results that reveal nothing about other people's rows. */
const SILENT: readonly (string | undefined)[] = ['invalid', 'notAllowed', 'notFound'];

/** Sends a change like a foreign client. */
async function sendRaw(
  store: Store,
  user: string,
  change: Partial<Mutation> & { id: string },
): Promise<string> {
  const who = await contextOf(store.db, user);
  if (!who) return 'gone';
  const mutation: Mutation = {
    seq: 1,
    op: 'put',
    collection: 'typedFact',
    rowId: change.id,
    base: 0,
    patch: {},
    ...change,
  };
  const { answers } = await push(
    store,
    who,
    { proto: PROTO, schema: SCHEMA, clientId: change.id, mutations: [mutation] },
    7,
  );
  const result = answers[0]?.result;
  return (result?.kind === 'rejected' ? result.code : result?.kind) ?? 'nothing';
}

/** A stored row of another person that this one may not read, deleted or not. */
interface Hidden {
  id: string;
  collection: string;
  scope: string;
  field: string;
}

/** The hidden keyed rows and notes that are stored now. */
async function hiddenRows({ store, org, oracle }: Scenario, user: string): Promise<Hidden[]> {
  const rows = await store.within(org, (tx) =>
    tx
      .selectFrom('row')
      .select(['id', 'collection', 'scope', 'fields'])
      .where('org_id', '=', org)
      .where('collection', 'in', ['note', 'typedFact'])
      .orderBy('id')
      .execute(),
  );
  return rows
    .filter(({ scope }) => !oracle.sees(user, scope))
    .map(({ fields, ...row }) => ({
      ...row,
      field: String(JSON.parse(fields).field ?? FIELDS[0]),
    }));
}

/** Changes under an id, none of which may be made: who sends them may not read its scope. */
function attempts(user: string, { scope, field }: Hidden, text: string): Partial<Mutation>[] {
  const own = `u:${user}`;
  const [fact, words] = [{ refKey: DEAL, field, value: text }, note(user, text)];
  const asNote = { collection: 'note' } as const;
  const forged = { ...words, author: 'somebody' };
  const child = { refKey: DEAL, parent: 'none', author: user };
  return [
    { op: 'put', scope, patch: fact },
    { op: 'put', scope: own, patch: fact },
    { op: 'delete', patch: {} },
    { ...asNote, op: 'delete', patch: {} },
    { ...asNote, op: 'restore', patch: {} },
    { ...asNote, op: 'patch', patch: { text } },
    { ...asNote, op: 'patch', patch: { text }, base: 1 },
    { ...asNote, op: 'patch', scope: own, patch: {} },
    { ...asNote, op: 'create', scope, patch: words },
    { ...asNote, op: 'create', patch: words },
    { ...asNote, op: 'create', scope: own, patch: forged },
    { ...asNote, op: 'create', scope: own, patch: { ...words, text: 'x'.repeat(30_000) } },
    { collection: 'reply', op: 'create', patch: { ...child, text } },
  ];
}

/**
 * Writes under the id of a stored row that this person may not read, and under one of the same form
 * that no row has. Both responses must be the same and reveal nothing. @returns what the person
 * found out, or null.
 */
export async function guess(scene: Scenario, device: Device): Promise<string | null> {
  const { store, org, pick } = scene;
  const { user } = device;
  const stored = await hiddenRows(scene, user);
  if (stored.length === 0) return null;
  const hidden = pick(stored);
  scene.guessed += 1;
  const isKeyed = hidden.collection === 'typedFact';
  const text = `squat-${device.ids.next()}`;
  const responses = async (target: Hidden) => {
    const codes: string[] = [];
    for (const request of attempts(user, target, text))
      codes.push(
        await sendRaw(store, user, { ...request, id: device.ids.next(), rowId: target.id }),
      );
    return codes;
  };
  const existing = await responses(hidden);
  const free = { ...hidden, field: 'nothing' };
  const missing = await responses({
    ...free,
    id: isKeyed ? scene.factId(free.scope, free.field) : device.ids.next(),
  });
  device.heard.push(existing.join(), missing.join());
  if (existing.join() !== missing.join())
    return `${user} can find out what is in ${hidden.scope}: ${existing} and ${missing}`;
  if (existing.some((code) => !SILENT.includes(code)))
    return `${user} wrote under an id of ${hidden.scope}: ${existing}`;
  // A row that could be written may not replace the hidden one.
  const over = { collection: 'note', op: 'create', scope: `u:${user}`, rowId: hidden.id } as const;
  const code = await sendRaw(store, user, {
    ...{ ...over, id: device.ids.next(), patch: note(user, text) },
  });
  if (!SILENT.includes(code)) return `${user} wrote over a row of ${hidden.scope}: ${code}`;
  const isWritten = await store.within(org, (tx) =>
    tx
      .selectFrom('row')
      .select('id')
      .where('org_id', '=', org)
      .where('fields', 'like', `%${text}%`)
      .executeTakeFirst(),
  );
  if (isWritten) return `${user} wrote into ${isWritten.id}, which is in ${hidden.scope}`;
  const who = await contextOf(store.db, user);
  const history = who && (await historyOf(store, who, hidden.id, () => device.ids.next(), 5));
  return history === null ? null : `${user} reads the history of a row of ${hidden.scope}`;
}

/**
 * Bases a change of a visible note on earlier words of it that this person never could read: the
 * result may not depend on them. @returns what the person found out, or null.
 */
export async function guessWords(scene: Scenario, device: Device): Promise<string | null> {
  const { store, org, oracle } = scene;
  const { user } = device;
  const revisions = await store.within(org, (tx) =>
    tx
      .selectFrom('revision')
      .innerJoin('row', (join) =>
        join.onRef('row.id', '=', 'row_id').onRef('row.org_id', '=', 'revision.org_id'),
      )
      .select(['row.id', 'row.scope', 'row.fields', 'row.rev as head', 'revision.rev', 'text'])
      .where('revision.org_id', '=', org)
      .where('row.deleted', '=', 0)
      .where('collection', '=', 'note')
      .where('kind', '=', 'head')
      .whereRef('revision.rev', '<', 'row.rev')
      .orderBy('row.id')
      .orderBy('revision.rev')
      .execute(),
  );
  const hidden = revisions.find(
    ({ scope, text }) => oracle.sees(user, scope) && scene.hasHidden(user, text),
  );
  if (!hidden) return null;
  const text = `${String(JSON.parse(hidden.fields).text)} guess${device.ids.next()}`;
  const based = { op: 'patch', collection: 'note', rowId: hidden.id, patch: { text } } as const;
  const send = (base: number) => sendRaw(store, user, { ...based, id: device.ids.next(), base });
  const kind = await send(hidden.rev);
  if (kind === 'conflict' || kind === 'conflicts') return null;
  // In the rows of a former pair nobody writes, whatever the change is based on.
  if (kind === 'notAllowed' && (await send(hidden.head)) === kind) return null;
  return `${user} based a change on words that they never could read: ${kind}`;
}
