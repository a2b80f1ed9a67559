import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { random } from '../tests/helpers/random.ts';
import { isLarger, ratioOf } from './interval.ts';
import { median, type Row } from './table.ts';

const LEAST_ROUNDS = 9;
const SEED = 1;

/** Runs a benchmark of one folder. @returns its values by metric; null where it failed. */
function measure(folder: string, name: string): Map<string, number> | null {
  const file = join(folder, 'bench/results', `${name}.json`);
  rmSync(file, { force: true });
  const bin = join(folder, 'node_modules/.bin');
  const { stderr, error } = spawnSync(
    join(bin, 'node'),
    ['--disable-warning=ExperimentalWarning', 'bench/main.ts', name],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    },
  );
  if (existsSync(file)) {
    const rows = JSON.parse(readFileSync(file, 'utf8')) as Row[];
    return new Map(rows.map(({ metric, ours }) => [metric, ours]));
  }
  // Where the folder has no packages, nothing was started.
  console.log(`${folder}: no result\n${error?.message ?? stderr.slice(-1000)}`);
  return null;
}

/**
 * Compares this folder with another build of the project in one run: the two take turns, so that
 * what else the machine does falls on both.
 */
export function compare(args: readonly string[]): void {
  const [name = '', folder = '', rounds = String(LEAST_ROUNDS)] = args;
  const others = resolve(folder);
  if (name === '' || folder === '' || !existsSync(join(others, 'bench/main.ts'))) {
    console.error('npm run bench -- compare NAME FOLDER [ROUNDS]: FOLDER has the other build.');
    process.exitCode = 1;
    return;
  }
  const both = { ours: resolve('.'), others };
  const values = { ours: new Map<string, number[]>(), others: new Map<string, number[]>() };
  for (let round = 0; round < Number(rounds); round++)
    for (const which of round % 2 === 0
      ? (['others', 'ours'] as const)
      : (['ours', 'others'] as const)) {
      const found = measure(both[which], name);
      for (const [metric, value] of found ?? [])
        values[which].set(metric, [...(values[which].get(metric) ?? []), value]);
      console.log(`round ${round + 1} of ${rounds}, ${which}`);
    }
  if (Number(rounds) < LEAST_ROUNDS) console.log(`Fewer than ${LEAST_ROUNDS} rounds say little.`);
  const next = random(SEED);
  const compared = [...values.ours].flatMap(([metric, ours]) => {
    const before = values.others.get(metric);
    if (before === undefined || median(before) === 0) return [];
    const { ratio, low, high } = ratioOf(ours, before, next);
    const shown = [ratio, low, high].map((value) => Math.round(value * 1000) / 1000);
    const rest = { ratio: shown[0], 'from (95%)': shown[1], 'to (95%)': shown[2] };
    const sizes = { ours: median(ours), others: median(before), rounds: ours.length };
    return [
      [
        metric,
        {
          ...sizes,
          ...rest,
          larger: Number(rounds) < LEAST_ROUNDS ? null : isLarger({ ratio, low, high }),
        },
      ] as const,
    ];
  });
  console.table(Object.fromEntries(compared));
  // Nothing was compared: neither build is shown to be as fast as the other.
  if (compared.length === 0) process.exitCode = 1;
}
