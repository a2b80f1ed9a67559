import type { In, Out } from '../messages/index.ts';
import {
  type CollectionName,
  collections,
  isCollection,
  LOCAL_USER,
  mayManage,
  type Policy,
  parseScope,
} from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { orgOrPrivate, privateScope } from './access.ts';
import { isSaid, namingUser } from './adopt.ts';
import type { CommandContext, Commands } from './context.ts';
import { creationWithConflicts, idOf } from './rows.ts';

type Exported = In<'data.import'>['rows'][number];

/** An exported row as this person's own; null where it is somebody else's, or not as it should be. */
function ownFields(tx: CommandContext, row: Exported): Record<string, unknown> | null {
  if (row.fields.author !== tx.user && row.fields.author !== LOCAL_USER) return null;
  if (!isCollection(row.collection) || !collections[row.collection].imported) return null;
  const fields = {
    ...namingUser(row.fields, tx.user),
    ...('editedBy' in row.fields ? { editedBy: null } : {}),
    // Somebody else's word, which nobody brings along in a file.
    ...('agreedBy' in row.fields ? { agreedBy: null } : {}),
  };
  return collections[row.collection].schema.safeParse(fields).success ? fields : null;
}

function isKeyed(collection: string): boolean {
  return isCollection(collection) && collections[collection].key !== null;
}

/** False for what only somebody else may say: the server would refuse it. */
function maySay(
  tx: CommandContext,
  { allows }: Policy,
  scope: string,
  fields: Record<string, unknown>,
): boolean {
  const parts = parseScope(scope);
  const writer = { user: tx.user, manages: mayManage(tx.me) };
  return (
    parts !== null &&
    (allows?.({ writer, scope: parts, fields, before: null, changed: (name) => name in fields }) ??
      true)
  );
}

/** Notes first, since replies follow theirs; of a key that a file names more than once, the latest first. */
function inTurn(rows: readonly Exported[]): Exported[] {
  const rank = (row: Exported) => Number(row.collection !== 'note');
  const at = (row: Exported) => (isKeyed(row.collection) ? Number(row.fields.at) : 0);
  return [...rows].sort((a, b) => rank(a) - rank(b) || at(b) - at(a));
}

/**
 * Takes in rows of an export, as this person's own and for nobody else's eyes. What is here already
 * stays as it is.
 */
async function importRows(
  tx: CommandContext,
  { rows }: In<'data.import'>,
): Promise<Out<'data.import'>> {
  const here = await tx.db.rows.bulkGet(rows.map((row) => row.id));
  const known = new Set(
    here.flatMap((row) => (row && !(row.deleted && isKeyed(row.collection)) ? [row.id] : [])),
  );
  const [changes, taken]: [Change[], Set<string>] = [[], new Set()];
  // Replies follow their note, also one that is here already and nobody else reads.
  const isOwn = (row: Row) =>
    row.collection === 'note' && !row.deleted && row.scope === privateScope(tx);
  const scopeOfNote = new Map(
    here.flatMap((row) => (row && isOwn(row) ? [[row.id, row.scope] as const] : [])),
  );
  let refused = 0;
  for (const row of inTurn(rows)) {
    if (known.has(row.id) || taken.has(row.id)) continue;
    const patch = ownFields(tx, row);
    const parent = typeof row.fields.parent === 'string' ? row.fields.parent : null;
    if (patch === null || (parent !== null && !scopeOfNote.has(parent))) {
      refused += 1;
      continue;
    }
    const collection = row.collection as CollectionName;
    const { key, policy } = collections[collection];
    const kinds: readonly string[] = policy.scopes;
    const own = kinds.includes('private') ? privateScope(tx) : orgOrPrivate(tx);
    const scope = scopeOfNote.get(parent ?? '') ?? own;
    const rowId = key === null ? row.id : idOf(tx, collection, scope, patch);
    if (!maySay(tx, policy, scope, patch)) {
      refused += 1;
      continue;
    }
    const stands = key !== null && (await isSaid(tx.db, { collection, patch }));
    if (stands || taken.has(rowId)) {
      known.add(row.id);
      continue;
    }
    changes.push(
      ...creationWithConflicts(
        { op: key === null ? 'create' : 'put', collection, rowId, scope, patch },
        tx,
      ),
    );
    taken.add(rowId);
    if (collection === 'note') scopeOfNote.set(row.id, scope);
  }
  await tx.write(changes);
  return { taken: taken.size, known: known.size, refused };
}

export const dataCommands = {
  'data.import': importRows,
} satisfies Partial<Commands<keyof typeof import('../messages/data.ts').dataMessages>>;
