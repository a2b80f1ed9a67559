import { useDraft } from './useDraft.ts';

/** The texts of the steps after an answer, each with its draft. */
export function useFollowUpTexts(slot: string, onlyMe: boolean) {
  return {
    /** The option that the person chose, which is what the commitment says. */
    option: useDraft(`${slot}:way`, ''),
    /** A civil date; `other` while the person has not typed one yet. */
    due: useDraft(`${slot}:due`, ''),
    seen: useDraft(`${slot}:seen`, ''),
    /** `private` or `pair`. */
    readers: useDraft(`${slot}:readers`, onlyMe ? 'private' : 'pair'),
  };
}

export type FollowUpTexts = ReturnType<typeof useFollowUpTexts>;
