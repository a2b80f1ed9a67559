import { idOfSecret } from '../people/oneTimeTokens.ts';
import { ENDED, REMOVED } from '../people/removal.ts';
import { REMEMBERED_MS, WIPED } from '../people/wipe.ts';
import { ERASED_TABLE } from '../store/erased.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from '../sync/rows.ts';
import type { Line } from './tables.ts';

/**
 * What a backup contains of an open session, and what a restore makes of one in an older backup:
 * the marker that it ended. A wipe, or a removal, still finds its device then. It opens nothing.
 */
export const endedSession = ({ token, userId }: Line, now: number): Line => ({
  id: idOfSecret(String(token)),
  kind: ENDED,
  data: JSON.stringify({ user: userId }),
  expires_at: now + REMEMBERED_MS,
  user_id: null,
  made_by: null,
});

/** Devices that have had to delete their data since a copy was made hear of it again. */
export async function replayEndings(tx: Tx, org: string, now: number): Promise<void> {
  const listed = await tx
    .selectFrom(ERASED_TABLE)
    .select(['id', 'kind', 'at'])
    .where('org_id', '=', org)
    .where('kind', 'in', [WIPED, REMOVED])
    .where('at', '>', now - REMEMBERED_MS)
    .execute();
  for (const part of chunks(listed)) {
    const found = await tx
      .selectFrom('once')
      .select('id')
      .where(
        'id',
        'in',
        part.map(({ id }) => id),
      )
      .where('kind', 'in', [WIPED, REMOVED])
      .execute();
    const known = new Set(found.map(({ id }) => id));
    for (const { id, kind, at } of part) {
      if (known.has(id)) continue;
      const marker = { kind, expires_at: at + REMEMBERED_MS };
      await tx
        .insertInto('once')
        .values({ id, ...marker, data: '{}', user_id: null, made_by: null })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(marker))
        .execute();
    }
  }
}
