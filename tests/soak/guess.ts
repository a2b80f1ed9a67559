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

/**
 * Writes under ids that everyone can compute: of a row that may exist, and of one that never did.
 * Both responses must be the same and reveal nothing. @returns what the person found out, or null.
 */
export async function guess(
  { store, people, oracle, pick, factId }: Scenario,
  device: Device,
): Promise<string | null> {
  const { user } = device;
  const all = people.flatMap((person) => [
    `u:${person}`,
    ...people.map((other) => `p:${person}:${other}`),
  ]);
  const scope = pick(all.filter((candidate) => !oracle.sees(user, candidate)));
  const text = `squat-${device.ids.next()}`;
  const patch = (field: string) => ({ refKey: DEAL, field, value: text });
  const requests = (field: string): Partial<Mutation>[] => [
    { op: 'put', scope, patch: patch(field) },
    { op: 'put', scope: `u:${user}`, patch: patch(field) },
    { op: 'delete', patch: {} },
    { op: 'create', collection: 'note', scope: `u:${user}`, patch: note(user, text) },
    { op: 'patch', collection: 'note', patch: { text } },
  ];
  const responses = async (field: string) => {
    const codes: string[] = [];
    for (const request of requests(field))
      codes.push(
        await sendRaw(store, user, {
          ...request,
          id: device.ids.next(),
          rowId: factId(scope, field),
        }),
      );
    return codes;
  };
  const existing = await responses(pick(FIELDS));
  const missing = await responses('nothing');
  device.heard.push(existing.join(), missing.join());
  if (existing.join() !== missing.join())
    return `${user} can find out what is in ${scope}: ${existing} and ${missing}`;
  if (existing.some((code) => !SILENT.includes(code)))
    return `${user} wrote under a key of ${scope}: ${existing}`;
  const who = await contextOf(store.db, user);
  const history =
    who && (await historyOf(store, who, factId(scope, pick(FIELDS)), () => device.ids.next(), 5));
  return history === null ? null : `${user} reads the history of a key of ${scope}`;
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
