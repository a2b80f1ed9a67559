/** Weights of a logistic regression: first the intercept, then one per feature. */
export type Weights = readonly number[];

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

export function predict(weights: Weights, x: readonly number[]): number {
  return sigmoid(
    x.reduce((sum, value, index) => sum + value * (weights[index + 1] ?? 0), weights[0] ?? 0),
  );
}

/**
 * Solves A·x = b for a symmetric positive definite A by Cholesky decomposition (Golub and Van Loan,
 * Matrix Computations, §4.2).
 */
function solve(a: number[][], b: readonly number[]): number[] {
  const n = b.length;
  const l: number[][] = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const at = (m: number[][], i: number, j: number) => m[i]?.[j] ?? 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(a, i, j);
      for (let k = 0; k < j; k++) sum -= at(l, i, k) * at(l, j, k);
      const row = l[i];
      if (row) row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(l, j, j);
    }
  }
  const y: number[] = [];
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= at(l, i, k) * (y[k] ?? 0);
    y[i] = sum / at(l, i, i);
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = y[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(l, k, i) * (x[k] ?? 0);
    x[i] = sum / at(l, i, i);
  }
  return x;
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani
 * and Friedman, The Elements of Statistical Learning, §4.4.1). A ridge penalty on every coefficient
 * except the intercept keeps the coefficient of a feature that separates the classes finite.
 * Features should be standardised. @param ridge half the weight of the squared coefficients.
 * One step for each round.
 */
export function* fitSteps(
  rows: readonly (readonly number[])[],
  won: readonly boolean[],
  ridge = 1,
): Generator<undefined, Weights> {
  const width = (rows[0]?.length ?? 0) + 1;
  let weights = new Array<number>(width).fill(0);
  for (let round = 0; round < 50; round++) {
    yield;
    const hessian = Array.from({ length: width }, (_, i) =>
      Array.from({ length: width }, (_, j) => (i === j && i > 0 ? ridge : 0)),
    );
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : -ridge * weight));
    for (const [n, row] of rows.entries()) {
      const x = [1, ...row];
      const p = predict(weights, row);
      const error = (won[n] ? 1 : 0) - p;
      const spread = Math.max(p * (1 - p), 1e-9);
      for (let i = 0; i < width; i++) {
        gradient[i] = (gradient[i] ?? 0) + error * (x[i] ?? 0);
        const line = hessian[i];
        if (line)
          for (let j = 0; j < width; j++)
            line[j] = (line[j] ?? 0) + spread * (x[i] ?? 0) * (x[j] ?? 0);
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, index) => weight + (step[index] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  return weights;
}

/** All steps of a computation at once. */
export function atOnce<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `fitSteps` at once. */
export const fit = (...input: Parameters<typeof fitSteps>): Weights => atOnce(fitSteps(...input));

/**
 * Mean squared distance of forecast and outcome (G. W. Brier, Monthly Weather Review 78, 1950): 0
 * is perfect, 0.25 is the toss of a coin.
 */
export function brier(forecast: readonly number[], won: readonly boolean[]): number {
  return (
    forecast.reduce((sum, p, index) => sum + (p - (won[index] ? 1 : 0)) ** 2, 0) /
    Math.max(1, forecast.length)
  );
}
