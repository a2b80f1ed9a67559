/** When people meet for a one-on-one. Not part of the panel. */
export { periodOf } from './periods.ts';
export {
  type Appointment,
  type Arranged,
  civilTime,
  type IsFree,
  plannedDay,
  type Rhythm,
  slotNow,
  upcoming,
  usualRhythm,
} from './rhythm.ts';
export { instantOf } from './zone.ts';
