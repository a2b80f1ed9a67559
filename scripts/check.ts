import { runChecks } from './checks.ts';
import { run } from './run.ts';

const failed = await runChecks();
// Import directions and forgotten registrations are tests of the repository.
if ((await run('vitest', ['run', '--project', 'unit', 'tests/repo'])) !== 0) failed.push('repository');
process.exitCode = failed.length === 0 ? 0 : 1;
