import { useState } from 'react';
import { useAction } from '../data/actions.ts';
import { useSync } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { CopyLink } from '../ui/CopyLink.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

type State = NonNullable<ReturnType<typeof useSync>>;

/** A change that the server rejected: its text can be saved as a copy, copied or discarded. */
function Rejected({ item }: { item: State['rejected'][number] }) {
  const drop = useAction('rejected.discard');
  const keep = useAction('rejected.saveCopy');
  const [confirming, setConfirming] = useState(false);
  const { patch, collection } = item.mutation;
  const text = typeof patch.text === 'string' ? patch.text : null;
  return (
    <div className="version">
      <p className="text">{text ?? t('attention.change')}</p>
      <p className="hint">
        {tKey(`attention.${knownCodes.has(item.code) ? item.code : 'invalid'}`)}
      </p>
      {text !== null && (collection === 'note' || collection === 'reply') && (
        <>
          <button type="button" className="link" onClick={() => keep.mutate({ id: item.id })}>
            {t('attention.keep')}
          </button>{' '}
        </>
      )}
      {text !== null && (
        <>
          <CopyLink text={text} />{' '}
        </>
      )}
      <button
        type="button"
        className="link"
        onClick={() =>
          confirming || text === null ? drop.mutate({ id: item.id }) : setConfirming(true)
        }
      >
        {confirming ? t('attention.sure') : t('attention.discard')}
      </button>
      <Problem error={keep.error ?? drop.error} />
    </div>
  );
}

/** The error codes that have a sentence; a newer server may send others. */
const knownCodes = new Set([
  'notFound',
  'notAllowed',
  'invalid',
  'unknownCollection',
  'exists',
  'immutable',
  'conflicts',
]);

/** Scrolls to the note with two versions and focuses its first choice. */
function openNote(id: string) {
  const card = document.querySelector(`[data-note="${CSS.escape(id)}"] .conflict`);
  card?.scrollIntoView({ block: 'nearest' });
  card?.querySelector('button')?.focus();
}

/** What a person has to decide: rejected changes, and notes with two versions. */
export default function NeedsAttention() {
  const state = useSync();
  const currentKey = useUi((ui) => ui.key);
  if (!state) return null;
  return (
    <section className="needs-attention" aria-label={t('attention.title')}>
      {state.rejected.length > 0 && (
        <>
          <h2>{t('attention.title')}</h2>
          <p className="hint">{t('attention.hint')}</p>
        </>
      )}
      {state.rejected.map((item) => (
        <Rejected key={item.id} item={item} />
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
          {note.refKey === currentKey && (
            <button type="button" className="link" onClick={() => openNote(note.note)}>
              {t('attention.open')}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}
