import { type Handlers, type In, MessageError } from '../../lib/messages/index.ts';
import { type CollectionName, collections, isCollection, LOCAL_USER } from '../../lib/model/index.ts';
import { type Change, relieve, write } from '../../lib/store/write.ts';
import { account, ids } from './account.ts';
import { orgOrPrivate, scopeOrThrow } from './commit.ts';
import { rollUpSoon } from './rollups.ts';
import { syncSoon } from './sync.ts';

/** What Sideline writes by itself, or what only counts where it was said: not taken in from a file. */
const NOT_IMPORTED: ReadonlySet<string> = new Set(['crmIdentity', 'readMark', 'opening', 'handover', 'dealSnapshot']);

/** Takes in rows of an export, as this person's own and for nobody else's eyes. What is here already stays as it is. */
async function importRows({ rows }: In<'data.import'>): Promise<{ taken: number; known: number; refused: number }> {
  const who = await account();
  const authors = new Set([who.user, LOCAL_USER]);
  const known = new Set((await who.db.rows.bulkGet(rows.map((row) => row.id))).flatMap((row) => (row ? [row.id] : [])));
  const [changes, parents]: [Change[], Set<string>] = [[], new Set()];
  let refused = 0;
  // Notes first: replies follow theirs.
  for (const row of [...rows].sort((a, b) => Number(a.collection !== 'note') - Number(b.collection !== 'note'))) {
    if (known.has(row.id)) continue;
    const own = authors.has(String(row.fields.author));
    const fields = {
      ...row.fields,
      ...(own ? { author: who.user } : {}),
      ...(Array.isArray(row.fields.conflicts) ? { conflicts: [] } : {}),
      ...('editedBy' in row.fields ? { editedBy: null } : {}),
    };
    const parent = typeof row.fields.parent === 'string' ? row.fields.parent : null;
    const usable = own && isCollection(row.collection) && !NOT_IMPORTED.has(row.collection) && collections[row.collection].schema.safeParse(fields).success;
    if (!usable || (parent !== null && !parents.has(parent))) {
      refused += 1;
      continue;
    }
    const collection = row.collection as CollectionName;
    const kinds: readonly string[] = collections[collection].kinds;
    const scope = kinds.includes('private') ? scopeOrThrow(who, 'private', null) : orgOrPrivate(who);
    changes.push({ op: 'create', collection, rowId: row.id, scope, patch: fields });
    if (collection === 'note') parents.add(row.id);
  }
  try {
    await write(who.db, changes, { now: Date.now(), ids });
  } catch (error) {
    throw new MessageError('invalid', String(error));
  }
  syncSoon();
  rollUpSoon();
  return { taken: changes.length, known: known.size, refused };
}

export const dataHandlers = {
  'data.import': importRows,
  'data.relieve': async () => {
    const { db } = await account();
    return { removed: await relieve(db) };
  },
} satisfies Partial<{ [N in keyof Handlers]: (input: In<N>) => unknown }>;
