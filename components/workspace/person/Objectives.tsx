import { useState } from 'react';
import type { Now } from '../../../lib/coaching/index.ts';
import { MAX_LINE_CHARS } from '../../../lib/model/index.ts';
import { follow, useAction } from '../../data/actions.ts';
import { useObjectives } from '../../data/person.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { Block } from '../Block.tsx';

/** The objectives of the company, which managers write and everybody can link a goal to. */
export function Objectives({ now }: { now: Now }) {
  const objectives = useObjectives() ?? [];
  const write = useAction('objective.write');
  const close = useAction('objective.write');
  const draft = useDraft('objective#new', '');
  const [until, setUntil] = useState('');
  const open = objectives.filter(({ fields }) => fields.open);
  const text = draft.text.trim();
  const isComplete = text !== '' && !limitOf(draft.text, MAX_LINE_CHARS)?.over;
  const save = () =>
    follow(
      write.mutateAsync({ objective: draft.id, text, until: until || null, open: true }),
      () => {
        draft.discard();
        setUntil('');
      },
    );
  return (
    <Block title={t('objectives.title')} icon="target" readers={{ text: t('person.company') }}>
      <p className="hint">{t('objectives.hint')}</p>
      <ul className="plain">
        {open.map(({ id, fields: { objective, text: words, until: day } }) => (
          <li key={id}>
            <span dir="auto">{words}</span>
            {day !== null && (
              <span className="dim">{t('objectives.untilDay', [date(day, now)])}</span>
            )}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={t('objectives.closeOf', [words])}
              onClick={() => close.mutate({ objective, text: words, until: day, open: false })}
            >
              {t('objectives.close')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete && !write.isPending) save();
        }}
      >
        <LimitedInput
          label={t('objectives.text')}
          most={MAX_LINE_CHARS}
          value={draft.text}
          onChange={(event) => draft.change({ text: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('objectives.until')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <NotKept error={draft.problem} text={draft.text} full={t('notes.full')} />
        <NotSaved error={write.error ?? close.error} text={draft.text} />
        <div className="row when-ready">
          <Button
            type="submit"
            variant="default"
            size="compact-sm"
            disabled={!isComplete}
            loading={write.isPending}
          >
            {t('objectives.save')}
          </Button>
        </div>
      </form>
    </Block>
  );
}
