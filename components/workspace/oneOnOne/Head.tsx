import { useState } from 'react';
import { dayOf } from '../../../lib/coaching/index.ts';
import { civilTime } from '../../../lib/coaching/rhythm/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { initials } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AwayNotice } from './AwayNotice.tsx';
import { fullNameOf } from './context.ts';
import { HeadFrame, type HeadProps } from './HeadFrame.tsx';
import { MoveForm } from './MoveForm.tsx';
import { RhythmForm } from './RhythmForm.tsx';
import { heldText, whenText } from './times.ts';

/** When a one-on-one takes place or was held, in words. */
function aboutOf({ plan, doc, now, isCurrent }: HeadProps): string {
  const { pair, next, rhythm } = plan;
  if (!isCurrent || pair.isFormer) return heldText(doc.slot, doc.meeting.began, now.timeZone);
  const every = tKey(`oneOnOne.every.${rhythm.every}`);
  if (next === null) return [t('oneOnOne.none'), every].join(' · ');
  const why = next.why === 'usual' ? [] : [tKey(`oneOnOne.why.${next.why}`)];
  return [whenText(next, rhythm, now.timeZone), every, ...why].join(' · ');
}

/** With whom, when, and what can be done about the date. */
export function Head(props: HeadProps) {
  const { isCurrent, plan, doc, who, now } = props;
  const { pair, next, rhythm } = plan;
  const [open, setOpen] = useState<'move' | 'rhythm' | null>(null);
  const [skipped, setSkipped] = useState<string | null>(null);
  const arrange = useAction('oneOnOne.arrange');
  const name = fullNameOf(who, pair.other);
  const isRunning = doc.meeting.began !== null && !doc.isFinished;
  const start = () => {
    const zone = now.timeZone;
    // The one on screen takes place now, with what was prepared for it.
    const isPlannedToday = next !== null && dayOf(next.ms, zone) === dayOf(now.ms, zone);
    const { every, weekday, time, minutes, timeZone, phase } = rhythm;
    return {
      ...{ pair: pair.scope, slot: doc.slot },
      to: isPlannedToday ? null : civilTime(now.ms, rhythm, zone),
      rhythm: { every, weekday, time, minutes, timeZone, phase },
    };
  };
  const change = (state: 'skipped' | 'open', slot: string, then: string | null) =>
    arrange.mutate({ pair: pair.scope, slot, state }, { onSuccess: () => setSkipped(then) });
  return (
    <HeadFrame
      {...props}
      title={name}
      avatar={
        <span className="avatar" aria-hidden="true">
          {initials(name)}
        </span>
      }
      about={aboutOf(props)}
      start={start}
      more={
        <>
          {(['rhythm', 'move'] as const).map((form) => (
            <Button
              key={form}
              variant="subtle"
              color="gray"
              aria-expanded={open === form}
              onClick={() => setOpen(open === form ? null : form)}
            >
              {t(`oneOnOne.${form}`)}
            </Button>
          ))}
          {next !== null && !isRunning && (
            <Button
              variant="subtle"
              color="gray"
              disabled={arrange.isPending}
              onClick={() => change('skipped', next.slot, next.slot)}
            >
              {t('oneOnOne.skip')}
            </Button>
          )}
        </>
      }
    >
      {skipped !== null && (
        <p className="notice" role="status">
          {t('oneOnOne.skipped')}{' '}
          <button type="button" className="link" onClick={() => change('open', skipped, null)}>
            {t('oneOnOne.undo')}
          </button>
        </p>
      )}
      {isCurrent && <AwayNotice plan={plan} />}
      {open === 'move' && <MoveForm {...props} onDone={() => setOpen(null)} />}
      {open === 'rhythm' && <RhythmForm {...props} onDone={() => setOpen(null)} />}
      <NotSaved error={arrange.error} />
    </HeadFrame>
  );
}
