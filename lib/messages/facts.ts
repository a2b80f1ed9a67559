import * as z from 'zod/mini';
import { CrmName } from '../model/index.ts';
import { fromPage, id, key, nothing } from './fields.ts';

/** Facts that people type in, and who is who in the CRM. */
export const factMessages = {
  'fact.type': fromPage(
    z.object({
      refKey: key,
      field: z.string().check(z.maxLength(60)),
      value: z.nullable(z.string().check(z.maxLength(4000))),
    }),
    nothing,
  ),
  'identity.link': fromPage(
    z.object({
      crm: CrmName,
      tenant: z.string(),
      crmUserId: z.string(),
      crmName: z.nullable(z.string()),
    }),
    nothing,
  ),
  /** Takes a link back: one's own, or a wrong one as whoever manages. */
  'identity.unlink': fromPage(
    z.object({ crm: CrmName, tenant: z.string(), crmUserId: z.string() }),
    nothing,
  ),
  /** The viewer's answer to “Whose deal is this?”. */
  'identity.owner': fromPage(z.object({ refKey: key, rep: z.nullable(id) }), nothing),
  'role.local': fromPage(z.object({ role: z.enum(['rep', 'manager']) }), nothing),
};
