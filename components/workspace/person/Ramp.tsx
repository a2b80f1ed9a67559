import { useState } from 'react';
import { endOfWeek, milestonesOf, STARTING_WEEKS } from '../../../lib/coaching/ramp.ts';
import { FIRST_DAY, MAX_LINE_CHARS, MOST_RAMP_WEEKS } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import type { PersonRows } from '../../../lib/view/person.ts';
import { follow, useAction } from '../../data/actions.ts';
import { ids } from '../../data/ids.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { date } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NativeSelect, TextInput } from '../../ui/inputs.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Block, ReadersLabel } from '../Block.tsx';
import { readersOfRow, readersOfRows, type Subject } from './subject.ts';

/** True once somebody started the plan for the first weeks. */
const isStarted = (rows: PersonRows): boolean =>
  rows.ramp.some(({ fields }) => fields.step === FIRST_DAY) || milestonesOf(rows.ramp).length > 0;

/** The first day is the step FIRST_DAY; these weeks have a suggested milestone. */
export function RampStart({ subject, rows }: { subject: Subject; rows: PersonRows }) {
  const put = useAction('ramp.step');
  const { member, day } = subject;
  const other = subject.isOwn ? null : subject.name;
  const start = async () => {
    for (const week of STARTING_WEEKS)
      await put.mutateAsync({
        ...{ member, step: `start-${week}`, week, day: null, done: false },
        text: t(`ramp.starting.w${week}`),
      });
    // Last: from now on the plan is shown as one.
    await put.mutateAsync({ member, step: FIRST_DAY, text: '', week: 0, day, done: false });
  };
  if (isStarted(rows)) return null;
  return (
    <>
      <p className="ramp-start">
        <button
          type="button"
          className="link"
          disabled={put.isPending}
          onClick={() => follow(start(), () => {})}
        >
          {other === null ? t('ramp.startOwn') : t('ramp.start', [other])}
        </button>
      </p>
      <NotSaved error={put.error} />
    </>
  );
}

interface FormProps {
  /** The milestone that is changed; null for a new one. */
  item: Item<'rampStep'> | null;
  subject: Subject;
  onClose(): void;
}

function MilestoneForm({ item, subject, onClose }: FormProps) {
  const slot = `person/${subject.member}#ramp${item === null ? '' : `=${item.fields.step}`}`;
  const draft = useDraft(slot, item?.fields.text ?? '');
  const [week, setWeek] = useState(item?.fields.week ?? 1);
  const put = useAction('ramp.step');
  const isComplete = draft.text.trim() !== '' && !limitOf(draft.text, MAX_LINE_CHARS)?.over;
  const close = () => {
    draft.discard();
    onClose();
  };
  const save = () => {
    const step = item?.fields.step ?? draft.id ?? ids.next();
    const { done = false } = item?.fields ?? {};
    const milestone = { member: subject.member, step, text: draft.text.trim(), week, day: null };
    follow(put.mutateAsync({ ...milestone, done }), close);
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !put.isPending) save();
      }}
    >
      <LimitedInput
        autoFocus
        label={t('ramp.milestone')}
        most={MAX_LINE_CHARS}
        value={draft.text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('ramp.inWeek')}
        value={String(week)}
        data={Array.from({ length: MOST_RAMP_WEEKS }, (_, index) => String(index + 1))}
        onChange={(event) => setWeek(Number(event.currentTarget.value))}
      />
      <NotSaved error={put.error} text={draft.text} />
      <FormEnd
        save={t('ramp.save')}
        disabled={!isComplete}
        isSaving={put.isPending}
        onLeave={onClose}
      />
    </form>
  );
}

interface MilestoneProps {
  item: Item<'rampStep'>;
  firstDay: string | null;
  subject: Subject;
  /** The steps have different readers: this one says its own. */
  saysReaders: boolean;
  onEdit(): void;
}

function Milestone({ item, firstDay, subject, saysReaders, onEdit }: MilestoneProps) {
  const put = useAction('ramp.step');
  const { step, text, week, done } = item.fields;
  const write = (change: { text?: string; done?: boolean }) =>
    put.mutate({ ...{ member: subject.member, step, text, week, day: null, done }, ...change });
  return (
    <li>
      <div className="with-menu">
        <label>
          <input
            type="checkbox"
            checked={done}
            disabled={put.isPending}
            onChange={(event) => write({ done: event.currentTarget.checked })}
          />
          <span dir="auto">{text}</span>
        </label>
        <button type="button" className="link" aria-label={t('ramp.edit', [text])} onClick={onEdit}>
          <Icon name="sliders" size={14} />
        </button>
        <button
          type="button"
          className="link"
          aria-label={t('ramp.remove', [text])}
          onClick={() => write({ text: '' })}
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      <p className="dim">
        {firstDay === null
          ? t('ramp.weekOnly', [String(week)])
          : t('ramp.week', [String(week), date(endOfWeek(firstDay, week), subject.now)])}
        {saysReaders && (
          <>
            {' · '}
            <ReadersLabel readers={readersOfRow(item.scope, subject)} />
          </>
        )}
      </p>
      <NotSaved error={put.error} />
    </li>
  );
}

/** The plan for the first weeks of a new rep, which both change. */
export function Ramp({ subject, rows }: { subject: Subject; rows: PersonRows }) {
  /** The milestone in the form; `new` for one that does not exist yet. */
  const [editing, setEditing] = useState<string | null>(null);
  const put = useAction('ramp.step');
  const first = rows.ramp.find(({ fields }) => fields.step === FIRST_DAY);
  const milestones = milestonesOf(rows.ramp);
  if (!isStarted(rows)) return null;
  const firstDay = first?.fields.day ?? null;
  const close = () => setEditing(null);
  const { block, isMixed } = readersOfRows(first ? [first, ...milestones] : milestones, subject);
  return (
    <Block title={t('ramp.title')} icon="flag" readers={block}>
      <TextInput
        className="first-day"
        type="date"
        label={t('ramp.firstDay')}
        value={firstDay ?? ''}
        onChange={(event) => {
          const day = event.currentTarget.value || null;
          const { member } = subject;
          put.mutate({ member, step: FIRST_DAY, text: '', week: 0, day, done: false });
        }}
      />
      <NotSaved error={put.error} />
      <ul className="checks">
        {milestones.map((item) =>
          editing === item.id ? (
            <li key={item.id}>
              <MilestoneForm item={item} subject={subject} onClose={close} />
            </li>
          ) : (
            <Milestone
              key={item.id}
              item={item}
              firstDay={firstDay}
              saysReaders={isMixed}
              subject={subject}
              onEdit={() => setEditing(item.id)}
            />
          ),
        )}
      </ul>
      {editing === 'new' ? (
        <MilestoneForm item={null} subject={subject} onClose={close} />
      ) : (
        <Button variant="default" size="compact-sm" onClick={() => setEditing('new')}>
          {t('ramp.add')}
        </Button>
      )}
    </Block>
  );
}
