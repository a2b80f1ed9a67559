import type { Goal } from '../model/index.ts';
import { isRising } from './goals.ts';

/** The scale of a goal: where it begins and ends. The end may be the smaller number. */
export interface GoalScale {
  start: number;
  end: number;
}

/** The room at an end that has no number of its own, as a share of what is shown. */
const ROOM = 0.1;

/**
 * The scale from the baseline to the target. An end without a number lies a little beyond the other
 * values; for a share it is 0 or 100.
 * @param others what else is shown: the current value, the own range, a first step.
 */
export function scaleOf(
  goal: Pick<Goal, 'unit' | 'baseline' | 'target'>,
  others: readonly number[],
): GoalScale {
  const { unit, baseline, target } = goal;
  const all = [baseline, target, ...others].filter((value) => value !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * ROOM;
  const isShare = unit === 'percent' && low >= 0 && high <= 100;
  const [least, most] = isShare ? [0, 100] : [low - room, high + room];
  const [worst, best] = isRising(goal) ? [least, most] : [most, least];
  const start = baseline ?? worst;
  const end = target ?? best;
  if (start !== end) return { start, end };
  // A scale has two ends: a known number stays at its own.
  const step = isRising(goal) ? 1 : -1;
  return target === null ? { start, end: start + step } : { start: end - step, end };
}

export interface ScalePosition {
  /** 0 at the start of the scale, 1 at its end. */
  at: number;
  /** The value lies beyond an end, at which it is shown. */
  beyond: 'start' | 'end' | null;
}

/** Where a value lies on a scale. */
export function positionOn({ start, end }: GoalScale, value: number): ScalePosition {
  const share = (value - start) / (end - start);
  const at = Math.min(1, Math.max(0, share));
  if (share < 0) return { at, beyond: 'start' };
  return { at, beyond: share > 1 ? 'end' : null };
}
