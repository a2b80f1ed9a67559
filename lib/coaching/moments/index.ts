/**
 * Moments: which card about a call or the end of a deal is due. A separate entry point, because
 * pages load it on demand.
 */
export { alsoAhead, momentDue, SHORT_BRIEF_MS } from './due.ts';
export type {
  Closing,
  Due,
  Meeting,
  MomentFacts,
  MomentText,
} from './moment.ts';
export { momentWords } from './moment.ts';
export { isLateStage } from './negotiation.ts';
export { clockAt, momentOn, spanOf } from './times.ts';
