import { mkdirSync, writeFileSync } from 'node:fs';

/** A measurement and its peer's in the same run. `goal` is a text; `met` is null without a goal. */
export interface Row {
  metric: string;
  ours: number;
  peer: number | null;
  ratio: number | null;
  goal: string;
  met: boolean | null;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between neighbours, as in most tools. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Slope of the least-squares line through points. */
export function slopeOf(points: readonly { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  return (
    points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) /
    points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0)
  );
}

export function row(
  metric: string,
  ours: number,
  peer: number | null,
  goal: string,
  met: ((ours: number, ratio: number) => boolean) | null,
): Row {
  const ratio = peer === null ? null : ours / peer;
  return {
    metric,
    ours: Math.round(ours * 100) / 100,
    peer: peer === null ? null : Math.round(peer * 100) / 100,
    ratio: ratio === null ? null : Math.round(ratio * 100) / 100,
    goal,
    met: met ? met(ours, ratio ?? 0) : null,
  };
}

/** Prints the table and writes it as JSON. */
export function report(name: string, rows: readonly Row[]): void {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  console.table(Object.fromEntries(rows.map(({ metric, ...rest }) => [metric, rest])));
}
