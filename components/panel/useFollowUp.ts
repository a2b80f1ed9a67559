import { useLiveQuery } from 'dexie-react-hooks';
import { parseScope } from '../../lib/model/index.ts';
import { draftsOf } from '../../lib/store/index.ts';
import type { RecordModel } from '../data/record.ts';
import { useDb } from '../data/store.ts';
import { type FollowUp, useUi } from '../data/ui.ts';

/** Key prefix of the drafts of a record's steps after an answer; the rest names the answer. */
export const followUpSlot = (key: string) => `${key}#after=`;

/** The steps after an answer: those just begun, or those whose unsaved texts are still here. */
export function useFollowUp(model: RecordModel): FollowUp | null {
  const db = useDb();
  const { followUp } = useUi();
  const slot = followUpSlot(model.key);
  const drafts = useLiveQuery(() => draftsOf(db, slot), [db, slot]) ?? [];
  if (followUp !== null) return followUp === 'done' ? null : followUp;
  const row = model.rows.notes.find(({ id }) =>
    drafts.some((draft) => draft.key === `${slot}${id}:way`),
  );
  if (!row) return null;
  const { text, prompt } = row.fields;
  return {
    signal: prompt?.signal ?? '',
    question: prompt?.question ?? '',
    answer: text,
    note: row.id,
    onlyMe: parseScope(row.scope)?.kind === 'private',
  };
}
