import { positionOn, scaleOf } from '../../../lib/coaching/goalScale.ts';
import type { Observation, OwnRange } from '../../../lib/coaching/goals.ts';
import type { Goal } from '../../../lib/model/index.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { goalValue } from './goalText.ts';
import type { Subject } from './subject.ts';

interface Props {
  fields: Goal;
  /** Null where there are too few values for it. */
  range: OwnRange | null;
  latest: Observation | null;
  subject: Subject;
}

interface MarkProps {
  name: 'start' | 'now' | 'target';
  value: string;
  day: string | null;
}

/** A mark in words: its shape, its name, its value and its day. */
function Mark({ name, value, day }: MarkProps) {
  return (
    <>
      <span className={`key mark-${name}`} aria-hidden="true" />
      {t(`goals.scale.${name}`)} <b>{value}</b>
      {day !== null && <span className="dim">{day}</span>}
    </>
  );
}

/**
 * The scale of a goal, from □ where it began to ⚑ the target, with ● now between them and the own
 * range as a band. The words of the marks stand at their places; the line itself is for eyes only.
 */
export function GoalLine({ fields, range, latest, subject }: Props) {
  const { unit, baseline, target, due, step } = fields;
  if (baseline === null && target === null && latest === null) return null;
  const others = [
    ...(latest ? [latest.value] : []),
    ...(range ? [range.low, range.high] : []),
    ...(step === null ? [] : [step]),
  ];
  const scale = scaleOf(fields, others);
  const left = (value: number) => `${positionOn(scale, value).at * 100}%`;
  const show = (value: number) => goalValue(value, unit);
  const day = (value: string | null) => (value === null ? null : date(value, subject.now));
  const now = latest && positionOn(scale, latest.value);
  // Where a goal gets smaller numbers, the highest one is on the left.
  const band = range && [range.low, range.high].map((value) => positionOn(scale, value).at * 100);
  return (
    <div className={now ? 'goal-scale with-now' : 'goal-scale'}>
      <div className="goal-line" aria-hidden="true">
        {band && (
          <span
            className="band"
            style={{
              left: `${Math.min(...band)}%`,
              width: `${Math.max(...band) - Math.min(...band)}%`,
            }}
          />
        )}
        {step !== null && step !== target && (
          <span className="mark-step" style={{ left: left(step) }} />
        )}
        <span className="end" style={{ left: '0%' }} />
        <span className="end" style={{ left: '100%' }} />
        {baseline !== null && <span className="mark-start" style={{ left: left(baseline) }} />}
        {target !== null && <span className="mark-target" style={{ left: left(target) }} />}
        {now && latest && (
          <span
            className={now.beyond === null ? 'mark-now' : `mark-now beyond-${now.beyond}`}
            style={{ left: left(latest.value) }}
          />
        )}
      </div>
      <ul className="goal-ends">
        <li aria-hidden={baseline === null}>
          {baseline === null ? (
            <span className="dim">{show(scale.start)}</span>
          ) : (
            <Mark name="start" value={show(baseline)} day={null} />
          )}
        </li>
        {now && latest && (
          <li
            className="now"
            style={{ left: left(latest.value), transform: `translateX(-${left(latest.value)})` }}
          >
            <Mark name="now" value={show(latest.value)} day={day(latest.day)} />
          </li>
        )}
        <li aria-hidden={target === null}>
          {target === null ? (
            <span className="dim">{show(scale.end)}</span>
          ) : (
            <Mark name="target" value={show(target)} day={day(due)} />
          )}
        </li>
      </ul>
    </div>
  );
}
