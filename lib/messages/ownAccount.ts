import * as z from 'zod/mini';
import { Notices, SignIns } from '../model/index.ts';
import { fromPage, id, nothing, password } from './fields.ts';

/** The signed-in person's own account: what was done to it, its password and linked sign-ins. */
export const ownAccountMessages = {
  'account.notices': fromPage(nothing, Notices),
  'account.seen': fromPage(z.object({ id }), nothing),
  'account.password': fromPage(z.object({ current: password, next: password }), nothing),
  'account.signIns': fromPage(nothing, SignIns),
  /** `password`: where the server asks for it with the code `confirm`, as at a wipe. */
  'account.link': fromPage(
    z.object({ provider: z.string().check(z.maxLength(60)), password: z.optional(password) }),
    nothing,
  ),
  'account.unlink': fromPage(
    z.object({ id: z.string().check(z.maxLength(300)), password: z.optional(password) }),
    nothing,
  ),
};
