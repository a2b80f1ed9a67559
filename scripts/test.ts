import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checks, runChecks } from './checks.ts';
import { run } from './run.ts';

interface Report {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

const total = { passed: 0, failed: 0, skipped: 0 };
const folder = mkdtempSync(join(tmpdir(), 'sideline-tests-'));

/** Runs vitest projects and adds their results to the total. */
async function vitest(name: string, args: readonly string[], env: Record<string, string> = {}) {
  const file = join(folder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // Files with modules of their own load packages again: compiled, but for the first.
  const compiled = { NODE_COMPILE_CACHE: resolve('.sideline/compiled') };
  const code = await run('vitest', ['run', ...args, ...reporters], { ...compiled, ...env });
  const before = total.failed;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
    // A file that fails before its first test has no failed test, so it is counted here.
    const broken = report.testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    );
    total.failed += broken.length;
  } catch (error) {
    total.failed += 1;
    console.error(`The tests of “${name}” left no report; vitest’s exit code is ${code}. ${error}`);
  }
  if (code !== 0 && total.failed === before) total.failed += 1;
}

const projects = (...names: string[]) => names.flatMap((name) => ['--project', name]);

/** What is quick, for every few lines that are written: no server, no database, no page. */
const QUICK = ['repo', 'pure', 'device'];
const UNITS = [...QUICK, 'server', 'components', 'alone'];

/**
 * The quick units, or the given ones of all.
 * @param args options of vitest, and parts of file names: `tests` is in all of them.
 */
async function units(args: readonly string[]): Promise<void> {
  const isChosen = args.some((arg) => !arg.startsWith('-'));
  await vitest('unit', [...projects(...(isChosen ? UNITS : QUICK)), ...args]);
}

/**
 * The same, with the coverage of the commands. Only their project is measured: measuring slows
 * every test down, and its figure shall come from tests of commands, not from whatever calls them.
 */
async function unitsWithCoverage(): Promise<void> {
  await vitest('device', [...projects('device'), '--coverage']);
  await vitest('unit', projects(...UNITS.filter((name) => name !== 'device')));
}

/**
 * @param args `--browser=chromium` or `firefox`, and parts of file names.
 * @param more `SIDELINE_STORIES`: `short` for those that differ between browsers in all, the others
 *   in one.
 */
async function stories(args: string[], more: Record<string, string> = {}): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { browser: { type: 'string' } },
    allowPositionals: true,
  });
  const env = values.browser ? { ...more, SIDELINE_BROWSER: values.browser } : more;
  await vitest('e2e', [...projects('e2e'), ...positionals], env);
}

/** CPU time of all finished child processes, in seconds; null where the system has no /proc. */
function childrenCpuSeconds(): number | null {
  try {
    // proc(5): fields 16 and 17, counted in hundredths of a second on every common Linux.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Math.round((Number(fields[13]) + Number(fields[14])) / 100);
  } catch {
    return null;
  }
}

async function everything(): Promise<void> {
  const failed = await runChecks(checks);
  total.passed += checks.length - failed.length;
  total.failed += failed.length;
  await unitsWithCoverage();
  if (total.failed > 0) {
    console.log(
      'The long runs and the browser tests were skipped, because something failed before them.',
    );
    return;
  }
  await vitest('soak', projects('browser', 'soak'));
  if (total.failed === 0) await stories([], { SIDELINE_STORIES: 'short' });
}

const [what, ...args] = process.argv.slice(2);
if (what === 'unit') await units(args);
else if (what === 'e2e') await stories(args);
else await everything();
rmSync(folder, { recursive: true, force: true });

const cpu = childrenCpuSeconds();
if (cpu !== null) console.log(`CPU: ${cpu} s`);
const { passed, failed, skipped } = total;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
