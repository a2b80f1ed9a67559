import { keyedId, type Mutation } from '../../lib/model/index.ts';
import { currentBy, type Row } from '../../lib/store/index.ts';
import type { PushResponse } from '../../lib/sync/protocol.ts';
import { leads, mayWriteKeyed, type Rights } from './keyedRights.ts';

type Fields = Record<string, unknown>;

/**
 * Defaults of new rows. Independent of the product's list, so that a mistake there is found here.
 */
export const BLANK: Record<string, Fields> = {
  typedFact: { value: null },
  checkItem: { done: false, evidence: '' },
  profile: { focus: null, agreedBy: null, gaps: {}, strengths: [] },
  coachingSettings: { limits: {}, off: [], competitors: [] },
  stageMap: { stages: {} },
  vote: {},
  crmIdentity: { crmName: null, userId: null, confirmedBy: null },
};
const KEYS: Record<string, readonly string[]> = {
  typedFact: ['refKey', 'field'],
  checkItem: ['refKey', 'playbook', 'item'],
  profile: ['member'],
  coachingSettings: [],
  stageMap: ['playbook', 'crm', 'tenant'],
  vote: ['suggestion', 'author'],
  crmIdentity: ['crm', 'tenant', 'crmUserId'],
};
/** Who is meant by a row whose key belongs to the person who wrote it first. */
const OWNERS: Record<string, string> = { crmIdentity: 'userId' };

/** A change of these fields is no edit of the row. */
const NO_EDIT: readonly string[] = ['confirmedBy'];

/** The expected state of one row, and the number of its last change. */
export interface ExpectedRow {
  collection: string;
  scope: string;
  /** Values of the key's fields. */
  values: readonly unknown[];
  fields: Fields;
  /** Who put it first, and who changed it last; null for nobody since. */
  author: string;
  editedBy: string | null;
  order: number;
}

/** The expected keyed rows, from the changes that the server accepted, in their order. */
export class KeyedOracle {
  #rows = new Map<string, ExpectedRow>();
  #order = 0;
  /** The first answer that the server should not have given. */
  #wrong: string | null = null;
  readonly #rights: Rights;
  /** @param rights asked while a push is answered. */
  constructor(rights: Rights) {
    this.#rights = rights;
  }

  /** Processes the response to a push. Skipped changes had been answered before. */
  pushed(
    user: string,
    mutations: readonly Mutation[],
    { answers }: Pick<PushResponse, 'answers'>,
  ): void {
    const bySeq = new Map(mutations.map((mutation) => [mutation.seq, mutation]));
    for (const { seq, result } of answers) {
      const mutation = bySeq.get(seq);
      if (!mutation || !(mutation.collection in BLANK)) continue;
      if (result.kind !== 'ok' && result.kind !== 'rejected') continue;
      const isAccepted = result.kind === 'ok';
      const may = mayWriteKeyed(this.#rights, user, mutation, this.#rows.get(mutation.rowId));
      if (may !== null && may !== isAccepted) {
        const { op, collection, scope, patch } = mutation;
        const how = isAccepted ? 'accepted' : `refused (${result.code})`;
        this.#wrong ??= `${how}: ${op} ${collection} in ${scope} by ${user}: ${sorted(patch)}`;
      }
      if (isAccepted) this.#apply(user, mutation);
    }
  }
  #apply(user: string, mutation: Mutation): void {
    const { op, collection, rowId, scope = '', patch, lists = {}, maps = {} } = mutation;
    if (op === 'delete') return void this.#rows.delete(rowId);
    const row = this.#rows.get(rowId);
    const before = row?.fields;
    const owner = OWNERS[collection];
    if (before && owner && patch[owner] !== before[owner])
      this.#wrong ??= `${collection} ${rowId} was taken from ${before[owner]} by ${patch[owner]}`;
    const fields = structuredClone(before ?? BLANK[collection] ?? {});
    for (const name of Object.keys(BLANK[collection] ?? {})) {
      if (name in patch) {
        // Whole, it would undo the entries of others.
        if (typeof fields[name] === 'object' && fields[name] !== null)
          this.#wrong ??= `${collection} ${rowId} was sent with all of ${name}`;
        fields[name] = patch[name];
      }
      const [list, map] = [lists[name], maps[name]];
      if (list) {
        const kept = (fields[name] as unknown[]).filter((item) => !list.remove.includes(item));
        fields[name] = [...kept, ...list.add.filter((item) => !kept.includes(item))];
      }
      if (map)
        fields[name] = {
          ...Object.fromEntries(
            Object.entries(fields[name] as Fields).filter(([key]) => !map.remove.includes(key)),
          ),
          ...map.set,
        };
    }
    const values = (KEYS[collection] ?? []).map((name) => patch[name]);
    const isEdit = Object.keys(fields).some(
      (name) => !NO_EDIT.includes(name) && sorted(before?.[name]) !== sorted(fields[name]),
    );
    const author = row?.author ?? user;
    const editedBy = row ? (isEdit ? user : row.editedBy) : null;
    const order = ++this.#order;
    this.#rows.set(rowId, { collection, scope, values, fields, author, editedBy, order });
  }

  /** Rows of one scope were handed over to another: of two rows of one key the later one counts. */
  handed(org: string, from: string, to: string): void {
    for (const [id, row] of [...this.#rows]) {
      if (row.scope !== from) continue;
      this.#rows.delete(id);
      const targetId = keyedId(org, to, row.collection, row.values);
      const target = this.#rows.get(targetId);
      if (!target || target.order < row.order) this.#rows.set(targetId, { ...row, scope: to });
    }
  }

  /** Memberships changed: a confirmation ends whose giver could not give it any more. */
  peopleChanged(): void {
    for (const { collection, fields } of this.#rows.values()) {
      if (collection !== 'crmIdentity' || typeof fields.confirmedBy !== 'string') continue;
      if (!leads(this.#rights, fields.confirmedBy, fields.userId)) fields.confirmedBy = null;
    }
  }

  /** @returns a function that goes back to this moment, like the restore of a server's backup. */
  snapshot(): () => void {
    const saved = structuredClone(this.#rows);
    return () => {
      this.#rows = structuredClone(saved);
    };
  }

  /** @returns a difference between the server's rows and the expected ones, or null. */
  judge(
    org: string,
    rows: readonly {
      id: string;
      collection: string;
      scope: string;
      version: number;
      deleted: number;
      fields: string;
      /** The server's time of the last change. */
      at: number;
    }[],
  ): string | null {
    if (this.#wrong !== null) return this.#wrong;
    const live = rows.filter((row) => row.collection in BLANK && !row.deleted);
    for (const { id, collection, scope, fields: json, at: changedAt } of live) {
      const fields = JSON.parse(json) as Fields;
      const values = (KEYS[collection] ?? []).map((name) => fields[name]);
      if (keyedId(org, scope, collection, values) !== id)
        return `${collection} ${id} does not have the id of its key`;
      const row = this.#rows.get(id);
      const expected = row?.fields;
      const actual = Object.fromEntries(
        Object.keys(BLANK[collection] ?? {}).map((name) => [name, fields[name]]),
      );
      if (sorted(expected) !== sorted(actual))
        return `${collection} ${id} is ${sorted(actual)}, expected ${sorted(expected)}`;
      const author = fields[OWNERS[collection] ?? 'author'];
      if (author !== row?.author) return `${collection} ${id} is by ${author}, not ${row?.author}`;
      if (fields.editedBy !== row?.editedBy)
        return `${collection} ${id} was changed by ${fields.editedBy}, not ${row?.editedBy}`;
      if (Number(fields.at) > changedAt)
        return `${collection} ${id} has a time after its arrival: ${fields.at}`;
    }
    const missing = [...this.#rows.keys()].find((id) => !live.some((row) => row.id === id));
    if (missing !== undefined) return `the row ${missing} is gone, and nobody deleted it`;
    return this.#disorder(live);
  }
  /**
   * @param rows a device's rows, all of them sent.
   * @returns where the device takes another row of a key for the current one than the last change
   * among those that its person can read.
   */
  misread(rows: readonly Row[]): string | null {
    const live = rows.filter((row) => !row.deleted && this.#rows.has(row.id));
    const keyOf = ({ id, collection }: Row) =>
      JSON.stringify([collection, this.#rows.get(id)?.values]);
    const orderOf = ({ id }: Row) => this.#rows.get(id)?.order ?? 0;
    for (const row of currentBy(live, keyOf)) {
      const later = live.find(
        (other) => keyOf(other) === keyOf(row) && orderOf(other) > orderOf(row),
      );
      if (later) return `${keyOf(row)}: ${row.scope} is current, and ${later.scope} is later`;
    }
    return null;
  }
  /**
   * Of all rows of one key, the one with the highest version counts for every reader. Where
   * versions are in the order of the changes, that is the last change, for every reader.
   */
  #disorder(live: readonly { id: string; version: number }[]): string | null {
    const last = new Map<string, ExpectedRow>();
    for (const { id } of [...live].sort((a, b) => a.version - b.version)) {
      const row = this.#rows.get(id);
      if (!row) continue;
      const key = JSON.stringify([row.collection, row.values]);
      const before = last.get(key);
      if (before && before.order > row.order)
        return (
          `${key}: the change in ${before.scope} counts less than ` +
          `the earlier one in ${row.scope}`
        );
      last.set(key, row);
    }
    return null;
  }
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${sorted(item)}`)}}`;
}
