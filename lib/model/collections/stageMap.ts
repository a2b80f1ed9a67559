import * as z from 'zod/mini';
import { slug } from '../coaching.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/** Maps the stages of a CRM's pipeline to a playbook's: stored once a person confirmed them. */
export const StageMap = z.object({
  refKey: NoKey,
  playbook: Id,
  crm: z.string().check(z.maxLength(40)),
  tenant: z.string().check(z.maxLength(200)),
  stages: z.record(z.string().check(z.maxLength(400)), z.nullable(slug)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type StageMap = z.infer<typeof StageMap>;

export default collection({
  schema: StageMap,
  key: ['playbook', 'crm', 'tenant'],
  defaults: { refKey: '', stages: {} },
  maps: ['stages'],
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['refKey'] },
  history: true,
  erased: 'kept',
  summarised: 'all',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
});
