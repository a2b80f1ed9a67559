import type { Transaction } from 'dexie';
import { keyedId, LOCAL_ORG, LOCAL_USER, type Mutation } from '../model/index.ts';
import { refKeyOf, shownRow } from './shownRow.ts';
import type { Acknowledged, Outgoing, Row, SelfViews } from './tables.ts';

/** Upgrades a device's data of 0.1.0 to keyed rows (docs/decisions/keyed-records.md). */

type Fields = Record<string, unknown>;
/** A change of 0.1.0, which had neither puts nor changes of objects by key. */
type OldChange = Omit<Outgoing, 'op'> & { op: Mutation['op'] };

/** The key of each collection, and its other required fields. */
const KEYS: Record<string, { key: readonly string[]; required: readonly string[] }> = {
  coachingSettings: { key: [], required: [] },
  profile: { key: ['member'], required: [] },
  stageMap: { key: ['playbook', 'crm', 'tenant'], required: [] },
  checkItem: { key: ['refKey', 'playbook', 'item'], required: [] },
  dealPlaybook: { key: ['refKey'], required: ['playbook', 'version'] },
  typedFact: { key: ['refKey', 'field'], required: [] },
  vote: { key: ['suggestion', 'author'], required: [] },
  crmIdentity: { key: ['crm', 'tenant', 'crmUserId'], required: ['userId'] },
  promptShown: { key: ['refKey', 'fingerprint'], required: ['signal', 'days', 'last'] },
};
/** The collections of 0.1.0 that this upgrade changes. */
const CHANGED = [...Object.keys(KEYS), 'promptOutcome', 'selfView'];

interface Content {
  collection: string;
  fields: Fields;
}

/**
 * The collection and fields of a row as a keyed one; null where it has no key. In 0.1.0 a shown
 * prompt was an outcome.
 */
function keyedContent({ collection, fields }: Content): Content | null {
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

  idOf({ collection, fields }: Content, scope: string): string {
    const values = (KEYS[collection]?.key ?? []).map((name) => fields[name]);
    return keyedId(this.#org, scope, collection, values);
  }

  /** A change in today's format; null for one that is not sent any more. */
  change(old: OldChange): OldChange | null {
    if (!CHANGED.includes(old.collection)) return old;
    if (old.collection === 'selfView') return null;
    const row = this.#rows.get(old.rowId);
    const fields = old.op === 'create' ? old.patch : row?.fields;
    if (!fields) return null;
    const content = keyedContent({ collection: old.collection, fields });
    if (!content) return old;
    const scope = old.scope ?? row?.scope ?? '';
    const { collection } = content;
    const rowId = this.idOf(content, scope);
    const { scope: _, ...rest } = { ...old, rowId, collection, base: 0 };
    if (old.op === 'delete') return { ...rest, patch: {} };
    const patch = old.op === 'patch' ? this.#asPut(content, old) : content.fields;
    return { ...rest, op: 'put', scope, patch };
  }

  /** A patch as a put: the key, the required fields and the changed ones. */
  #asPut({ collection, fields }: Content, { patch, lists = {} }: OldChange): Fields {
    const { key, required } = KEYS[collection] ?? { key: [], required: [] };
    const changed = Object.entries(patch).filter(([name]) => !(name in lists));
    return { ...pick(fields, [...key, ...required]), ...Object.fromEntries(changed) };
  }

  /**
   * The keyed rows that have unsent changes or exist on this device only, as this device showed
   * them. Where several have one key, the row that was changed last.
   * @param before the outbox before the upgrade.
   * @param outbox the same changes after the upgrade.
   */
  unsent(before: readonly OldChange[], outbox: readonly OldChange[]): Row[] {
    const lastSeq = new Map(before.map((change) => [change.rowId, change.seq]));
    const pending = Map.groupBy(outbox, (change) => change.rowId);
    const order = (row: Row) => lastSeq.get(row.id) ?? 0;
    const unsent = [...this.#rows.values()].filter(
      (row) => row.serverCopy === null || lastSeq.has(row.id),
    );
    const byId = new Map<string, Row>();
    for (const row of unsent.sort(
      (a, b) => order(a) - order(b) || Number(a.fields.at) - Number(b.fields.at),
    )) {
      const content = keyedContent(row);
      if (!content) continue;
      const id = this.idOf(content, row.scope);
      const waiting = pending.get(id)?.length ?? 0;
      byId.set(id, {
        ...row,
        ...content,
        id,
        refKey: refKeyOf(content.fields),
        rev: 0,
        version: 0,
        pending: waiting,
        serverCopy: null,
      });
    }
    return [...byId.values()].filter((row) => !row.deleted || row.pending > 0);
  }
}

/** The latest private self-check: an unsent one, else the last one on the server. */
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
 * Turns series of rows into one row per key, also in unsent changes. Rows that the server has stay
 * until it sends their replacements. The private self-check leaves the synced rows.
 */
export async function keyRows(tx: Transaction): Promise<void> {
  const me = (await tx.table('meta').get('me'))?.value as
    | { org: { id: string }; user: { id: string } }
    | undefined;
  const user = me?.user.id ?? LOCAL_USER;
  const rows: Row[] = await tx.table('rows').where('collection').anyOf(CHANGED).toArray();
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
    const mutations = entry.mutations.flatMap(
      (mutation) => upgrade.change(mutation as OldChange) ?? [],
    );
    if (mutations.length === 0) await tx.table('acknowledged').delete(entry.id);
    else await tx.table('acknowledged').put({ ...entry, mutations });
  }

  const replaced = rows.filter(
    (row) => row.collection === 'selfView' || keyedContent(row) !== null,
  );
  // Deleted rows have no replacement.
  const onServer = replaced.flatMap((row) =>
    row.serverCopy === null || row.serverCopy.deleted ? [] : shownRow(row, row.serverCopy, 0),
  );
  await tx.table('rows').bulkDelete(replaced.map((row) => row.id));
  await tx.table('rows').bulkPut([...onServer, ...upgrade.unsent(outbox, kept)]);

  const self = selfViewOf(rows, user);
  if (self) await tx.table('selfViews').put(self);
  await tx.table('meta').delete('proto');
}
