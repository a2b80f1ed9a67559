import { useEffect, useState } from 'react';
import { talkClock } from '../../../lib/view/talkClock.ts';
import { t } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';

/** How often the clock is drawn anew, in ms. */
const TICK_MS = 15_000;

/** The minutes of a talk that its format, or the rhythm of the pair, plans. */
export function minutesOf({ plan, shape }: Pick<StepProps, 'plan' | 'shape'>): number {
  if (shape.format === 'oneOnOne') return plan.rhythm.minutes;
  return Object.values(shape.minutes).reduce((sum, minutes) => sum + minutes, 0);
}

/**
 * How much of the time is over, in words and as a quiet line. It counts nothing down, calls nobody,
 * and nothing stores it.
 */
export function Clock(props: StepProps) {
  const { doc } = props;
  const [ms, setMs] = useState(() => Date.now());
  const { began } = doc.meeting;
  const isRunning = began !== null && !doc.isFinished;
  useEffect(() => {
    if (!isRunning) return;
    setMs(Date.now());
    const timer = setInterval(() => setMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  const clock = isRunning ? talkClock(began, minutesOf(props), ms) : null;
  if (clock === null) return null;
  const { minutes, of, share, isOver } = clock;
  return (
    <div className="talk-clock">
      <span aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <p className="hint">
        {isOver
          ? t('oneOnOne.clockOver', [String(of)])
          : t('oneOnOne.clock', [String(Math.max(1, minutes)), String(of)])}
      </p>
    </div>
  );
}
