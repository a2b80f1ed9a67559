import * as z from 'zod/mini';
import { DealStatus } from '../deal.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

const part = z.string().check(z.maxLength(400));

/**
 * What a person said about a stage that the CRM does not explain: whether its deals are open, won
 * or lost. In the scope of the organisation it counts for everybody, else for its author.
 */
export const StageStatus = z.object({
  refKey: NoKey,
  crm: z.string().check(z.maxLength(40)),
  tenant: z.string().check(z.maxLength(200)),
  /** Id of the pipeline; '' where the CRM shows none. */
  pipeline: part,
  /** The stage as `stageKey` names it: by id where the CRM shows one. */
  stage: part,
  /** Its name when the question was answered. */
  name: part,
  /** Null after the answer was withdrawn. */
  status: z.nullable(DealStatus),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type StageStatus = z.infer<typeof StageStatus>;

export default collection({
  schema: StageStatus,
  key: ['crm', 'tenant', 'pipeline', 'stage'],
  defaults: { refKey: '', name: '', status: null },
  readable: ['name'],
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['refKey'] },
  history: true,
  erased: 'kept',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
});
