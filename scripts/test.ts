import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks, runChecks } from './checks.ts';
import { run } from './run.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

const folder = mkdtempSync(join(tmpdir(), 'sideline-tests-'));
const total = { passed: 0, failed: 0, skipped: 0 };

async function project(name: string): Promise<void> {
  const file = join(folder, `${name}.json`);
  const code = await run('vitest', ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const before = total.failed;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
    // A file that breaks before its first test has no failed test of its own.
    total.failed += report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length;
  } catch {
    total.failed += 1;
  }
  if (code !== 0 && total.failed === before) total.failed += 1;
}

const failedChecks = await runChecks(checks);
total.passed += checks.length - failedChecks.length;
total.failed += failedChecks.length;
for (const name of ['repo', 'unit', 'e2e']) await project(name);
rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;
