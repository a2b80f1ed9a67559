import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { daysBetween, today } from '../../lib/coaching/index.ts';
import { MAX_COMMITMENT_CHARS } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { date, firstName } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { RowFailsafe } from './RowFailsafe.tsx';
import { useDraft } from './useDraft.ts';
import './plan.css';

type Who = NonNullable<ReturnType<typeof useMe>>;

function CommitmentItem({
  item,
  model,
  who,
}: {
  item: Item<'commitment'>;
  model: RecordModel;
  who: Who;
}) {
  const setState = useAction('commitment.setState');
  const { fields } = item;
  const late = fields.state === 'open' && daysBetween(fields.due, today(model.now)) > 0;
  const due = t(late ? 'commitments.was' : 'commitments.by', [date(fields.due, model.now)]);
  const nameOf = (id: string) =>
    id === who.user ? t('notes.you') : firstName(who.names.get(id) ?? t('notes.someone'));
  const { author, editedBy = null } = fields;
  const changed =
    editedBy === null || editedBy === author
      ? ''
      : ` · ${t('commitments.changedBy', [nameOf(editedBy)])}`;
  return (
    <li>
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
      <p className="hint">{`${nameOf(fields.owner)} · ${due}${changed}`}</p>
      <NotSaved error={setState.error} />
    </li>
  );
}

/** The commitments on this deal, each with owner and due date; its checkbox means “kept”. */
export default function Commitments({ model, who }: { model: RecordModel; who: Who }) {
  const [adding, setAdding] = useState(false);
  const draft = useDraft(`${model.key}#promise`, '');
  const due = useDraft(`${model.key}#promise:due`, '');
  const ownerDraft = useDraft(`${model.key}#promise:owner`, who.user);
  const { text } = draft;
  const reason = useId();
  const over = limitOf(text, MAX_COMMITMENT_CHARS)?.over ?? false;
  // A manager can also add a commitment of the deal's rep.
  const other = model.role.rep !== null && model.role.rep !== who.user ? model.role.rep : null;
  const owner = other !== null && ownerDraft.text === other ? other : who.user;
  const make = useAction('commitment.make');
  const list = [...model.rows.commitments]
    .filter((item) => item.fields.state !== 'dropped')
    .sort((a, b) => a.fields.due.localeCompare(b.fields.due));
  if (model.ref.tenant === '' && list.length === 0) return null;
  const save = () =>
    make.mutate(
      { id: draft.id, refKey: model.key, text: text.trim(), due: due.text, owner },
      {
        onSuccess: () => {
          for (const part of [draft, due, ownerDraft]) part.discard();
          setAdding(false);
        },
      },
    );
  return (
    <section className="part" aria-label={t('commitments.region')}>
      <div className="part-head">
        <h2>{t('commitments.region')}</h2>
        <span className="grow" />
        {!adding && (
          <button type="button" className="link" onClick={() => setAdding(true)}>
            {t('commitments.add')}
          </button>
        )}
      </div>
      {list.length === 0 && !adding && (
        <p className="hint">
          {t('commitments.none')} {t('commitments.noneHint')}
        </p>
      )}
      <ul className="checks">
        {list.map((item) => (
          <RowFailsafe key={item.id} as="li">
            <CommitmentItem item={item} model={model} who={who} />
          </RowFailsafe>
        ))}
      </ul>
      {adding && (
        <form
          className="card commitment"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '' && due.text !== '' && !over) save();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !isComposing(event)) setAdding(false);
          }}
        >
          <LimitedInput
            autoFocus
            size="xs"
            label={t('commitments.what')}
            most={MAX_COMMITMENT_CHARS}
            reason={reason}
            readOnly={make.isPending}
            value={text}
            onChange={(event) => draft.change({ text: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            label={t('commitments.when')}
            value={due.text}
            min={today(model.now)}
            onChange={(event) => due.change({ text: event.currentTarget.value })}
          />
          {other && (
            <NativeSelect
              size="xs"
              label={t('commitments.who')}
              value={owner}
              data={[
                { value: who.user, label: t('notes.you') },
                { value: other, label: who.names.get(other) ?? t('notes.someone') },
              ]}
              onChange={(event) => ownerDraft.change({ text: event.currentTarget.value })}
            />
          )}
          <NotKept error={draft.problem} text={text} full={t('notes.full')} />
          <NotSaved error={make.error} />
          <div className="row">
            <Button
              type="submit"
              size="compact-sm"
              disabled={text.trim() === '' || due.text === '' || over}
              aria-describedby={over ? reason : undefined}
              loading={make.isPending}
            >
              {t('commitments.save')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => setAdding(false)}
            >
              {t('prompts.close')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
