import { median, quantile } from './table.ts';

export interface Ratio {
  ratio: number;
  /** The ends of its 95% interval. */
  low: number;
  high: number;
}

const SAMPLES = 4000;

/**
 * The ratio of two medians, with its 95% interval: the bootstrap, which draws both lists again from
 * themselves, many times.
 * @param random numbers in [0, 1).
 */
export function ratioOf(
  ours: readonly number[],
  others: readonly number[],
  random: () => number,
): Ratio {
  const draw = (list: readonly number[]) =>
    median(list.map(() => list[Math.floor(random() * list.length)] as number));
  const ratios = Array.from({ length: SAMPLES }, () => draw(ours) / draw(others));
  return {
    ratio: median(ours) / median(others),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
  };
}

/**
 * Only where the whole interval is more than a twentieth above. Of a time or a size that is worse,
 * of a number of requests better.
 */
export const isLarger = ({ low }: Ratio): boolean => low > 1.05;
