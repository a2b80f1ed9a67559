import { useId, useState } from 'react';
import { MAX_LINE_CHARS, type Skill } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { follow, useAction } from '../../data/actions.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { ReadersLabel } from '../Block.tsx';
import type { Subject } from './subject.ts';

const TRIED = ['yes', 'notThisTime', 'noChance'] as const;

interface Props {
  focus: Skill;
  /** The trials of this focus, private to the person. */
  trials: readonly Item<'focusEntry'>[];
  subject: Subject;
}

/** How a trial went, in one choice and a line. */
function How({ item, subject }: { item: Item<'focusEntry'>; subject: Subject }) {
  const save = useAction('focus.entry');
  const name = useId();
  const { focus, day, text } = item.fields;
  const [tried, setTried] = useState<(typeof TRIED)[number] | null>(null);
  const went = useDraft(`person/${subject.member}#went=${focus}:${day}`, '');
  const submit = () => {
    if (tried === null) return;
    const entry = { focus, event: 'trial' as const, day, level: null, text };
    follow(save.mutateAsync({ ...entry, tried, went: went.text.trim() }), went.discard);
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p dir="auto">{t('focus.trying', [text])}</p>
      <fieldset className="chips">
        <legend>{t('focus.how')}</legend>
        {TRIED.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              checked={tried === value}
              onChange={() => setTried(value)}
            />
            <span>{t(`focus.tried.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <LimitedInput
        label={t('focus.inWords')}
        most={MAX_LINE_CHARS}
        value={went.text}
        onChange={(event) => went.change({ text: event.currentTarget.value })}
      />
      <NotSaved error={save.error} text={went.text} />
      <div className="row when-ready">
        <Button
          type="submit"
          variant="default"
          size="compact-sm"
          disabled={tried === null || (limitOf(went.text, MAX_LINE_CHARS)?.over ?? false)}
          loading={save.isPending}
        >
          {t('focus.saveHow')}
        </Button>
      </div>
    </form>
  );
}

/** What the person tries once in the next call, and how it went. Nobody else reads it. */
export function Trial({ focus, trials, subject }: Props) {
  const save = useAction('focus.entry');
  const draft = useDraft(`person/${subject.member}#trial=${focus}`, '');
  const waiting = trials.find(({ fields }) => fields.tried === null);
  const { day } = subject;
  // One trial a day: the key of its row.
  const isFree = !trials.some(({ fields }) => fields.day === day);
  const submit = () => {
    const text = draft.text.trim();
    if (text === '' || save.isPending) return;
    const entry = { focus, event: 'trial' as const, day, level: null, text };
    follow(save.mutateAsync({ ...entry, tried: null, went: '' }), draft.discard);
  };
  return (
    <div className="strip only-you">
      <div className="strip-head">
        <h3>{t('focus.trial')}</h3>
        <ReadersLabel readers="onlyYou" />
      </div>
      {waiting ? (
        <How key={waiting.id} item={waiting} subject={subject} />
      ) : (
        isFree && (
          <form
            className="person-form"
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <LimitedInput
              label={t('focus.tryOnce')}
              most={MAX_LINE_CHARS}
              value={draft.text}
              onChange={(event) => draft.change({ text: event.currentTarget.value })}
            />
            <NotKept error={draft.problem} text={draft.text} full={t('notes.full')} />
            <NotSaved error={save.error} text={draft.text} />
            <div className="row when-ready">
              <Button
                type="submit"
                variant="default"
                size="compact-sm"
                disabled={
                  draft.text.trim() === '' || (limitOf(draft.text, MAX_LINE_CHARS)?.over ?? false)
                }
                loading={save.isPending}
              >
                {t('focus.saveTrial')}
              </Button>
            </div>
          </form>
        )
      )}
      <ul className="plain">
        {trials
          .filter(({ fields }) => fields.tried !== null)
          .slice(0, 3)
          .map(({ id, fields }) => (
            <li key={id}>
              <span dir="auto">{fields.text}</span>
              <span className="dim">
                {t(`focus.tried.${fields.tried as 'yes'}`)}
                {fields.went !== '' && ` · ${fields.went}`}
              </span>
            </li>
          ))}
      </ul>
    </div>
  );
}
