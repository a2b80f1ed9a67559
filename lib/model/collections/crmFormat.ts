import * as z from 'zod/mini';
import { DateOrder } from '../field.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/**
 * How a CRM writes dates and which currency its ambiguous sign means, as a person answered: a
 * private row for their own view of the CRM, one of the organisation for everybody without one.
 */
export const CrmFormat = z.object({
  refKey: NoKey,
  crm: z.string().check(z.maxLength(40)),
  tenant: z.string().check(z.maxLength(200)),
  dateOrder: z.nullable(DateOrder),
  currency: z.nullable(z.string().check(z.regex(/^[A-Z]{3}$/))),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type CrmFormat = z.infer<typeof CrmFormat>;

export default collection({
  schema: CrmFormat,
  key: ['crm', 'tenant'],
  defaults: { refKey: '', dateOrder: null, currency: null },
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['refKey'] },
  erased: 'kept',
  summarised: 'all',
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
});
