import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/** Links a CRM user to a member, after that member confirmed it. */
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
    // A manager may remove a wrong link, but not set one for somebody else.
    change: 'managers',
    fixed: [],
    // A member can only link themselves, and only while nobody else is linked.
    allows: ({ writer, fields }) => fields.userId === writer.user,
  },
  stamps: { author: 'userId', created: null, editor: 'editedBy', edited: 'at' },
  automatic: true,
  leaves: true,
  imported: false,
});
