import { useId } from 'react';
import { today } from '../../lib/coaching/index.ts';
import { MAX_COMMITMENT_CHARS, MAX_LINE_CHARS } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { FormEnd } from '../ui/FormEnd.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect, TextInput } from '../ui/inputs.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';

interface Props {
  model: RecordModel;
  who: NonNullable<ReturnType<typeof useMe>>;
  /** The commitment that is changed; null for a new one. */
  item: Item<'commitment'> | null;
  onClose(): void;
}

/** What, by when and whose; each field has a draft. */
export default function CommitmentForm({ model, who, item, onClose }: Props) {
  const slot = `${model.key}#promise${item === null ? '' : `=${item.id}`}`;
  const draft = useDraft(slot, item?.fields.text ?? '');
  const due = useDraft(`${slot}:due`, item?.fields.due ?? '');
  const ownerDraft = useDraft(`${slot}:owner`, item?.fields.owner ?? who.user);
  const seen = useDraft(`${slot}:seen`, item?.fields.seenBy ?? '');
  const make = useAction('commitment.make');
  const reason = useId();
  const { text } = draft;
  const over =
    (limitOf(text, MAX_COMMITMENT_CHARS)?.over || limitOf(seen.text, MAX_LINE_CHARS)?.over) ??
    false;
  const isComplete = text.trim() !== '' && due.text !== '' && !over;
  // A manager can also add a commitment of the deal's rep.
  const rep = item?.fields.owner ?? model.role.rep;
  const other = rep !== null && rep !== who.user ? rep : null;
  const owner = other !== null && ownerDraft.text === other ? other : who.user;
  const close = () => {
    for (const part of [draft, due, ownerDraft, seen]) part.discard();
    onClose();
  };
  const save = () => {
    const seenBy = seen.text.trim();
    const isSeen = seenBy !== '' || item?.fields.seenBy !== undefined;
    const fields = {
      refKey: model.key,
      text: text.trim(),
      due: due.text,
      owner,
      ...(isSeen ? { seenBy } : {}),
    };
    make.mutate({ id: item?.id ?? draft.id, ...fields }, { onSuccess: close });
  };
  return (
    <form
      className="card commitment"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) onClose();
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
      <LimitedInput
        size="xs"
        label={t('followUp.seen')}
        most={MAX_LINE_CHARS}
        readOnly={make.isPending}
        value={seen.text}
        onChange={(event) => seen.change({ text: event.currentTarget.value })}
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
      <FormEnd
        save={t(item === null ? 'commitments.save' : 'notes.saveEdit')}
        disabled={!isComplete}
        isSaving={make.isPending}
        describedBy={over ? reason : undefined}
        onLeave={onClose}
      />
    </form>
  );
}
