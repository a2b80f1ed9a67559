import { useEffect, useMemo, useRef, useState } from 'react';
import { MARKS_AT_ONCE } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import type { Item } from '../../lib/store/index.ts';
import { firstAudience, isShared } from '../../lib/view/audience.ts';
import { follow, useAction } from '../data/actions.ts';
import { useOnScreen } from '../data/onScreen.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { ActionIcon } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { Problem } from '../ui/Problem.tsx';
import { Composer } from './Composer.tsx';
import { NoteCard } from './NoteCard.tsx';
import { RowFailsafe } from './RowFailsafe.tsx';
import type { searchNotes } from './search.ts';
import './notes.css';
import { TextInput } from '../ui/inputs.ts';

type Who = NonNullable<ReturnType<typeof useMe>>;

/** Marks visible notes as read, and announces a new note to screen readers once. */
function useReading(model: RecordModel, who: Who): { unread: Set<string>; announced: string } {
  const { mutateAsync: mark } = useAction('note.read');
  const { key, unread } = model;
  const sending = useRef(new Set<string>());
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const shown = useOnScreen();
  const ids = unread.map((note) => note.id).join(' ');
  // The joined ids are the dependency: the array is a new object at every render.
  useEffect(() => {
    const isUnmarked = (id: string) => id !== '' && !marked.has(id) && !sending.current.has(id);
    const unmarked = ids.split(' ').filter(isUnmarked);
    // A collapsed panel or a tab in the background does not count as reading.
    if (unmarked.length === 0 || !shown) return;
    // Notes count as read only after some time on screen.
    const timer = setTimeout(() => {
      const batch = unmarked.slice(0, MARKS_AT_ONCE);
      for (const id of batch) sending.current.add(id);
      const finish = () => batch.forEach((id) => void sending.current.delete(id));
      // After a failure the dot stays, and the next change tries again.
      follow(
        mark({ refKey: key, ids: batch }),
        () => {
          setMarked((before) => new Set([...before, ...batch]));
          finish();
        },
        finish,
      );
    }, 1500);
    return () => clearTimeout(timer);
  }, [ids, key, shown, marked, mark]);
  const latest = [...unread].sort((a, b) => b.fields.createdAt - a.fields.createdAt)[0];
  return {
    unread: new Set(unread.map((note) => note.id)),
    announced: latest
      ? t('notes.newNote', [who.names.get(latest.fields.author) ?? t('notes.someone')])
      : '',
  };
}

/** The notes that match; all notes without a query or until the search is loaded. */
function useMatches(
  notes: readonly Item<'note'>[],
  replies: readonly Item<'reply'>[],
  query: string | null,
): readonly Item<'note'>[] {
  const [search, setSearch] = useState<{ notes: typeof searchNotes } | null>(null);
  const isSearching = Boolean(query);
  useEffect(() => {
    const load = async () => {
      const module = await import('./search.ts');
      setSearch({ notes: module.searchNotes });
    };
    if (isSearching && !search) unawaited('search', load());
  }, [isSearching, search]);
  return useMemo(
    () => (query && search ? search.notes(notes, replies, query) : notes),
    [notes, replies, query, search],
  );
}

/** Adds an entry to the access log of the rep whose shared notes are visible here. */
function useAccessLog(model: RecordModel, who: Who): void {
  const { mutate: open } = useAction('note.opened');
  const { key } = model;
  const shown = useOnScreen();
  // The notes' scopes decide whose access log it is, not what this person entered about the deal.
  const hasShared = who.me !== null && model.rows.notes.some(isShared);
  useEffect(() => {
    if (!hasShared || !shown) return;
    const timer = setTimeout(() => open({ refKey: key }), 1500);
    return () => clearTimeout(timer);
  }, [hasShared, key, shown, open]);
}

export default function Notes({ model, who }: { model: RecordModel; who: Who }) {
  const { search, undo, set } = useUi();
  const restore = useAction('note.restore');
  useAccessLog(model, who);
  const { unread, announced } = useReading(model, who);
  const sorted = useMemo(
    () => [...model.rows.notes].sort((a, b) => b.fields.createdAt - a.fields.createdAt),
    [model.rows.notes],
  );
  const matches = useMatches(sorted, model.rows.replies, search);
  return (
    <section className="part" aria-label={t('notes.region')}>
      <div className="part-head">
        <h2>{t('notes.region')}</h2>
        {sorted.length > 0 && <span className="count">{sorted.length}</span>}
        <span className="grow" />
        {sorted.length > 0 && (
          <ActionIcon
            size="sm"
            aria-label={t('notes.search')}
            aria-expanded={search !== null}
            onClick={() => set({ search: search === null ? '' : null })}
          >
            <Icon name="search" size={14} />
          </ActionIcon>
        )}
      </div>
      {search !== null && (
        <TextInput
          className="search"
          size="xs"
          type="search"
          autoFocus
          aria-label={t('notes.search')}
          placeholder={t('notes.searchHint')}
          value={search}
          onChange={(event) => set({ search: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !isComposing(event)) set({ search: null });
          }}
        />
      )}
      <Composer
        model={model}
        who={who}
        slot="note"
        action="note.new"
        label={t('notes.new')}
        save={t('notes.save')}
        audience={firstAudience(sorted, who, model.role)}
        kind="note"
        prompt={null}
      />
      {undo && (
        <p className="undo" role="status">
          {t('notes.deleted')}{' '}
          <button
            type="button"
            className="link"
            onClick={() =>
              restore.mutate({ id: undo.id }, { onSuccess: () => set({ undo: null }) })
            }
          >
            {t('notes.undo')}
          </button>
        </p>
      )}
      <Problem error={restore.error} />
      <p className="visually-hidden" aria-live="polite">
        {announced}
      </p>
      {search && (
        <p className="hint" role="status">
          {t('notes.found', matches.length)}
        </p>
      )}
      {matches.map((note) => (
        <RowFailsafe key={note.id}>
          <NoteCard
            note={note}
            model={model}
            who={who}
            unread={unread.has(note.id)}
            replies={model.rows.replies.filter((reply) => reply.fields.parent === note.id)}
            reads={model.rows.reads}
          />
        </RowFailsafe>
      ))}
    </section>
  );
}
