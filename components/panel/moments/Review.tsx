import { useId, useRef, useState } from 'react';
import { dayOf, timeline } from '../../../lib/coaching/index.ts';
import { type Audience, audiencesFor, MAX_PROSE_CHARS } from '../../../lib/model/index.ts';
import { type Act, actsOf } from '../../../lib/view/moments.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NativeSelect } from '../../ui/inputs.ts';
import { LimitedTextarea } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { Provenance } from '../../ui/Provenance.tsx';
import { audienceText } from '../../ui/readers.ts';
import { entryText } from '../timelineText.ts';
import { useDraft } from '../useDraft.ts';
import '../followUp.css';
import { AskManager } from './AskManager.tsx';
import { Card, type MomentProps } from './Card.tsx';

const DOUBTS = ['early', 'middle', 'end'] as const;
const NOT_NOW_MS = 3 * 86_400_000;
const MOST_LINES = 3;
/** The move that closed the deal is later than the day of which only the date is known. */
const SAME_DAY_MS = 86_400_000;

/** The last events of the deal, oldest first, each with its source. */
function Course({ due, model, who }: MomentProps) {
  const { facts, now } = model;
  if (facts === null) return null;
  const lines = timeline(facts, { notes: [], prompts: [] })
    .filter(({ kind, at }) => kind !== 'created' && at <= due.at + SAME_DAY_MS)
    .filter((_, index) => index < MOST_LINES)
    .reverse();
  return (
    <ul className="course">
      {lines.map((entry) => {
        const day = dayOf(entry.at, now.timeZone);
        return (
          <li key={entry.id}>
            <time dateTime={day}>{date(day, now)}</time>
            <span>
              {entryText(entry, facts, who.names, who.user)}{' '}
              {entry.source !== 'sideline' && <Provenance source={entry.source} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Where an act is known from, and its day. */
function actHint({ source, day }: Act, { now }: MomentProps['model']): string {
  const from = t(source === 'crm' ? 'source.api' : 'moments.since.sideline');
  return `${from}, ${date(day, now)}`;
}

interface ChoicesProps {
  legend: string;
  chosen: string;
  options: readonly { value: string; label: string; hint?: string }[];
  tall?: boolean;
  onChoose(value: string): void;
}

function Chips({ legend, chosen, options, tall, onChoose }: ChoicesProps) {
  const group = useId();
  return (
    <fieldset className={tall ? 'chips tall' : 'chips'}>
      <legend>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value}>
          <input
            type="radio"
            name={group}
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />
          <span dir="auto">
            {label}
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** One look back when a deal has closed: a doubt and a lesson, or the act that mattered. */
export default function Review({ due, model, who }: MomentProps) {
  const isWon = due.moment === 'winReview';
  const kind = isWon ? 'winReview' : 'lossReview';
  const slot = `${model.key}#moment=${kind}:${due.about}`;
  const choice = useDraft(`${slot}:choice`, '');
  const words = useDraft(`${slot}:words`, '');
  const [audience, setAudience] = useState<Audience>('private');
  const write = useAction('moment.write');
  const share = useAction('moment.audience');
  const reason = useId();
  const fields = useRef<HTMLDivElement>(null);
  const which = { refKey: model.key, moment: kind, about: due.about } as const;
  const over = limitOf(words.text, MAX_PROSE_CHARS)?.over ?? false;
  const text = words.text.trim();
  const isEmpty = text === '' && choice.text === '';
  const acts = isWon ? actsOf(model) : [];
  const audiences = audiencesFor(who.me, model.shareWith);
  const isBusy = write.isPending || share.isPending;
  const save = (state: 'kept' | 'later', readers: Audience = audience) =>
    write.mutate(
      {
        ...which,
        state,
        until: state === 'later' ? model.now.ms + NOT_NOW_MS : null,
        title: '',
        words: isWon
          ? { mattered: choice.text, story: text }
          : { doubt: choice.text, lesson: text },
        tried: null,
      },
      {
        onSuccess: () => {
          if (state === 'later') return;
          for (const draft of [choice, words]) draft.discard();
          if (readers !== 'private') share.mutate({ ...which, audience: readers });
        },
      },
    );
  /** With nothing to save yet, the first field has the focus. */
  const trySave = () => {
    if (isEmpty) fields.current?.querySelector<HTMLElement>('input, textarea')?.focus();
    else save('kept');
  };
  return (
    <Card
      title={t(`moments.${kind}.title`)}
      icon={isWon ? 'flag' : 'eye'}
      about={t('moments.closed', [date(due.about, model.now)])}
      scope={`u:${who.user}`}
      who={who}
      praise={isWon}
      why={t(`moments.why.${kind}`)}
    >
      <h3>{t(`moments.${kind}.ask`)}</h3>
      {!isWon && <Course due={due} model={model} who={who} />}
      <div ref={fields} className="moment-fields">
        {isWon ? (
          acts.length > 0 && (
            <Chips
              tall
              legend={t('moments.winReview.which')}
              chosen={choice.text}
              options={acts.map((act) => ({
                value: act.text,
                label: act.text,
                hint: actHint(act, model),
              }))}
              onChoose={(value) => choice.change({ text: value })}
            />
          )
        ) : (
          <Chips
            legend={t('moments.lossReview.doubt')}
            chosen={choice.text}
            options={DOUBTS.map((value) => ({ value, label: t(`moments.doubt.${value}`) }))}
            onChoose={(value) => choice.change({ text: value })}
          />
        )}
        {audiences.length > 1 && (
          <NativeSelect
            size="xs"
            label={t('notes.who')}
            value={audience}
            data={audiences.map((value) => ({ value, label: audienceText(value, model, who) }))}
            onChange={(event) => setAudience(event.currentTarget.value as Audience)}
          />
        )}
        <LimitedTextarea
          autosize
          minRows={2}
          maxRows={8}
          size="xs"
          label={t(isWon ? 'moments.winReview.story' : 'moments.lossReview.lesson')}
          most={MAX_PROSE_CHARS}
          reason={reason}
          readOnly={isBusy}
          value={words.text}
          onChange={(event) => words.change({ text: event.currentTarget.value })}
        />
        <NotKept error={words.problem} text={words.text} full={t('notes.full')} />
        <NotSaved error={write.error ?? share.error} text={words.text} />
      </div>
      <div className="row">
        <Button
          size="compact-sm"
          disabled={over}
          aria-describedby={over ? reason : undefined}
          loading={isBusy}
          onClick={trySave}
        >
          {t('moments.save')}
        </Button>
        {isWon && audiences.includes('team') && audience !== 'team' && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={isEmpty || over || isBusy}
            onClick={() => save('kept', 'team')}
          >
            {t('moments.winReview.team')}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={isBusy}
          onClick={() => save('later')}
        >
          {t('moments.notNow')}
        </Button>
      </div>
      {!isWon && <AskManager model={model} who={who} about={`review:${due.about}`} isOver />}
    </Card>
  );
}
