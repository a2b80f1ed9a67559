import * as z from 'zod/mini';
import { fromPage, id, nothing } from './fields.ts';

/** Changes that the server rejected, with texts of a person. */
export const rejectedMessages = {
  'rejected.saveCopy': fromPage(z.object({ id }), nothing),
  'rejected.saveAgain': fromPage(z.object({ id }), nothing),
  'rejected.discard': fromPage(z.object({ id }), nothing),
};
