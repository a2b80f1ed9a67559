/** A stage as one source shows it: by id where there is one, else by a name in some language. */
export interface StagePoint {
  id: string | null;
  pipeline: string | null;
  name: string | null;
}

/** Names that differ only in case or width are equal. */
export const foldedName = (name: string) => name.normalize('NFKC').trim().toLowerCase();

/**
 * The key of a stage in stored rows, within its CRM and pipeline. A CRM whose ids are the names
 * (EspoCRM) has one key for both.
 */
export function stageKey({ id, name }: Pick<StagePoint, 'id' | 'name'>): string {
  const folded = foldedName(name ?? '');
  return id === null || foldedName(id) === folded ? folded : `#${id}`;
}
