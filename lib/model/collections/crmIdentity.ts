import * as z from 'zod/mini';
import { collection, type Writer } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/**
 * Links a CRM user to a member, who said so. Only a confirmed link decides who receives rows: see
 * `isConfirmed`.
 */
export const CrmIdentity = z.object({
  refKey: z._default(NoKey, ''),
  crm: z.string(),
  tenant: z.string().check(z.maxLength(200)),
  crmUserId: z.string().check(z.maxLength(200)),
  crmName: z.nullable(z.string()),
  userId: Id,
  /** The manager of the member's pair, or the administrator, who agreed; null: nobody yet. */
  confirmedBy: z._default(z.nullable(Id), null),
  editedBy: Editor,
  at: Instant,
});
export type CrmIdentity = z.infer<typeof CrmIdentity>;

/** True where somebody else than the member agreed to the link. Rows of 0.1.0 lack the field. */
export function isConfirmed({ confirmedBy }: Pick<CrmIdentity, 'confirmedBy'>): boolean {
  return typeof confirmedBy === 'string';
}

/** Who may confirm a member's link, or remove it: the manager of their pair, administrators. */
export function decidesLinkOf({ isAdmin, leads }: Omit<Writer, 'manages'>, member: string) {
  return isAdmin || leads(member);
}

export default collection({
  schema: CrmIdentity,
  key: ['crm', 'tenant', 'crmUserId'],
  defaults: { refKey: '', crmName: null, confirmedBy: null },
  policy: {
    scopes: ['private', 'org'],
    create: 'anyone',
    // A manager may confirm or remove a link, but not set one for somebody else.
    change: 'managers',
    fixed: [],
    // A member can only link themselves. A confirmation changes nothing else, and is in the name of
    // the person who confirms.
    allows: ({ writer, fields, changed }) => {
      const isOwn = fields.userId === writer.user;
      if (!changed('confirmedBy') || fields.confirmedBy === null) return isOwn;
      const isOnlyThat = isOwn || !changed('crmName');
      return (
        isOnlyThat &&
        fields.confirmedBy === writer.user &&
        decidesLinkOf(writer, String(fields.userId))
      );
    },
    removes: (writer, { userId }) =>
      userId === writer.user || decidesLinkOf(writer, String(userId)),
  },
  exclusive: true,
  confirms: 'confirmedBy',
  stamps: { author: 'userId', created: null, editor: 'editedBy', edited: 'at' },
  automatic: true,
  leaves: true,
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
