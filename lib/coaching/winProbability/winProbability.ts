import type { Bin, WinProbability } from '../../model/index.ts';
import { type Features, featureNames } from './features.ts';
import { atOnce, brier, fitSteps, predict } from './logistic.ts';

/** Fewest closed deals from which a probability is computed. */
export const NEED_WON = 50;
export const NEED_LOST = 150;
const FOLDS = 5;

export interface Sample {
  key: string;
  features: Features;
  won: boolean;
}

type Fitted = Extract<WinProbability, { state: 'ready' }>['model'];

function standardise(rows: readonly Features[]): Pick<Fitted, 'mean' | 'sd'> {
  const columns = featureNames.map((_, index) =>
    rows.flatMap((row) => (row[index] === null || row[index] === undefined ? [] : [row[index]])),
  );
  const mean = columns.map(
    (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
  );
  const sd = columns.map(
    (values, index) =>
      Math.sqrt(
        values.reduce((sum, value) => sum + (value - (mean[index] ?? 0)) ** 2, 0) /
          Math.max(1, values.length - 1),
      ) || 1,
  );
  return { mean, sd };
}
const scaled = (row: Features, { mean, sd }: Pick<Fitted, 'mean' | 'sd'>) =>
  row.map((value, index) => (value === null ? 0 : (value - (mean[index] ?? 0)) / (sd[index] ?? 1)));

function* train(samples: readonly Sample[]): Generator<undefined, Fitted> {
  const scale = standardise(samples.map((sample) => sample.features));
  const weights = yield* fitSteps(
    samples.map((sample) => scaled(sample.features, scale)),
    samples.map((sample) => sample.won),
  );
  return { ...scale, weights: [...weights] };
}

export function probability(model: Fitted, features: Features): number {
  return predict(model.weights, scaled(features, model));
}

/** The quarter of the pipeline; −1 where the position is unknown. */
const quarterOf = ([position]: Features) =>
  position === null || position === undefined ? -1 : Math.min(3, Math.floor(position * 4));

/**
 * The share of deals won from the same quarter of the pipeline, with one won and one lost deal
 * added (Laplace).
 */
function stageRates(samples: readonly Sample[]): (features: Features) => number {
  const groups = Map.groupBy(samples, ({ features }) => quarterOf(features));
  const rates = new Map(
    [...groups].map(([quarter, same]) => [
      quarter,
      (same.filter(({ won }) => won).length + 1) / (same.length + 2),
    ]),
  );
  return (features) => rates.get(quarterOf(features)) ?? 1 / 2;
}

/** The fold of a deal: computed from its key, so it is the same on every device. */
function foldOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (hash * 31 + key.charCodeAt(index)) >>> 0;
  return hash % FOLDS;
}

/** The 95th percentile of the normal distribution: one-sided. */
const CLEAR = 1.644854;

/**
 * True when the model's squared errors on the same deals are smaller than the stage rate's by more
 * than chance: a paired test of the mean difference (Diebold and Mariano, Journal of Business &
 * Economic Statistics 13, 1995). Without it, noise alone would beat four noisy rates half of the
 * time.
 */
function clearlyBetter(forecasts: readonly { p: number; base: number; won: boolean }[]): boolean {
  const gains = forecasts.map(
    ({ p, base, won }) => (base - (won ? 1 : 0)) ** 2 - (p - (won ? 1 : 0)) ** 2,
  );
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  return mean > CLEAR * Math.sqrt(variance / gains.length);
}

/**
 * Fits the model on the closed deals of this device and measures it: each forecast comes from a
 * model that was fitted without the deal (five-fold cross-validation), and is compared with the
 * stage rate of the same folds. In steps, so that whoever runs it can pause in between.
 */
export function* winProbabilitySteps(
  samples: readonly Sample[],
): Generator<undefined, WinProbability> {
  const won = samples.filter((sample) => sample.won).length;
  const lost = samples.length - won;
  if (won < NEED_WON || lost < NEED_LOST) return { state: 'short', won, lost };
  const forecasts: { p: number; base: number; won: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = samples.filter((sample) => foldOf(sample.key) !== fold);
    yield;
    const model = yield* train(rest);
    const rateOf = stageRates(rest);
    for (const sample of samples) {
      if (foldOf(sample.key) === fold)
        forecasts.push({
          p: probability(model, sample.features),
          base: rateOf(sample.features),
          won: sample.won,
        });
    }
  }
  const outcomes = forecasts.map((item) => item.won);
  const score = brier(
    forecasts.map((item) => item.p),
    outcomes,
  );
  const base = brier(
    forecasts.map((item) => item.base),
    outcomes,
  );
  if (!clearlyBetter(forecasts)) return { state: 'notBetter', won, lost, brier: score, base };
  const bins = Array.from({ length: 5 }, (_, index): Bin => {
    const inside = forecasts.filter((item) => Math.min(4, Math.floor(item.p * 5)) === index);
    return {
      forecast: inside.reduce((sum, item) => sum + item.p, 0) / Math.max(1, inside.length),
      won: inside.filter((item) => item.won).length / Math.max(1, inside.length),
      n: inside.length,
    };
  });
  return { state: 'ready', won, lost, brier: score, base, bins, model: yield* train(samples) };
}

/** All steps at once. */
export const winProbabilityOf = (samples: readonly Sample[]): WinProbability =>
  atOnce(winProbabilitySteps(samples));
