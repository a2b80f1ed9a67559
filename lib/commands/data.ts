import type { In, Out } from '../messages/index.ts';
import { type CollectionName, collections, isCollection, LOCAL_USER } from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { orgOrPrivate, privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { creationWithConflicts } from './rows.ts';

type Exported = In<'data.import'>['rows'][number];

/** What Sideline writes by itself, or what only counts where it was said. */
const NOT_IMPORTED: ReadonlySet<string> = new Set(['crmIdentity', 'readMark', 'opening', 'handover', 'dealSnapshot']);

/** An exported row as this person's own; null where it is somebody else's, or not as it should be. */
function ownFields(tx: CommandContext, row: Exported): Record<string, unknown> | null {
  if (row.fields.author !== tx.user && row.fields.author !== LOCAL_USER) return null;
  if (!isCollection(row.collection) || NOT_IMPORTED.has(row.collection)) return null;
  const fields = {
    ...row.fields,
    author: tx.user,
    ...('editedBy' in row.fields ? { editedBy: null } : {}),
  };
  return collections[row.collection].schema.safeParse(fields).success ? fields : null;
}

/**
 * Takes in rows of an export, as this person's own and for nobody else's eyes. What is here already
 * stays as it is.
 */
async function importRows(tx: CommandContext, { rows }: In<'data.import'>): Promise<Out<'data.import'>> {
  const here = await tx.db.rows.bulkGet(rows.map((row) => row.id));
  const known = new Set(here.flatMap((row) => (row ? [row.id] : [])));
  const [changes, taken]: [Change[], Set<string>] = [[], new Set()];
  // Replies follow their note, also one that is here already and nobody else reads.
  const isOwn = (row: Row) => row.collection === 'note' && !row.deleted && row.scope === privateScope(tx);
  const scopeOfNote = new Map(here.flatMap((row) => (row && isOwn(row) ? [[row.id, row.scope] as const] : [])));
  let refused = 0;
  // Notes first: replies follow theirs.
  const isChild = (row: Exported) => Number(row.collection !== 'note');
  for (const row of [...rows].sort((a, b) => isChild(a) - isChild(b))) {
    if (known.has(row.id) || taken.has(row.id)) continue;
    const patch = ownFields(tx, row);
    const parent = typeof row.fields.parent === 'string' ? row.fields.parent : null;
    if (patch === null || (parent !== null && !scopeOfNote.has(parent))) {
      refused += 1;
      continue;
    }
    const collection = row.collection as CollectionName;
    const kinds: readonly string[] = collections[collection].kinds;
    const own = kinds.includes('private') ? privateScope(tx) : orgOrPrivate(tx);
    const scope = scopeOfNote.get(parent ?? '') ?? own;
    changes.push(...creationWithConflicts({ op: 'create', collection, rowId: row.id, scope, patch }, tx));
    taken.add(row.id);
    if (collection === 'note') scopeOfNote.set(row.id, scope);
  }
  await tx.write(changes);
  return { taken: changes.length, known: known.size, refused };
}

export const dataCommands = {
  'data.import': importRows,
} satisfies Partial<Commands<keyof typeof import('../messages/data.ts').dataMessages>>;
