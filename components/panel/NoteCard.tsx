import { lazy, Suspense, useState } from 'react';
import { type Audience, audienceOf, audiencesFor } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may, mayReply, mayShare, othersWordsIn, wrote } from '../../lib/view/may.ts';
import { follow, useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { ActionIcon } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { useFocusBack } from '../ui/focus.ts';
import { initials, moment } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import { audienceText, readersText, useNarrow } from '../ui/readers.ts';
import { Replies } from './Replies.tsx';
import { SmallEditor } from './SmallEditor.tsx';

// Conflicts are rare, and the word diff is a separate library.
const ConflictCard = lazy(() => import('./ConflictCard.tsx'));
const History = lazy(() => import('./History.tsx'));
const CopyNote = lazy(() => import('./CopyNote.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

export function NoteCard({
  note,
  model,
  who,
  unread,
  replies,
  reads,
}: {
  note: Item<'note'>;
  model: RecordModel;
  who: Who;
  unread: boolean;
  replies: Item<'reply'>[];
  reads: Item<'readMark'>[];
}) {
  const [mode, setMode] = useState<'read' | 'edit' | 'reply' | 'history'>('read');
  /** The readers that were chosen for a note that does not move. */
  const [copyFor, setCopyFor] = useState<Audience | null>(null);
  const editButton = useFocusBack(mode === 'edit');
  const replyButton = useFocusBack(mode === 'reply');
  const remove = useAction('note.delete');
  const share = useAction('note.audience');
  const edit = useAction('note.edit');
  const reply = useAction('reply.save');
  const isNarrow = useNarrow();
  const { fields } = note;
  const isMine = wrote(who, note);
  const name = isMine ? t('notes.you') : (who.names.get(fields.author) ?? t('notes.someone'));
  const audience = audienceOf(note.scope) ?? 'private';
  const readAt = reads.find(
    (mark) => mark.fields.parent === note.id && mark.fields.author !== fields.author,
  )?.fields.at;
  const full = isMine ? (who.me?.user.name ?? name) : name;
  const error = remove.error ?? share.error;
  const others = othersWordsIn(note, replies);
  const setReaders = (choice: Audience) => {
    if (others === null) share.mutate({ id: note.id, audience: choice });
    else setCopyFor(choice);
  };
  // When the answer comes, this card may be unmounted and the panel may show another record.
  const offerUndo = () => {
    const ui = useUi.getState();
    if (ui.key === model.key) ui.set({ undo: { id: note.id, text: fields.text } });
  };
  return (
    <article className="note" aria-label={t('notes.by', [name])} data-note={note.id}>
      <span className={`avatar ${isMine ? 'own' : ''}`} aria-hidden="true">
        {initials(full)}
      </span>
      <div>
        <div className="note-head">
          <p className="by">
            <b>{name}</b>
            <span>{moment(fields.createdAt, model.now)}</span>
            {fields.editedAt !== null && <span>{t('notes.edited')}</span>}
            {fields.kind === 'help' && <span className="chip sky">{t('notes.asks')}</span>}
            {fields.kind === 'question' && <span className="chip sky">{t('notes.question')}</span>}
            {unread && <span className="new" role="img" aria-label={t('notes.unread')} />}
          </p>
          <Choices
            items={[
              who.me &&
                note.rev > 0 && { label: t('history.open'), onChoose: () => setMode('history') },
              ...(mayShare(who, note) ? audiencesFor(who.me, model.shareWith) : [])
                .filter((choice) => choice !== audience)
                .map((choice: Audience) => ({
                  label: t('notes.setReaders', [audienceText(choice, model, who)]),
                  onChoose: () => setReaders(choice),
                })),
              may(who, 'note', 'remove', note) && {
                label: t('notes.delete'),
                onChoose: () => follow(remove.mutateAsync({ id: note.id }), offerUndo),
              },
            ]}
          >
            {(open) => (
              <ActionIcon
                size="sm"
                aria-haspopup="menu"
                aria-label={t('notes.moreOf')}
                onClick={open}
              >
                <Icon name="more" size={14} />
              </ActionIcon>
            )}
          </Choices>
        </div>
        {fields.kind === 'answer' && fields.prompt && (
          <p className="quoted">{t('notes.answers', [fields.prompt.question])}</p>
        )}
        {fields.kind === 'note' && fields.prompt && (
          <p className="quoted" dir="auto">
            {fields.prompt.question}
          </p>
        )}
        {mode === 'edit' ? (
          <SmallEditor
            draftKey={`${model.key}#edit:${note.id}`}
            row={note.id}
            start={fields.text}
            label={t('notes.editing')}
            save={t('notes.saveEdit')}
            onClose={() => setMode('read')}
            onSave={({ text, from }) =>
              edit.mutateAsync({ id: note.id, text, from, resolves: null })
            }
          />
        ) : (
          <p className="text" dir="auto">
            {fields.text}
          </p>
        )}
        <Suspense>
          {fields.conflicts.map((conflict) => (
            <ConflictCard
              key={`${conflict.at} ${conflict.author}`}
              note={note}
              conflict={conflict}
              who={who}
              now={model.now}
            />
          ))}
        </Suspense>
        <p className="meta">
          <span title={readersText(note.scope, who)}>
            <Icon name={audience === 'private' ? 'lock' : 'two'} size={14} />{' '}
            {readersText(note.scope, who, isNarrow)}
          </span>
          {note.pending && <span className="waits">{t('notes.waiting')}</span>}
          {isMine && readAt !== undefined && (
            <span>{t('notes.read', [moment(readAt, model.now)])}</span>
          )}
          {mayReply(who, note) && mode !== 'reply' && (
            <button
              ref={replyButton}
              type="button"
              className="link"
              aria-label={t('notes.replyTo', [name])}
              onClick={() => setMode('reply')}
            >
              {t('notes.reply')}
            </button>
          )}
          {may(who, 'note', 'change', note) && mode !== 'edit' && (
            <button ref={editButton} type="button" className="link" onClick={() => setMode('edit')}>
              {t(isMine ? 'notes.edit' : 'notes.writeTogether')}
            </button>
          )}
        </p>
        {copyFor !== null && others !== null && (
          <Suspense>
            <CopyNote
              id={note.id}
              audience={copyFor}
              readers={audienceText(copyFor, model, who)}
              others={others}
              onClose={() => setCopyFor(null)}
            />
          </Suspense>
        )}
        <Problem error={error} />
        {mode === 'history' && (
          <Suspense>
            <History note={note} who={who} now={model.now} onClose={() => setMode('read')} />
          </Suspense>
        )}
        <Replies replies={replies} who={who} model={model} />
        {mode === 'reply' && (
          <SmallEditor
            draftKey={`${model.key}#reply:${note.id}`}
            row={null}
            start=""
            label={t('notes.replyTo', [name])}
            save={t('notes.saveReply')}
            onClose={() => setMode('read')}
            onSave={({ id, text, draft, sent }) =>
              reply.mutateAsync({ id, parent: note.id, text, draft, sent })
            }
          />
        )}
      </div>
    </article>
  );
}
