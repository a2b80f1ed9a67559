import type { Tx } from '../store/tables.ts';

/** The number of notes in scopes that nobody deleted. @param author of whom; by default anybody. */
export async function countNotes(
  tx: Tx,
  org: string,
  scopes: readonly string[],
  author?: string,
): Promise<number> {
  if (scopes.length === 0) return 0;
  const { notes } = await tx
    .selectFrom('row')
    .select((eb) => eb.fn.countAll().as('notes'))
    .where('org_id', '=', org)
    .where('collection', '=', 'note')
    .where('deleted', '=', 0)
    .where('scope', 'in', scopes)
    .$if(author !== undefined, (query) => query.where('author', '=', author ?? ''))
    .executeTakeFirstOrThrow();
  return Number(notes);
}
