import { useDraft } from './useDraft.ts';

/** The texts of the steps after an answer, each with its draft. */
export function useFollowUpTexts(slot: string, onlyMe: boolean) {
  return {
    /** The way forward that the person takes, which is what the commitment says. */
    way: useDraft(`${slot}:way`, ''),
    /** A civil date; `other` while the person has not typed one yet. */
    due: useDraft(`${slot}:due`, ''),
    seen: useDraft(`${slot}:seen`, ''),
    /** `private` or `pair`. */
    readers: useDraft(`${slot}:readers`, onlyMe ? 'private' : 'pair'),
  };
}

export type FollowUpTexts = ReturnType<typeof useFollowUpTexts>;
