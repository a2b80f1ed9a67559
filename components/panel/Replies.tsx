import { lazy, Suspense, useState } from 'react';
import type { Item } from '../../lib/store/index.ts';
import { may, wrote } from '../../lib/view/may.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useFocusBack } from '../ui/focus.ts';
import { moment } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { RowFailsafe } from './RowFailsafe.tsx';
import { SmallEditor } from './SmallEditor.tsx';
import './notes.css';

const ConflictCard = lazy(() => import('./ConflictCard.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

export function Replies({
  replies,
  who,
  model,
}: {
  replies: Item<'reply'>[];
  who: Who;
  model: RecordModel;
}) {
  return [...replies]
    .sort((a, b) => a.fields.createdAt - b.fields.createdAt)
    .map((reply) => (
      <RowFailsafe key={reply.id}>
        <Reply reply={reply} who={who} model={model} />
      </RowFailsafe>
    ));
}

/** One reply to a note. */
function Reply({ reply, who, model }: { reply: Item<'reply'>; who: Who; model: RecordModel }) {
  const [editing, setEditing] = useState(false);
  const editButton = useFocusBack(editing);
  const edit = useAction('reply.edit');
  const { id, fields, pending } = reply;
  const isMine = wrote(who, reply);
  return (
    <div className="reply">
      <p className="by">
        <b>{isMine ? t('notes.you') : (who.names.get(fields.author) ?? t('notes.someone'))}</b>
        <span>{moment(fields.createdAt, model.now)}</span>
        {fields.editedAt !== null && <span>{t('notes.edited')}</span>}
        {pending && <span className="waits">{t('notes.waiting')}</span>}
        {may(who, 'reply', 'change', reply) && !editing && (
          <button
            ref={editButton}
            type="button"
            className="link"
            aria-label={t('notes.editReply')}
            onClick={() => setEditing(true)}
          >
            {t('notes.edit')}
          </button>
        )}
      </p>
      {editing ? (
        <SmallEditor
          draftKey={`${model.key}#edit:${id}`}
          row={id}
          start={fields.text}
          label={t('notes.editingReply')}
          save={t('notes.saveEdit')}
          onClose={() => setEditing(false)}
          onSave={({ text, from }) => edit.mutateAsync({ id, text, from, resolves: null })}
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
            kind="reply"
            note={reply}
            conflict={conflict}
            who={who}
            now={model.now}
          />
        ))}
      </Suspense>
    </div>
  );
}
