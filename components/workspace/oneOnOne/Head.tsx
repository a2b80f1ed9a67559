import { useState } from 'react';
import { dayOf } from '../../../lib/coaching/index.ts';
import { civilTime } from '../../../lib/coaching/rhythm/index.ts';
import { useAction } from '../../data/actions.ts';
import { Presence } from '../../panel/Presence.tsx';
import { Button } from '../../ui/Button.tsx';
import { initials } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AwayNotice } from './AwayNotice.tsx';
import { fullNameOf, type StepProps } from './context.ts';
import { MoveForm } from './MoveForm.tsx';
import { RhythmForm } from './RhythmForm.tsx';
import { heldText, whenText } from './times.ts';

interface Props extends StepProps {
  /** True for the next one-on-one; false for one that was held. */
  isCurrent: boolean;
  onView(slot: string | null): void;
  onFinished(): void;
}

/** With whom, when, and what can be done about the date. */
export function Head({ isCurrent, onView, onFinished, ...props }: Props) {
  const { plan, doc, who, now } = props;
  const { pair, next, rhythm } = plan;
  const [open, setOpen] = useState<'move' | 'rhythm' | null>(null);
  const [skipped, setSkipped] = useState<string | null>(null);
  const begin = useAction('oneOnOne.begin');
  const finish = useAction('oneOnOne.finish');
  const arrange = useAction('oneOnOne.arrange');
  const name = fullNameOf(who, pair.other);
  const isRunning = doc.meeting.began !== null && !doc.isFinished;
  const start = () => {
    const zone = now.timeZone;
    // The one on screen takes place now, with what was prepared for it.
    const isPlannedToday = next !== null && dayOf(next.ms, zone) === dayOf(now.ms, zone);
    const { every, weekday, time, minutes, timeZone, phase } = rhythm;
    begin.mutate({
      ...{ pair: pair.scope, slot: doc.slot },
      to: isPlannedToday ? null : civilTime(now.ms, rhythm, zone),
      rhythm: { every, weekday, time, minutes, timeZone, phase },
    });
  };
  const when =
    isCurrent && !pair.isFormer
      ? next
        ? [
            whenText(next, rhythm, now.timeZone),
            tKey(`oneOnOne.every.${rhythm.every}`),
            ...(next.why === 'usual' ? [] : [tKey(`oneOnOne.why.${next.why}`)]),
          ]
        : [t('oneOnOne.none'), tKey(`oneOnOne.every.${rhythm.every}`)]
      : [heldText(doc.slot, doc.meeting.began, now.timeZone)];
  return (
    <header className="talk-head" data-region tabIndex={-1}>
      <p className="crumb">
        <a href="#oneOnOnes">{t('oneOnOne.back')}</a>
      </p>
      <div className="talk-title">
        <span className="avatar" aria-hidden="true">
          {initials(name)}
        </span>
        <div className="grow">
          <h1>{name}</h1>
          <p>
            {when.join(' · ')}
            {doc.isFinished && ` · ${t('oneOnOne.finished')}`}
          </p>
          <Presence refKey={doc.key} names={who.names} />
        </div>
        {pair.isFormer || !isCurrent ? (
          !isCurrent && (
            <Button variant="default" onClick={() => onView(null)}>
              {t('oneOnOne.current')}
            </Button>
          )
        ) : (
          <div className="row">
            <Button
              variant="subtle"
              color="gray"
              aria-expanded={open === 'rhythm'}
              onClick={() => setOpen(open === 'rhythm' ? null : 'rhythm')}
            >
              {t('oneOnOne.rhythm')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              aria-expanded={open === 'move'}
              onClick={() => setOpen(open === 'move' ? null : 'move')}
            >
              {t('oneOnOne.move')}
            </Button>
            {next !== null && !isRunning && (
              <Button
                variant="subtle"
                color="gray"
                disabled={arrange.isPending}
                onClick={() =>
                  arrange.mutate(
                    { pair: pair.scope, slot: next.slot, state: 'skipped' },
                    { onSuccess: () => setSkipped(next.slot) },
                  )
                }
              >
                {t('oneOnOne.skip')}
              </Button>
            )}
            {isRunning ? (
              <Button
                variant="default"
                loading={finish.isPending}
                onClick={() =>
                  finish.mutate({ pair: pair.scope, slot: doc.slot }, { onSuccess: onFinished })
                }
              >
                {t('oneOnOne.finish')}
              </Button>
            ) : (
              <Button loading={begin.isPending} onClick={start}>
                {t('oneOnOne.begin')}
              </Button>
            )}
          </div>
        )}
      </div>
      {skipped !== null && (
        <p className="notice" role="status">
          {t('oneOnOne.skipped')}{' '}
          <button
            type="button"
            className="link"
            onClick={() =>
              arrange.mutate(
                { pair: pair.scope, slot: skipped, state: 'open' },
                { onSuccess: () => setSkipped(null) },
              )
            }
          >
            {t('oneOnOne.undo')}
          </button>
        </p>
      )}
      {isCurrent && <AwayNotice plan={plan} />}
      {open === 'move' && <MoveForm {...props} onDone={() => setOpen(null)} />}
      {open === 'rhythm' && <RhythmForm {...props} onDone={() => setOpen(null)} />}
      <NotSaved error={begin.error ?? finish.error ?? arrange.error} />
    </header>
  );
}
