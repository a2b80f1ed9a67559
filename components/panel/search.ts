import MiniSearch from 'minisearch';
import type { Item } from '../../lib/store/index.ts';

/** The notes whose text or replies match, best first. Finds prefixes and small misspellings too. */
export function searchNotes(
  notes: readonly Item<'note'>[],
  replies: readonly Item<'reply'>[],
  query: string,
): Item<'note'>[] {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    searchOptions: { prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  const replyTexts = (id: string) =>
    replies.filter((reply) => reply.fields.parent === id).map((reply) => reply.fields.text);
  index.addAll(
    notes.map((note) => ({
      id: note.id,
      text: [note.fields.text, note.fields.prompt?.question ?? '', ...replyTexts(note.id)].join(
        '\n',
      ),
    })),
  );
  const byId = new Map(notes.map((note) => [note.id, note]));
  return index.search(query).flatMap((hit) => byId.get(String(hit.id)) ?? []);
}
