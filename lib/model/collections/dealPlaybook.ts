import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, Key } from '../values.ts';

/** The playbook and version that a deal was moved to: one row per deal. */
export const DealPlaybook = z.object({
  refKey: Key,
  playbook: Id,
  version: z.int().check(z.positive()),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type DealPlaybook = z.infer<typeof DealPlaybook>;

export default collection({
  schema: DealPlaybook,
  key: ['refKey'],
  policy: { scopes: ['private', 'pair'], create: 'anyone', change: 'readers', fixed: [] },
  handedOver: 'moves',
  history: true,
  summarised: 'record',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
