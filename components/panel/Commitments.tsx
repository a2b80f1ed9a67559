import { lazy, Suspense, useState } from 'react';
import { daysBetween, today } from '../../lib/coaching/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may, wrote } from '../../lib/view/may.ts';
import { follow, useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { ActionIcon } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { date, firstName } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { NotSaved, Problem } from '../ui/Problem.tsx';
import { RowFailsafe } from './RowFailsafe.tsx';
import './plan.css';

// Its fields are separate parts of a library, and most panels never open it.
const CommitmentForm = lazy(() => import('./CommitmentForm.tsx'));
const CommitmentDay = lazy(() => import('./CommitmentDay.tsx'));
const Made = lazy(() => import('./Made.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

interface ItemProps {
  item: Item<'commitment'>;
  model: RecordModel;
  who: Who;
  onEdit(): void;
  onDropped(): void;
}

/** A commitment with owner and due date; its checkbox means “kept”. */
function CommitmentItem({ item, model, who, onEdit, onDropped }: ItemProps) {
  const setState = useAction('commitment.setState');
  const { fields } = item;
  const isPast = fields.state === 'open' && daysBetween(fields.due, today(model.now)) > 0;
  const due = t(isPast ? 'commitments.was' : 'commitments.by', [date(fields.due, model.now)]);
  const nameOf = (id: string) =>
    id === who.user ? t('notes.you') : firstName(who.names.get(id) ?? t('notes.someone'));
  const { author, editedBy = null } = fields;
  const isChangedByOther = editedBy !== null && editedBy !== author;
  const [isMoving, setMoving] = useState(false);
  // The author moves the day in the form, with the words.
  const mayMove = fields.state === 'open' && fields.owner === who.user && !wrote(who, item);
  const drop = () => follow(setState.mutateAsync({ id: item.id, state: 'dropped' }), onDropped);
  return (
    <li>
      <div className="with-menu">
        <label>
          <input
            type="checkbox"
            checked={fields.state === 'kept'}
            disabled={setState.isPending}
            onChange={(event) =>
              setState.mutate({ id: item.id, state: event.currentTarget.checked ? 'kept' : 'open' })
            }
          />
          <span dir="auto">{fields.text}</span>
        </label>
        {may(who, 'commitment', 'change', item) && (
          <Choices
            items={[
              // The words are the author's: others may only keep or drop a commitment.
              wrote(who, item) && { label: t('commitments.edit'), onChoose: onEdit },
              mayMove && { label: t('commitments.changed'), onChoose: () => setMoving(true) },
              fields.state === 'open' && { label: t('commitments.drop'), onChoose: drop },
            ]}
          >
            {(open) => (
              <ActionIcon
                size="sm"
                aria-haspopup="menu"
                aria-label={t('commitments.moreOf', [fields.text])}
                onClick={open}
              >
                <Icon name="more" size={14} />
              </ActionIcon>
            )}
          </Choices>
        )}
      </div>
      <p className="hint">
        {nameOf(fields.owner)} · {isPast ? <b>{due}</b> : due}
        {isChangedByOther && ` · ${t('commitments.changedBy', [nameOf(editedBy)])}`}
      </p>
      {fields.seenBy && (
        <p className="hint" dir="auto">
          {t('commitments.seenBy', [fields.seenBy])}
        </p>
      )}
      {isMoving && (
        <Suspense>
          <CommitmentDay item={item} now={model.now} onClose={() => setMoving(false)} />
        </Suspense>
      )}
      <NotSaved error={setState.error} />
    </li>
  );
}

/** Says that a commitment was dropped, and takes that back. */
function Dropped({ id, onBack }: { id: string; onBack(): void }) {
  const setState = useAction('commitment.setState');
  return (
    <>
      <p className="undo" role="status">
        {t('commitments.dropped')}{' '}
        <button
          type="button"
          className="link"
          onClick={() => setState.mutate({ id, state: 'open' }, { onSuccess: onBack })}
        >
          {t('notes.undo')}
        </button>
      </p>
      <Problem error={setState.error} />
    </>
  );
}

/** The commitments on this deal, the earliest due date first. */
export default function Commitments({ model, who }: { model: RecordModel; who: Who }) {
  /** The id of the commitment in the form; `new` for one that does not exist yet. */
  const [editing, setEditing] = useState<string | null>(null);
  const [dropped, setDropped] = useState<string | null>(null);
  const { made } = useUi();
  const list = [...model.rows.commitments]
    .filter((item) => item.fields.state !== 'dropped')
    .sort((a, b) => a.fields.due.localeCompare(b.fields.due));
  if (model.ref.tenant === '' && list.length === 0) return null;
  const open = list.filter((item) => item.fields.state === 'open').length;
  const close = () => setEditing(null);
  return (
    <section className="part" aria-label={t('commitments.region')}>
      <div className="part-head">
        <h2>{t('commitments.region')}</h2>
        {open > 0 && <span className="count">{open}</span>}
        <span className="grow" />
        {editing !== 'new' && (
          <button type="button" className="link" onClick={() => setEditing('new')}>
            {t('commitments.add')}
          </button>
        )}
      </div>
      <ul className="checks">
        {list.map((item) => (
          <RowFailsafe key={item.id} as="li">
            {editing === item.id ? (
              <li>
                <Suspense>
                  <CommitmentForm model={model} who={who} item={item} onClose={close} />
                </Suspense>
              </li>
            ) : (
              <CommitmentItem
                item={item}
                model={model}
                who={who}
                onEdit={() => setEditing(item.id)}
                onDropped={() => setDropped(item.id)}
              />
            )}
          </RowFailsafe>
        ))}
      </ul>
      {dropped !== null && <Dropped id={dropped} onBack={() => setDropped(null)} />}
      {made !== null && (
        <Suspense>
          <Made key={made} id={made} />
        </Suspense>
      )}
      {editing === 'new' && (
        <Suspense>
          <CommitmentForm model={model} who={who} item={null} onClose={close} />
        </Suspense>
      )}
    </section>
  );
}
