import { create } from 'zustand';
import type { PromptAction } from '../../lib/messages/index.ts';

/** The steps after an answer. */
export interface FollowUp {
  signal: string;
  /** The question and the answer, which the card repeats. */
  question: string;
  answer: string;
  /** The id of the answer's note. */
  note: string;
  /** The answer is private, so what follows from it is too. */
  onlyMe: boolean;
}

/** A text that was saved with the action. */
export interface SavedText {
  note: string;
  /** The id of the action that was saved with it. */
  outcome: string;
  /** The key of its draft, and what it was written as. */
  draft: string;
  as: 'answer' | 'question';
}

/** An action on a prompt that can be undone: by its id, or with the text that was saved. */
export type Chosen = PromptAction & { undo: { id: string } | SavedText | null };

/**
 * State that is lost with the page: the open prompt, the search, the text that is being written.
 */
interface Ui {
  /** Signal of the open prompt; null means the first one, 'none' that all are closed. */
  open: string | null;
  composing: { signal: string; as: 'answer' | 'question' | 'praise' } | null;
  search: string | null;
  undo: { id: string; text: string } | null;
  /** The last action on a prompt, which the panel confirms for a moment. */
  chosen: Chosen | null;
  /** Null until an answer is saved; `done` once the person has ended its steps. */
  followUp: FollowUp | 'done' | null;
  /** The id of the commitment that an agreement has just become. */
  made: string | null;
  /** Signal of a question that waited and that the person asked to see. */
  wanted: string | null;
  /** A call is ahead: the questions wait until after it. */
  calling: boolean;
  /** A card of a moment is above the questions, whose button is the filled one. */
  hasMoment: boolean;
  /** The id of the call that is being changed; `new` for one that is being added. */
  planning: string | null;
  /** The CRM in which the viewer said that they are not the user named on its pages. */
  deniedIn: string | null;
  /** The record that this state belongs to. */
  key: string | null;
  set(change: Partial<Omit<Ui, 'set' | 'reset'>>): void;
  reset(key: string | null): void;
}

const initial = {
  open: null,
  composing: null,
  search: null,
  undo: null,
  chosen: null,
  followUp: null,
  made: null,
  wanted: null,
  calling: false,
  hasMoment: false,
  planning: null,
};

export const useUi = create<Ui>()((set) => ({
  ...initial,
  deniedIn: null,
  key: null,
  set: (change) => set(change),
  reset: (key) => set((state) => (key === null || state.key === key ? state : { ...initial, key })),
}));
