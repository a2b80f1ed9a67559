import type { RecordView } from './record.ts';

/**
 * The view of a record that the CRM does not give to this person: of everything that is stored here
 * about it, only what the person wrote.
 */
export function withheld(view: RecordView, user: string): RecordView {
  const { rows } = view;
  const isOwn = (row: { fields: { author: string } }) => row.fields.author === user;
  return {
    ...view,
    record: null,
    shareWith: null,
    unconfirmed: null,
    coached: null,
    facts: null,
    coaching: null,
    plan: null,
    unread: [],
    rows: {
      ...rows,
      notes: rows.notes.filter(isOwn),
      replies: rows.replies.filter(isOwn),
      facts: [],
      snapshots: [],
      commitments: [],
      checks: [],
      moved: [],
    },
  };
}
