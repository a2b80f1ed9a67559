import { useEffect, useState } from 'react';
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
  const [left, setLeft] = useState<readonly string[]>([]);
  // Read once: what another tab types there is its own card.
  useEffect(() => {
    let cancelled = false;
    const keep = (keys: readonly string[]) => !cancelled && setLeft(keys);
    draftsOf(db, slot).then(
      (drafts) => keep(drafts.map(({ key }) => key)),
      () => keep([]),
    );
    return () => {
      cancelled = true;
    };
  }, [db, slot]);
  if (followUp !== null) return followUp === 'done' ? null : followUp;
  const row = model.rows.notes.find(({ id }) => left.includes(`${slot}${id}:way`));
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
