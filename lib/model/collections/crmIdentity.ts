import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/** Links a CRM user to a member; true only after that person said so once. */
export const CrmIdentity = z.object({
  refKey: z._default(NoKey, ''),
  crm: z.string(),
  tenant: z.string().check(z.maxLength(200)),
  crmUserId: z.string().check(z.maxLength(200)),
  crmName: z.nullable(z.string()),
  userId: Id,
  editedBy: Editor,
  at: Instant,
});
export type CrmIdentity = z.infer<typeof CrmIdentity>;

export default collection({
  schema: CrmIdentity,
  key: ['crm', 'tenant', 'crmUserId'],
  defaults: { refKey: '', crmName: null },
  policy: {
    scopes: ['private', 'org'],
    create: 'anyone',
    // Whoever manages may take a wrong one back, and says of nobody who they are.
    change: 'managers',
    fixed: [],
    // Only the person can say this about themselves, and only while nobody else has.
    allows: ({ writer, fields }) => fields.userId === writer.user,
  },
  stamps: { author: 'userId', created: null, editor: 'editedBy', edited: 'at' },
  automatic: true,
  leaves: true,
  imported: false,
});
