import { create } from 'zustand';

/** What may vanish with the page: which prompt is open, what is searched for, which text is being changed. */
interface Ui {
  /** Signal of the open prompt; null means the first one, 'none' that all are shut. */
  open: string | null;
  composing: { signal: string; as: 'answer' | 'question' } | null;
  search: string | null;
  view: 'rep' | 'manager' | null;
  undo: { id: string; text: string } | null;
  /** The record that all this is about. */
  key: string | null;
  set(change: Partial<Omit<Ui, 'set' | 'reset'>>): void;
  reset(key: string | null): void;
}

const fresh = { open: null, composing: null, search: null, view: null, undo: null };

export const useUi = create<Ui>()((set) => ({
  ...fresh,
  key: null,
  set: (change) => set(change),
  reset: (key) =>
    set((before) => (key === null || before.key === key ? before : { ...fresh, key })),
}));
