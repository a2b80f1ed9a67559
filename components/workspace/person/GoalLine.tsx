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

/** The ends of the line: 0 to 100 for a share, else with a tenth of room at both sides. */
function endsOf(values: readonly number[], unit: Goal['unit']): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (unit === 'percent' && low >= 0 && high <= 100) return [0, 100];
  const room = (high - low || Math.abs(high) || 1) / 10;
  return [Math.min(low - room, low), high + room];
}

/** A line with the own range as a band, □ where it began, ● now, ⚑ the target. */
export function GoalLine({ fields, range, latest, subject }: Props) {
  const { unit, baseline, target, due, step } = fields;
  const marks = [
    { name: 'start' as const, value: baseline, note: null },
    { name: 'now' as const, value: latest?.value ?? null, note: latest?.day ?? null },
    { name: 'target' as const, value: target, note: due },
  ].flatMap(({ name, value, note }) => (value === null ? [] : [{ name, value, note }]));
  if (marks.length === 0) return null;
  const all = [
    ...marks.map(({ value }) => value),
    ...(range ? [range.low, range.high] : []),
    ...(step === null ? [] : [step]),
  ];
  const [from, to] = endsOf(all, unit);
  const at = (value: number) => `${((value - from) / (to - from)) * 100}%`;
  return (
    <>
      <div className="goal-line" aria-hidden="true">
        {range && (
          <span
            className="band"
            style={{ left: at(range.low), width: `calc(${at(range.high)} - ${at(range.low)})` }}
          />
        )}
        {step !== null && step !== target && (
          <span className="mark-step" style={{ left: at(step) }} />
        )}
        {marks.map(({ name, value }) => (
          <span key={name} className={`mark-${name}`} style={{ left: at(value) }} />
        ))}
      </div>
      <ul className="goal-legend">
        {marks.map(({ name, value, note }) => (
          <li key={name}>
            <span className={`key mark-${name}`} aria-hidden="true" />
            {t(`goals.scale.${name}`)} <b>{goalValue(value, unit)}</b>
            {note !== null && <span className="dim">{date(note, subject.now)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
