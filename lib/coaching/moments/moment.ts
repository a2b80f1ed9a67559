import type { momentKinds } from '../../model/index.ts';
import type { WorkCalendar } from '../workdays.ts';

/** An occasion around a call or the end of a deal. */
export type MomentKind = (typeof momentKinds)[number];

/** The texts of all moments: each kind uses its own. */
export const momentWords = [
  'aim',
  'ask',
  'listen',
  'said',
  'learned',
  'doubt',
  'lesson',
  'mattered',
  'story',
  'give',
  'want',
  'walkAway',
  'decides',
] as const;

/**
 * A meeting or call as the CRM has it. `start` and `end`: Unix ms, or null for a meeting of whole
 * days, which has `day` and `lastDay` (both included, civil dates of the organisation's zone).
 */
export interface Meeting {
  /** Each occurrence of a recurring meeting has its own id. */
  id: string;
  title: string;
  start: number | null;
  end: number | null;
  day: string | null;
  lastDay: string | null;
  state: 'planned' | 'held' | 'cancelled' | 'unknown';
  /** Whether the buyer takes part; null where the CRM does not say it. */
  customer: boolean | null;
  /** The person added it, because the CRM does not show it. */
  isAdded?: boolean;
}

/** What a person did with a moment. `about`: see `Due`; null for one of the deal as a whole. */
export interface WrittenMoment {
  moment: MomentKind;
  about: string | null;
  at: number;
  /** `kept`: finished. `left`: ended without a text. `later`: comes back at `until`. */
  state: 'kept' | 'left' | 'later';
  until: number | null;
}

/**
 * The end of a deal. `isSure`: its time is that of a stored move; otherwise it is only a bound,
 * which later changes of the record would move.
 */
export interface Closing {
  status: 'won' | 'lost';
  at: number;
  isSure: boolean;
}

/** What somebody wrote on the deal: a note, an e-mail, or the text of the next step. */
export interface MomentText {
  at: number;
  text: string;
  /** The side that wrote it; null where the CRM does not say it. */
  by: 'us' | 'buyer' | null;
}

/** Everything that decides which moment is due. */
export interface MomentFacts {
  isOpen: boolean;
  /** Null for an open deal, and where nothing shows when it closed. */
  closing: Closing | null;
  /** The deal is at its proposal or later (docs/decisions/coaching-rules.md). */
  isLate: boolean;
  /** When the deal came into its stage; null where nothing shows it. */
  stageSince: number | null;
  /** Null where the CRM shows no meetings. */
  meetings: readonly Meeting[] | null;
  texts: readonly MomentText[];
  written: readonly WrittenMoment[];
  /** The working days of the person; absent or null where nobody entered any days off. */
  calendar?: WorkCalendar | null;
}

/** A moment that is due. */
export interface Due {
  moment: MomentKind;
  /** Id of the meeting; the civil date of the closing or of the text for the others. */
  about: string;
  meeting: Meeting | null;
  /** The sentence that put price or terms on the table. */
  sentence: string | null;
  /** When the meeting starts, when it ended, when the deal closed, or when the text was written. */
  at: number;
}
