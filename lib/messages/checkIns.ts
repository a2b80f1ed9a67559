import * as z from 'zod/mini';
import { CheckInEntry, Id, SelfView } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

/** The most check-ins that one file brings. */
export const MOST_CHECK_INS = 2000;

/** Check-ins are on this device alone, until the person shares a copy of one. */
export const checkInMessages = {
  'checkIn.write': fromPage(CheckInEntry, nothing),
  'checkIn.share': fromPage(z.object({ id: Id }), nothing),
  'checkIn.withdraw': fromPage(z.object({ id: Id }), nothing),
  /** Deletes all of them here, and takes all shared ones back. */
  'checkIn.deleteAll': fromPage(nothing, nothing),
  /** Brings entries of a file or of an undo; those that are here already stay. */
  'checkIn.load': fromPage(
    z.object({
      entries: z.array(CheckInEntry).check(z.maxLength(MOST_CHECK_INS)),
      self: z.nullable(SelfView),
    }),
    nothing,
  ),
};
