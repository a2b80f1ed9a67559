import { useId } from 'react';
import { addDays, daysBetween, today } from '../../lib/coaching/index.ts';
import type { In } from '../../lib/messages/index.ts';
import { known, MAX_COMMITMENT_CHARS, MAX_LINE_CHARS } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { NativeSelect, TextInput } from '../ui/inputs.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { audienceText } from '../ui/readers.ts';
import { TextFormEnd } from '../ui/TextFormEnd.tsx';
import type { FollowUpTexts } from './useFollowUpTexts.ts';
import './chips.css';

interface Props {
  model: RecordModel;
  who: NonNullable<ReturnType<typeof useMe>>;
  texts: FollowUpTexts;
  variant: 'filled' | 'default';
  /** The commitment has no other readers, because the answer or the record has none. */
  onlyMe: boolean;
  /** @param made the id of the commitment; null where the person ended without one. */
  onEnd(made: string | null): void;
  /** The question, where it is not that of the steps after an answer. */
  title?: string;
  /** Makes the commitment together with something else; by default it is made alone. */
  action?: {
    isPending: boolean;
    error: Error | null;
    make(commitment: In<'commitment.make'>, done: () => void): void;
  };
}

/** The days that an agreement offers: tomorrow, and the day before the close date if later. */
function offeredDays({ facts, now }: RecordModel): { label: string; due: string }[] {
  const tomorrow = addDays(today(now), 1);
  const close = facts ? known(facts.fields.closeDate) : undefined;
  const before = close ? addDays(close, -1) : null;
  return [
    { label: t('prompts.laterDays.tomorrow'), due: tomorrow },
    ...(before !== null && daysBetween(tomorrow, before) > 0
      ? [{ label: t('followUp.close', [date(before, now)]), due: before }]
      : []),
  ];
}

/** What, by when, and how to see it: becomes a commitment of this person. */
export function Agreement(props: Props) {
  const { model, who, texts, variant, onlyMe, onEnd, title, action } = props;
  const { option: what, due, seen, readers } = texts;
  const alone = useAction('commitment.make');
  const make = action ?? {
    isPending: alone.isPending,
    error: alone.error,
    make: (input, done) => alone.mutate(input, { onSuccess: done }),
  };
  const group = useId();
  const reason = useId();
  const days = offeredDays(model);
  const isOffered = days.some((day) => day.due === due.text);
  const isOver =
    limitOf(what.text, MAX_COMMITMENT_CHARS)?.over || limitOf(seen.text, MAX_LINE_CHARS)?.over;
  const isComplete = what.text.trim() !== '' && due.text !== '' && due.text !== 'other' && !isOver;
  const save = () => {
    const seenBy = seen.text.trim();
    make.make(
      {
        id: what.id,
        refKey: model.key,
        text: what.text.trim(),
        due: due.text,
        owner: who.user,
        ...(seenBy === '' ? {} : { seenBy }),
        ...(onlyMe || readers.text === 'private' ? { onlyMe: true } : {}),
      },
      () => onEnd(what.id),
    );
  };
  return (
    <form
      className="agreement"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !make.isPending) save();
      }}
    >
      <h3>{title ?? t('followUp.will')}</h3>
      <LimitedInput
        size="xs"
        label={t('followUp.what')}
        most={MAX_COMMITMENT_CHARS}
        reason={reason}
        readOnly={make.isPending}
        value={what.text}
        onChange={(event) => what.change({ text: event.currentTarget.value })}
      />
      <fieldset className="chips">
        <legend>{t('followUp.when')}</legend>
        {days.map((day) => (
          <label key={day.due}>
            <input
              type="radio"
              name={group}
              checked={due.text === day.due}
              onChange={() => due.change({ text: day.due })}
            />
            <span>{day.label}</span>
          </label>
        ))}
        <label>
          <input
            type="radio"
            name={group}
            checked={due.text !== '' && !isOffered}
            onChange={() => due.change({ text: 'other' })}
          />
          <span>{t('followUp.other')}</span>
        </label>
      </fieldset>
      {due.text !== '' && !isOffered && (
        <TextInput
          size="xs"
          type="date"
          aria-label={t('followUp.other')}
          value={due.text === 'other' ? '' : due.text}
          min={today(model.now)}
          onChange={(event) => due.change({ text: event.currentTarget.value || 'other' })}
        />
      )}
      <LimitedInput
        autoFocus
        size="xs"
        label={t('followUp.seen')}
        most={MAX_LINE_CHARS}
        readOnly={make.isPending}
        value={seen.text}
        onChange={(event) => seen.change({ text: event.currentTarget.value })}
      />
      {onlyMe ? (
        <p className="hint">{t('notes.readers.private')}</p>
      ) : (
        <NativeSelect
          size="xs"
          label={t('followUp.readers')}
          value={readers.text}
          data={[
            { value: 'pair', label: audienceText('pair', model, who) },
            { value: 'private', label: audienceText('private', model, who) },
          ]}
          onChange={(event) => readers.change({ text: event.currentTarget.value })}
        />
      )}
      <TextFormEnd
        drafts={[what, seen]}
        error={make.error}
        save={t('followUp.make')}
        leave={t('followUp.enough')}
        variant={variant}
        disabled={!isComplete}
        isSaving={make.isPending}
        describedBy={isOver ? reason : undefined}
        onLeave={() => onEnd(null)}
      />
    </form>
  );
}
