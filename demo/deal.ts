/**
 * One team's deals. Dates are days before and after today, so that the demo is the same every day.
 * Companies and people are invented.
 */
export interface Contact {
  name: string;
  title: string;
  role: string | null;
}
export type StageIndex = 0 | 1 | 2 | 3 | 'won' | 'lost';
export interface Deal {
  /** A small number; each emulator derives its own kind of id from it. */
  n: number;
  name: string;
  account: string;
  /** Index into `people.reps`. */
  owner: number;
  stage: StageIndex;
  amount: number;
  currency: string;
  probability: number;
  closeIn: number;
  createdAgo: number;
  modifiedAgo: number;
  nextStep: string | null;
  contacts: Contact[];
  /** [days ago, stage reached, the exact time of a change made in the emulator: Unix ms] */
  stages: [ago: number, to: StageIndex, at?: number][];
  /** [days ago, from, to (in days from today), the exact time as in `stages`] */
  dates: [ago: number, from: number, to: number, at?: number][];
  /** [days ago, from, to, the currency before where it was another] */
  amounts: [ago: number, from: number, to: number, currency?: string][];
  /** [days ago, kind, subject] */
  done: [number, 'Call' | 'Meeting' | 'Email', string][];
  /** What people wrote on the deal: [Unix ms, text]. */
  posts: [number, string][];
  /** The text on the record itself. */
  description?: string;
  /** Values of fields that the company added, by their names in the API. */
  ownFields?: Record<string, unknown>;
  /** The number of the company that the deal belongs to: some CRMs hold several. */
  company: number;
  /** [in days, kind, subject] */
  planned: [number, 'Call' | 'Meeting' | 'Task', string][];
  /** Meetings with exact times: [begins, ends, subject], Unix ms. */
  meetings: [number, number, string][];
}

export const people = {
  manager: { key: 'dana', name: 'Dana Whitfield', email: 'dana.whitfield@larch.example' },
  reps: [
    { key: 'tomas', name: 'Tomas Lindqvist', email: 'tomas.lindqvist@larch.example' },
    { key: 'jonas', name: 'Jonas Weber', email: 'jonas.weber@larch.example' },
    { key: 'aisha', name: 'Aisha Rahman', email: 'aisha.rahman@larch.example' },
    { key: 'carla', name: 'Carla Ortega', email: 'carla.ortega@larch.example' },
  ],
} as const;

/** The fields that every sample deal needs; the others have defaults. */
export type DealStory = Pick<
  Deal,
  'name' | 'account' | 'owner' | 'stage' | 'amount' | 'closeIn' | 'createdAgo'
> &
  Partial<Deal>;
