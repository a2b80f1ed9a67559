import * as z from 'zod/mini';
import { Recognition } from '../model/index.ts';
import { fromPage, id, nothing } from './fields.ts';

export const recognitionMessages = {
  'recognition.give': fromPage(
    z.extend(z.pick(Recognition, { to: true, text: true, evidence: true, oneOnOne: true }), {
      id,
      /** `pair`: the two alone. */
      audience: z.enum(['pair', 'team']),
    }),
    nothing,
  ),
  'recognition.delete': fromPage(z.object({ id }), nothing),
};
