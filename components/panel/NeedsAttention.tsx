import { useState } from 'react';
import { parseScope } from '../../lib/model/index.ts';
import { wordsOf } from '../../lib/view/rejected.ts';
import { useAction } from '../data/actions.ts';
import { useAddresses } from '../data/addresses.ts';
import { useRejected } from '../data/rejected.ts';
import { useSync } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { CopyLink } from '../ui/CopyLink.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import './notes.css';
import './attention.css';

type State = NonNullable<ReturnType<typeof useSync>>;

/** The name of a field of words: of a typed fact, the name of the field that it is about. */
function labelOf({ collection, patch }: State['rejected'][number]['mutation'], field: string) {
  const fact = collection === 'typedFact' ? tKey(`facts.${String(patch.field)}`) : '';
  return fact || tKey(`attention.words.${collection}.${field}`);
}

/** A change that the server rejected: its words can be saved again, copied or discarded. */
function Rejected({ item }: { item: State['rejected'][number] }) {
  const { id, mutation } = item;
  const drop = useAction('rejected.discard');
  const keep = useAction('rejected.saveCopy');
  const again = useAction('rejected.saveAgain');
  const [confirming, setConfirming] = useState(false);
  const { refKey = null, recordName = null, scope = null } = useRejected(mutation) ?? {};
  const addresses = useAddresses(refKey === null ? [] : [refKey]);
  const words = wordsOf(mutation);
  const hasWords = words.length > 0;
  const isText = mutation.collection === 'note' || mutation.collection === 'reply';
  const readers = scope === null ? undefined : parseScope(scope)?.kind;
  return (
    <div className="version">
      {refKey !== null && recordName !== null && (
        <p className="by">
          <RecordLink refKey={refKey} addresses={addresses}>
            {recordName}
          </RecordLink>
        </p>
      )}
      {!hasWords && (
        <p className="text" dir="auto">
          {t('attention.change')}
        </p>
      )}
      {words.map(({ field, text }) => (
        <div key={field}>
          <p className="by">{labelOf(mutation, field)}</p>
          <p className="text" dir="auto">
            {text}
          </p>
        </div>
      ))}
      <p className="hint">
        {tKey(`attention.${knownCodes.has(item.code) ? item.code : 'invalid'}`)}
      </p>
      <div className="row">
        {hasWords && isText && (
          <button type="button" className="link" onClick={() => keep.mutate({ id })}>
            {t('attention.keep')}
          </button>
        )}
        {readers !== undefined && (
          <button type="button" className="link" onClick={() => again.mutate({ id })}>
            {tKey(`attention.again.${readers}`)}
          </button>
        )}
        {hasWords && <CopyLink text={words.map(({ copy }) => copy).join('\n\n')} />}
        <button
          type="button"
          className="link"
          onClick={() => (confirming || !hasWords ? drop.mutate({ id }) : setConfirming(true))}
        >
          {confirming ? t('attention.sure') : t('attention.discard')}
        </button>
      </div>
      <Problem error={keep.error ?? again.error ?? drop.error} />
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
  const addresses = useAddresses(state?.conflicts.map(({ refKey }) => refKey) ?? []);
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
          <p className="by">
            <RecordLink refKey={note.refKey} addresses={addresses}>
              {note.name || t('facts.deal')}
            </RecordLink>
          </p>
          <p className="text" dir="auto">
            {note.text}
          </p>
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
