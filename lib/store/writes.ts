import { mergeText } from '../merge/index.ts';
import {
  type CollectionName,
  type Conflict,
  collections,
  type IdSource,
  LOCAL_ORG,
  Mutation,
  parseRefKey,
  replay,
  tidy,
} from '../model/index.ts';
import { LOCAL_STORE, type Outgoing, type Row, type SidelineDb } from './db.ts';
import { getMeta, putMeta } from './meta.ts';
import { refKeyOf } from './overlay.ts';
import { asParts, misfit } from './puts.ts';

export interface WriteDeps {
  now: number;
  ids: IdSource;
}

export type Change = Pick<Mutation, 'op' | 'patch'> & {
  collection: CollectionName;
  rowId: string;
  scope?: string;
  /** The text that an editor began with: others may have changed it while somebody wrote. */
  from?: string;
  /** The conflict that this settles. */
  settles?: { rev: number; author: string };
  /** Of a keyed row that is not here: what counted before. */
  before?: Readonly<Record<string, unknown>>;
};

/** A change that cannot be made here, before any server is asked. */
export class WriteError extends Error {
  readonly code: 'invalid' | 'missing' | 'full';
  constructor(code: 'invalid' | 'missing' | 'full', detail: string) {
    super(detail);
    this.code = code;
  }
}

/** A record whose system is not known stays on the device: two people could mean two different ones by it. */
export function staysHere(refKey: string): boolean {
  return parseRefKey(refKey)?.tenant === '';
}

/** The organisation that this database is of; LOCAL_ORG while nobody is signed in. */
export async function orgOf(db: SidelineDb): Promise<string> {
  return (await getMeta(db, 'me'))?.org.id ?? LOCAL_ORG;
}

/**
 * Writes changes to rows and outbox in one transaction (C1): either all of them are kept, or none.
 * @param draft key of the draft that this saves: it goes in the same transaction.
 * @throws WriteError for fields that break the collection's schema, a row that is not there, or a full disk.
 */
export async function write(
  db: SidelineDb,
  changes: readonly Change[],
  deps: WriteDeps,
  draft: string | null = null,
): Promise<Row[]> {
  try {
    return await db.transaction('rw', db.rows, db.outbox, db.meta, db.drafts, async () => {
      let seq = (await getMeta(db, 'seq')) ?? 0;
      const org = await orgOf(db);
      const written: Row[] = [];
      for (const given of changes) {
        const { from, settles, before = {}, ...rest } = given;
        const row = await db.rows.get(rest.rowId);
        const change = {
          ...rest,
          patch: tidy(
            settles ? { ...rest.patch, conflicts: withoutSettled(row, settles) } : rest.patch,
          ),
        };
        const wrong = misfit(change, org);
        if (wrong !== null) throw new WriteError('invalid', wrong);
        const outgoing: Outgoing = {
          ...change,
          ...asParts({ ...change, before }, row),
          seq: seq + 1,
          id: deps.ids.next(),
          base: row?.rev ?? 0,
          at: deps.now,
        };
        const isOld =
          from !== undefined &&
          typeof change.patch.text === 'string' &&
          row !== undefined &&
          from !== row.fields.text;
        if (row && typeof row.fields.text === 'string') {
          if (typeof change.patch.text === 'string' || change.op === 'delete')
            outgoing.baseText = row.fields.text;
          const waits = (await db.outbox.where('rowId').equals(row.id).sortBy('seq')).findLast(
            (item) => 'text' in item.patch,
          );
          const after = waits?.id ?? row.serverCopy?.after;
          // Begun on an older text: it builds on nothing that is here. A server that does not know `seen` finds no text under 0 and keeps both.
          if (isOld) Object.assign(outgoing, { base: 0, baseText: from, seen: from });
          else if (after !== undefined) outgoing.after = after;
        }
        if (row?.serverCopy && (await isOfFormerServer(db, row.serverCopy.scope)))
          Object.assign(outgoing, sayingWhatWasSeen(outgoing));
        const stays = staysHere(refKeyOf({ ...row?.fields, ...change.patch }));
        const next = replay(
          row ?? null,
          isOld
            ? {
                ...outgoing,
                patch: onPresent(
                  outgoing.patch,
                  from,
                  row,
                  stays || db.name === LOCAL_STORE,
                  deps.now,
                ),
              }
            : outgoing,
        );
        if (!next) throw new WriteError('missing', `no row ${change.rowId}`);
        const parsed = collections[change.collection].schema.safeParse(next.fields);
        // What is deleted need not be as rows are today.
        if (!parsed.success && change.op !== 'delete')
          throw new WriteError(
            'invalid',
            parsed.error.issues
              .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
              .join('; '),
          );
        // What the server would not even read would stand in the way of everything behind it.
        if (!Mutation.safeParse(outgoing).success)
          throw new WriteError('invalid', 'no change as the protocol has it');
        const updated: Row = {
          id: change.rowId,
          collection: change.collection,
          ...next,
          refKey: refKeyOf(next.fields),
          rev: row?.rev ?? 0,
          version: row?.version ?? 0,
          pending: (row?.pending ?? 0) + (stays ? 0 : 1),
          serverCopy: row?.serverCopy ?? null,
          ...(!next.deleted &&
          Array.isArray(next.fields.conflicts) &&
          next.fields.conflicts.length > 0
            ? { conflicted: 1 as const }
            : {}),
        };
        await db.rows.put(updated);
        if (!stays) {
          seq += 1;
          await db.outbox.add(outgoing);
        }
        if (change.scope !== undefined && change.op === 'patch')
          await moveChildren(db, change.rowId, change.scope);
        written.push(updated);
      }
      await putMeta(db, 'seq', seq);
      if (draft !== null) await db.drafts.delete(draft);
      return written;
    });
  } catch (error) {
    if (isQuota(error)) throw new WriteError('full', String(error));
    throw error;
  }
}

/**
 * How a text that was begun on an older one is shown until the server has answered (T1): in the present one, or where that cannot be
 * done alone. Where no server will ever look at it (a record that stays here, or nobody signed in), it stands beside the present one (T2).
 */
function onPresent(
  patch: Mutation['patch'],
  from: string,
  row: Row,
  alone: boolean,
  now: number,
): Mutation['patch'] {
  const [mine, head] = [String(patch.text), String(row.fields.text)];
  const text = mergeText(from, head, mine);
  if (text !== null) return { ...patch, text };
  if (!alone) return patch;
  const conflicts = (row.fields.conflicts ?? []) as readonly Conflict[];
  const author = String(patch.editedBy);
  // A number of its own among those that are left: a conflict is settled by its number.
  const rev = 1 + Math.max(row.rev, ...conflicts.map((conflict) => conflict.rev));
  // Equal words of one person stand there once.
  const others = conflicts.filter((item) => item.text !== mine || item.author !== author);
  return { ...patch, text: head, conflicts: [...others, { text: mine, author, at: now, rev }] };
}

/** The conflicts that are left when one is settled. Read where it is written: another may have come since it was on screen. */
function withoutSettled(
  row: Row | undefined,
  { rev, author }: { rev: number; author: string },
): unknown[] {
  const conflicts = (Array.isArray(row?.fields.conflicts) ? row.fields.conflicts : []) as {
    rev: number;
    author: string;
  }[];
  return conflicts.filter((item) => item.rev !== rev || item.author !== author);
}

/** True between the first word of a restored server and the pull that brings this scope anew: revision numbers here are still the former one's. */
async function isOfFormerServer(db: SidelineDb, scope: string): Promise<boolean> {
  const [epoch, cursor] = [await getMeta(db, 'epoch'), (await getMeta(db, 'cursors'))?.[scope]];
  return epoch !== undefined && cursor !== undefined && cursor.split(':')[0] !== epoch;
}

/** Revision numbers of a former server may come to name other texts in the one after it: the text itself goes along. */
export function sayingWhatWasSeen(change: Outgoing): Outgoing {
  const onText =
    change.op === 'delete' ||
    (change.op === 'patch' && ('text' in change.patch || 'conflicts' in change.patch));
  return onText && change.seen === undefined
    ? { ...change, seen: change.baseText ?? null }
    : change;
}

/** Replies and read marks move with their note (D3); the server does the same when the move arrives. */
async function moveChildren(db: SidelineDb, parent: string, scope: string): Promise<void> {
  const row = await db.rows.get(parent);
  if (!row) return;
  for (const collection of ['reply', 'readMark'] as const) {
    await db.rows
      .where('[collection+refKey]')
      .equals([collection, row.refKey])
      .filter((child) => child.fields.parent === parent)
      .modify({ scope });
  }
}

export function isQuota(error: unknown): boolean {
  const names = [error, (error as { inner?: unknown } | null)?.inner].map(
    (item) => (item as { name?: unknown } | null)?.name,
  );
  return names.some((name) => name === 'QuotaExceededError');
}
