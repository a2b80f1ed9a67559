import type { TriggeredSignal } from '../../lib/coaching/index.ts';
import { parseScope } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';

/** An authored question that only the viewer is asked: its row is private, and so their own. */
export function isOwnQuestion({ signal }: TriggeredSignal, { rows }: OrgView): boolean {
  const row = rows.prompts.find(({ id }) => signal === `written:${id}`);
  return row !== undefined && parseScope(row.scope)?.kind !== 'org';
}
