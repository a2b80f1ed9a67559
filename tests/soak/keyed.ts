import { keyedRow, put } from '../../lib/commands/rows.ts';
import { type CollectionName, keyedId, type Mutation } from '../../lib/model/index.ts';
import type { PushResponse } from '../../lib/sync/protocol.ts';
import type { Device } from './simulation.ts';

type Fields = Record<string, unknown>;

/** What a new row says in fields that nobody set: written anew, so that a mistake in the product's list is not repeated here. */
const BLANK: Record<string, Fields> = {
  typedFact: { value: null },
  profile: { focus: null, agreedBy: null, gaps: {}, strengths: [] },
  coachingSettings: { limits: {}, off: [], competitors: [] },
};
const KEYS: Record<string, readonly string[]> = {
  typedFact: ['refKey', 'field'],
  profile: ['member'],
  coachingSettings: [],
};
const SKILLS = ['closing', 'planning', 'value'];
const REF_KEY = 'odoo/t/deal/1';

/** What one row has to say, and when it was last changed, counted in changes. */
interface Said {
  collection: string;
  scope: string;
  /** Values of the key's fields. */
  values: readonly unknown[];
  fields: Fields;
  order: number;
}

/** What keyed rows have to say, worked out from the changes that the server took, in the order in which it took them. */
export class KeyedOracle {
  #rows = new Map<string, Said>();
  #order = 0;

  /** The server answered a push. What it skips it had taken before. */
  pushed(mutations: readonly Mutation[], { answers }: Pick<PushResponse, 'answers'>): void {
    const bySeq = new Map(mutations.map((mutation) => [mutation.seq, mutation]));
    for (const { seq, result } of answers) {
      const mutation = bySeq.get(seq);
      if (result.kind === 'ok' && mutation && mutation.collection in BLANK) this.#take(mutation);
    }
  }
  #take({ op, collection, rowId, scope = '', patch, lists = {}, maps = {} }: Mutation): void {
    if (op === 'delete') return void this.#rows.delete(rowId);
    const fields = structuredClone(this.#rows.get(rowId)?.fields ?? BLANK[collection] ?? {});
    for (const name of Object.keys(BLANK[collection] ?? {})) {
      if (name in patch) fields[name] = patch[name];
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
    this.#rows.set(rowId, { collection, scope, values, fields, order: ++this.#order });
  }

  /** What lies in one scope was handed over to another: of two rows about one key the later stands. */
  handed(org: string, from: string, to: string): void {
    for (const [id, said] of [...this.#rows]) {
      if (said.scope !== from) continue;
      this.#rows.delete(id);
      const other = keyedId(org, to, said.collection, said.values);
      const there = this.#rows.get(other);
      if (!there || there.order < said.order) this.#rows.set(other, { ...said, scope: to });
    }
  }

  /** @returns what goes back to this moment, as the server does when its backup is restored. */
  snapshot(): () => void {
    const kept = structuredClone(this.#rows);
    return () => {
      this.#rows = structuredClone(kept);
    };
  }

  /** @returns what the server says otherwise, or null. */
  judge(
    org: string,
    rows: readonly {
      id: string;
      collection: string;
      scope: string;
      version: number;
      deleted: number;
      fields: string;
    }[],
    people: readonly string[],
  ): string | null {
    const live = rows.filter((row) => row.collection in BLANK && !row.deleted);
    for (const { id, collection, scope, fields: json } of live) {
      const fields = JSON.parse(json) as Fields;
      const values = (KEYS[collection] ?? []).map((name) => fields[name]);
      if (keyedId(org, scope, collection, values) !== id)
        return `${collection} ${id} does not lie under its key`;
      const want = this.#rows.get(id)?.fields;
      const have = Object.fromEntries(
        Object.keys(BLANK[collection] ?? {}).map((name) => [name, fields[name]]),
      );
      if (sorted(want) !== sorted(have))
        return `${collection} ${id} says ${sorted(have)}, in the order of the server it is ${sorted(want)}`;
      if (!people.includes(String(fields.author))) return `${collection} ${id} is by nobody`;
      if (fields.editedBy !== null && !people.includes(String(fields.editedBy)))
        return `${collection} ${id} was changed by nobody`;
      // The server's clock stands at 1 in these runs.
      if (Number(fields.at) > 1)
        return `${collection} ${id} has a time after its arrival: ${fields.at}`;
    }
    const missing = [...this.#rows.keys()].find((id) => !live.some((row) => row.id === id));
    if (missing !== undefined) return `the row ${missing} is gone, and nobody deleted it`;
    return this.#disorder(live);
  }
  /**
   * Of all rows about one key the one with the highest version counts for whoever reads it. Where
   * versions are in the order in which it was said, that is what was said last, for every reader.
   */
  #disorder(live: readonly { id: string; version: number }[]): string | null {
    const last = new Map<string, Said>();
    for (const { id } of [...live].sort((a, b) => a.version - b.version)) {
      const said = this.#rows.get(id);
      if (!said) continue;
      const key = JSON.stringify([said.collection, said.values]);
      const before = last.get(key);
      if (before && before.order > said.order)
        return `of ${key}, what was said in ${before.scope} counts less than what was said before it in ${said.scope}`;
      last.set(key, said);
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

/** Who stands where, as far as keyed rows go. */
export interface Standing {
  org: string;
  /** The rep whose profile it is, and who manages that rep now. */
  rep: string;
  manager: string | null;
  /** Whether the device's person manages anybody. */
  manages: boolean;
}

/** Somebody says, changes or takes back something about a key. */
export async function sayKeyed(
  device: Device,
  { org, rep, manager, manages }: Standing,
  next: () => number,
): Promise<void> {
  const tx = {
    db: device.db,
    user: device.user,
    me: { org: { id: org } },
    now: device.now(),
    ids: device.ids,
  } as unknown as Parameters<typeof put>[0];
  const pair =
    manager !== null && (device.user === rep || device.user === manager)
      ? `p:${manager}:${rep}`
      : null;
  const at = Math.floor(next() * 3);
  const say = async (collection: CollectionName, scope: string, fields: Fields) => {
    for (const change of await put(tx, collection, scope, { refKey: '', ...fields } as never))
      await device.write(change);
  };
  const said = async (collection: CollectionName, scope: string, values: readonly unknown[]) => {
    const row = await device.db.rows.get(keyedId(org, scope, collection, values));
    return row && !row.deleted ? row.fields : BLANK[collection];
  };
  const kind = next();
  if (kind < 0.5 || (pair === null && !manages)) {
    const key = { refKey: REF_KEY, field: `f${at}` };
    const scope = pair !== null && next() < 0.7 ? pair : `u:${device.user}`;
    const row = next() < 0.25 ? await keyedRow(tx, 'typedFact', scope, key) : undefined;
    if (row)
      await device.write({ op: 'delete', collection: 'typedFact', rowId: row.id, patch: {} });
    else if (row === undefined)
      await say('typedFact', scope, { ...key, value: `v${Math.floor(next() * 1e6)}` });
  } else if (pair !== null && (kind < 0.8 || !manages)) {
    const before = (await said('profile', pair, [rep])) as { gaps: Fields; strengths: string[] };
    const skill = SKILLS[at] ?? '';
    const gaps = { ...before.gaps, [skill]: Math.floor(next() * 5) };
    if (next() < 0.3) delete gaps[SKILLS[(at + 1) % 3] ?? ''];
    const strengths = before.strengths.includes(skill)
      ? before.strengths.filter((item) => item !== skill)
      : [...before.strengths, skill];
    await say('profile', pair, {
      member: rep,
      focus: next() < 0.5 ? skill : null,
      gaps,
      ...(next() < 0.5 ? { strengths } : {}),
    });
  } else {
    const before = (await said('coachingSettings', `o:${org}`, [])) as {
      limits: Fields;
      off: string[];
    };
    const limits = { ...before.limits, [`limit${at}`]: Math.floor(next() * 100) };
    const name = `signal${at}`;
    const off = before.off.includes(name)
      ? before.off.filter((item) => item !== name)
      : [...before.off, name];
    await say('coachingSettings', `o:${org}`, { limits, ...(next() < 0.5 ? { off } : {}) });
  }
}
