import { text } from 'node:stream/consumers';
import { personExport } from '../../server/ops/personExport.ts';

/** Everything stored about a person, as the export contains it; null if nobody has the address. */
export async function exported(
  ...of: Parameters<typeof personExport>
): Promise<Record<string, unknown> | null> {
  const pieces = await personExport(...of);
  return pieces && (JSON.parse(await text(pieces)) as Record<string, unknown>);
}
