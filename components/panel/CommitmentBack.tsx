import { useId, useState } from 'react';
import { addDays, dayOf, today } from '../../lib/coaching/index.ts';
import type { PromptAction } from '../../lib/messages/index.ts';
import { known, MAX_LINE_CHARS } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { wrote } from '../../lib/view/may.ts';
import { useAction } from '../data/actions.ts';
import { useAttempts, usePressId } from '../data/attempts.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { Button } from '../ui/Button.tsx';
import { date } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { Quote } from './Returning.tsx';
import { type Since, SinceChoice } from './SinceChoice.tsx';
import { useDraft } from './useDraft.ts';

/** Days that a commitment that changed gets, unless the person chooses another date. */
const NEXT_DAYS = 7;

/** A commitment on its due day or after it: its words, and what has happened since. */
export default function CommitmentBack({
  item,
  about,
  model,
  who,
}: {
  item: Item<'commitment'>;
  /** What its outcomes name. */
  about: Pick<PromptAction, 'signal' | 'fingerprint'>;
  model: RecordModel;
  who: NonNullable<ReturnType<typeof useMe>>;
}) {
  const { fields } = item;
  const { now } = model;
  const line = useDraft(`${model.key}#since=${item.id}`, '');
  const [since, setSince] = useState<Since | null>(null);
  const [due, setDue] = useState(addDays(today(now), NEXT_DAYS));
  const store = useAction('commitment.since');
  const later = useAction('prompt.outcome');
  const pressId = usePressId();
  const attempt = useAttempts();
  const { hasMoment, open, set } = useUi();
  const reason = useId();
  const question = t('prompts.back.since');
  const over = limitOf(line.text, MAX_LINE_CHARS)?.over ?? false;
  const hasDate = since === 'changed' && (wrote(who, item) || fields.owner === who.user);
  const canSave = since !== null && !over && (!hasDate || due >= today(now));
  const isBusy = store.isPending || later.isPending;
  const outcomeOf = (more: Pick<PromptAction, 'outcome' | 'reason'>): PromptAction => ({
    refKey: model.key,
    ...about,
    severity: 0,
    ...more,
  });
  const text = line.text.trim();
  const save = () => {
    if (!canSave || isBusy || since === null) return;
    const ref = {
      ref: model.ref,
      recordName: (model.record && known(model.record.fields.name)) ?? '',
    };
    const press = pressId(`${item.id} since`);
    const written = `${t(`prompts.back.${since}`)}: ${text}`;
    const said = { id: line.id, text: written, question };
    store.mutate(
      {
        id: item.id,
        since,
        ...(hasDate ? { due } : {}),
        line: text === '' ? null : { ...said, ...ref, sent: attempt(line.id, written) },
        outcome: { id: press.id, ...outcomeOf({ outcome: 'answered', reason: since }) },
      },
      {
        onSuccess() {
          press.done();
          line.discard();
        },
      },
    );
  };
  const putAside = () => {
    const action = outcomeOf({ outcome: 'snoozed', reason: null });
    const { id, done } = pressId(`${item.id} later`);
    later.mutate(
      { id, ...action },
      {
        onSuccess() {
          done();
          set({ chosen: { ...action, undo: { id } } });
        },
      },
    );
  };
  return (
    <article className="prompt open" aria-label={fields.text}>
      <form
        className="inside since"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="kind">
          <Icon name="check" size={14} />
          <b>{t('commitments.region')}</b>
        </p>
        <Quote
          label={t('prompts.back.agreed', [
            date(dayOf(fields.at, now.timeZone), now),
            date(fields.due, now),
          ])}
          text={fields.text}
        />
        <h3>{question}</h3>
        <SinceChoice since={since} onSince={setSince} />
        {hasDate && (
          <TextInput
            size="xs"
            type="date"
            label={t('prompts.back.due')}
            value={due}
            min={today(now)}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        )}
        <LimitedInput
          size="xs"
          label={t('prompts.back.line')}
          most={MAX_LINE_CHARS}
          reason={reason}
          readOnly={isBusy}
          value={line.text}
          onChange={(event) => line.change({ text: event.currentTarget.value })}
        />
        <NotKept error={line.problem} text={line.text} full={t('notes.full')} />
        <NotSaved error={store.error ?? later.error} text={line.text} />
        <div className="row">
          {since !== null && (
            <Button
              type="submit"
              size="compact-sm"
              variant={!hasMoment && (open === null || open === 'none') ? 'filled' : 'default'}
              disabled={!canSave}
              aria-describedby={over ? reason : undefined}
              loading={store.isPending}
            >
              {t('prompts.saveAnswer')}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            disabled={isBusy}
            onClick={putAside}
          >
            {t('prompts.later')}
          </Button>
        </div>
      </form>
    </article>
  );
}
