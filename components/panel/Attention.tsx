import { useState } from 'react';
import { useAction } from '../data/actions.ts';
import { useSync } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { CopyLink } from '../ui/CopyLink.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

type State = NonNullable<ReturnType<typeof useSync>>;

/** A change that the server refused: its words are here, to keep for oneself, to copy or to let go. */
function Refused({ item }: { item: State['refused'][number] }) {
  const drop = useAction('rejected.discard');
  const keep = useAction('rejected.saveCopy');
  const [sure, setSure] = useState(false);
  const { patch, collection } = item.mutation;
  const words = typeof patch.text === 'string' ? patch.text : null;
  return (
    <div className="version">
      <p className="text">{words ?? t('attention.change')}</p>
      <p className="hint">{tKey(`attention.${known.has(item.code) ? item.code : 'invalid'}`)}</p>
      {words !== null && (collection === 'note' || collection === 'reply') && (
        <>
          <button type="button" className="link" onClick={() => keep.mutate({ id: item.id })}>
            {t('attention.keep')}
          </button>{' '}
        </>
      )}
      {words !== null && (
        <>
          <CopyLink text={words} />{' '}
        </>
      )}
      <button
        type="button"
        className="link"
        onClick={() => (sure || words === null ? drop.mutate({ id: item.id }) : setSure(true))}
      >
        {sure ? t('attention.sure') : t('attention.discard')}
      </button>
      <Problem error={keep.error ?? drop.error} />
    </div>
  );
}

/** Codes that there is a sentence for; a server of tomorrow may know others. */
const known = new Set([
  'notFound',
  'notAllowed',
  'invalid',
  'unknownCollection',
  'exists',
  'immutable',
  'conflicts',
]);

/** Brings the note with two versions into view, with the focus on its first choice. */
function openNote(id: string) {
  const card = document.querySelector(`[data-note="${CSS.escape(id)}"] .conflict`);
  card?.scrollIntoView({ block: 'nearest' });
  card?.querySelector('button')?.focus();
}

/** What waits for a person: changes that were refused, and notes on which two texts stand. */
export default function Attention() {
  const state = useSync();
  const here = useUi((ui) => ui.key);
  if (!state) return null;
  return (
    <section className="refused" aria-label={t('attention.title')}>
      {state.refused.length > 0 && (
        <>
          <h2>{t('attention.title')}</h2>
          <p className="hint">{t('attention.hint')}</p>
        </>
      )}
      {state.refused.map((item) => (
        <Refused key={item.id} item={item} />
      ))}
      {state.conflicts.length > 0 && (
        <>
          <h2>{t('attention.conflicted')}</h2>
          <p className="hint">{t('attention.conflictedHint')}</p>
        </>
      )}
      {state.conflicts.map((note) => (
        <div key={note.id} className="version">
          <p className="by">{note.name}</p>
          <p className="text">{note.text}</p>
          {note.refKey === here && (
            <button type="button" className="link" onClick={() => openNote(note.note)}>
              {t('attention.open')}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}
