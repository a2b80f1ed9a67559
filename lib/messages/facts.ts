import * as z from 'zod/mini';
import { CrmFormat, CrmName } from '../model/index.ts';
import { fromPage, id, key, nothing } from './fields.ts';

/** Typed facts, and links between CRM users and members. */
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
  /** Confirms a member's link, as the manager of their pair or an administrator. */
  'identity.confirm': fromPage(
    z.object({ crm: CrmName, tenant: z.string(), crmUserId: z.string(), userId: id }),
    nothing,
  ),
  /** Removes an own link, or one that the person may decide about. */
  'identity.unlink': fromPage(
    z.object({ crm: CrmName, tenant: z.string(), crmUserId: z.string() }),
    nothing,
  ),
  /** The viewer's answer to “Whose deal is this?”. */
  'identity.owner': fromPage(z.object({ refKey: key, rep: z.nullable(id) }), nothing),
  /**
   * Answers how a CRM writes dates, or which currency its sign is; null forgets an answer.
   * `shared`: for everybody in the organisation without an own answer, by a manager.
   */
  'crm.format': fromPage(
    z.object({
      crm: CrmName,
      tenant: CrmFormat.shape.tenant,
      dateOrder: z.optional(CrmFormat.shape.dateOrder),
      currency: z.optional(CrmFormat.shape.currency),
      shared: z.boolean(),
    }),
    nothing,
  ),
  'role.local': fromPage(z.object({ role: z.enum(['rep', 'manager']) }), nothing),
};
