import type { Transaction } from 'dexie';
import { keyedId, LOCAL_ORG, LOCAL_USER, type Mutation } from '../model/index.ts';
import { overlay, refKeyOf } from './overlay.ts';
import type { Acknowledged, Outgoing, Row, SelfViews } from './tables.ts';

/** The upgrade of a device to rows with keys (docs/decisions/keyed-records.md), as 0.1.0 left it. */

type Fields = Record<string, unknown>;
/** A change of 0.1.0: it knew neither objects by key nor puts. */
type Old = Omit<Outgoing, 'op'> & { op: Mutation['op'] };

/** Of each collection its key, and the fields that a row cannot be without. */
const KEYS: Record<string, { key: readonly string[]; whole: readonly string[] }> = {
  coachingSettings: { key: [], whole: [] },
  profile: { key: ['member'], whole: [] },
  stageMap: { key: ['playbook', 'crm', 'tenant'], whole: [] },
  checkItem: { key: ['refKey', 'playbook', 'item'], whole: [] },
  dealPlaybook: { key: ['refKey'], whole: ['playbook', 'version'] },
  typedFact: { key: ['refKey', 'field'], whole: [] },
  vote: { key: ['suggestion', 'author'], whole: [] },
  crmIdentity: { key: ['crm', 'tenant', 'crmUserId'], whole: ['userId'] },
  promptShown: { key: ['refKey', 'fingerprint'], whole: ['signal', 'days', 'last'] },
};
const BEFORE = [...Object.keys(KEYS), 'promptOutcome', 'selfView'];

interface Said {
  collection: string;
  fields: Fields;
}

/** What a row says as one with a key; null for one that has none. A shown prompt was an outcome. */
function keyed({ collection, fields }: Said): Said | null {
  if (Object.hasOwn(KEYS, collection)) return { collection, fields };
  if (collection !== 'promptOutcome' || fields.outcome !== 'shown') return null;
  const { outcome: _, reason: __, ...rest } = fields;
  return { collection: 'promptShown', fields: { days: 1, last: fields.at, ...rest } };
}

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.filter((name) => name in fields).map((name) => [name, fields[name]]),
  );
}

class Upgrade {
  readonly #org: string;
  readonly #rows: ReadonlyMap<string, Row>;
  constructor(org: string, rows: readonly Row[]) {
    this.#org = org;
    this.#rows = new Map(rows.map((row) => [row.id, row]));
  }

  idOf({ collection, fields }: Said, scope: string): string {
    const values = (KEYS[collection]?.key ?? []).map((name) => fields[name]);
    return keyedId(this.#org, scope, collection, values);
  }

  /** A change as one of today; null for what nobody is told any more. */
  change(old: Old): Old | null {
    if (!BEFORE.includes(old.collection)) return old;
    if (old.collection === 'selfView') return null;
    const row = this.#rows.get(old.rowId);
    const fields = old.op === 'create' ? old.patch : row?.fields;
    if (!fields) return null;
    const said = keyed({ collection: old.collection, fields });
    if (!said) return old;
    const scope = old.scope ?? row?.scope ?? '';
    const { collection } = said;
    const rowId = this.idOf(said, scope);
    const { scope: _, ...rest } = { ...old, rowId, collection, base: 0 };
    if (old.op === 'delete') return { ...rest, patch: {} };
    const patch = old.op === 'patch' ? this.#part(said, old) : said.fields;
    return { ...rest, op: 'put', scope, patch };
  }

  /** A patch as a put: the key, what the row cannot be without, and what was changed. */
  #part({ collection, fields }: Said, { patch, lists = {} }: Old): Fields {
    const { key, whole } = KEYS[collection] ?? { key: [], whole: [] };
    const changed = Object.entries(patch).filter(([name]) => !(name in lists));
    return { ...pick(fields, [...key, ...whole]), ...Object.fromEntries(changed) };
  }

  /**
   * The rows of keys that something waits for, or that only this device knows: as they were seen
   * here, of several the one that was changed last.
   * @param before what waited, @param outbox the same as it waits now.
   */
  unsent(before: readonly Old[], outbox: readonly Old[]): Row[] {
    const last = new Map(before.map((change) => [change.rowId, change.seq]));
    const pending = Map.groupBy(outbox, (change) => change.rowId);
    const order = (row: Row) => last.get(row.id) ?? 0;
    const own = [...this.#rows.values()].filter(
      (row) => row.serverCopy === null || last.has(row.id),
    );
    const found = new Map<string, Row>();
    for (const row of own.sort(
      (a, b) => order(a) - order(b) || Number(a.fields.at) - Number(b.fields.at),
    )) {
      const said = keyed(row);
      if (!said) continue;
      const id = this.idOf(said, row.scope);
      const waiting = pending.get(id)?.length ?? 0;
      found.set(id, {
        ...row,
        ...said,
        id,
        refKey: refKeyOf(said.fields),
        rev: 0,
        version: 0,
        pending: waiting,
        serverCopy: null,
      });
    }
    return [...found.values()].filter((row) => !row.deleted || row.pending > 0);
  }
}

/** The latest look at oneself: what was not sent yet, else what the server had last. */
function selfViewOf(rows: readonly Row[], user: string): SelfViews | null {
  const views = rows.filter(
    (row) => row.collection === 'selfView' && !row.deleted && row.fields.author === user,
  );
  const rank = (row: Row) =>
    row.serverCopy === null ? Number.POSITIVE_INFINITY : row.serverCopy.version;
  const byRank = (a: Row, b: Row) =>
    rank(a) === rank(b) ? Number(a.fields.at) - Number(b.fields.at) : rank(a) - rank(b);
  const fields = views.sort(byRank).at(-1)?.fields;
  if (!fields) return null;
  const level = (name: string) => Number(fields[name] ?? 0);
  return {
    user,
    approval: level('approval'),
    rejection: level('rejection'),
    control: level('control'),
  };
}

/**
 * Series become one row a key, also in what waits to be sent. What the server has stays as it is
 * until it says itself what became of it; the private self-check leaves the synced rows.
 */
export async function keyRows(tx: Transaction): Promise<void> {
  const me = (await tx.table('meta').get('me'))?.value as
    | { org: { id: string }; user: { id: string } }
    | undefined;
  const user = me?.user.id ?? LOCAL_USER;
  const rows: Row[] = await tx.table('rows').where('collection').anyOf(BEFORE).toArray();
  const upgrade = new Upgrade(me?.org.id ?? LOCAL_ORG, rows);

  const outbox: Outgoing[] = await tx.table('outbox').toArray();
  const waiting = outbox.map((change) => upgrade.change(change));
  await tx
    .table('outbox')
    .bulkDelete(outbox.flatMap((change, index) => (waiting[index] === null ? [change.seq] : [])));
  const kept = waiting.filter((change) => change !== null);
  await tx.table('outbox').bulkPut(kept);

  const acknowledged: Acknowledged[] = await tx.table('acknowledged').toArray();
  for (const entry of acknowledged) {
    const mutations = entry.mutations.flatMap((mutation) => upgrade.change(mutation as Old) ?? []);
    if (mutations.length === 0) await tx.table('acknowledged').delete(entry.id);
    else await tx.table('acknowledged').put({ ...entry, mutations });
  }

  const replaced = rows.filter((row) => row.collection === 'selfView' || keyed(row) !== null);
  // What was deleted has nothing to become.
  const known = replaced.flatMap((row) =>
    row.serverCopy === null || row.serverCopy.deleted
      ? []
      : (overlay(row.id, row.collection, row.serverCopy, []) ?? []),
  );
  await tx.table('rows').bulkDelete(replaced.map((row) => row.id));
  await tx.table('rows').bulkPut([...known, ...upgrade.unsent(outbox, kept)]);

  const self = selfViewOf(rows, user);
  if (self) await tx.table('selfViews').put(self);
  await tx.table('meta').delete('proto');
}
