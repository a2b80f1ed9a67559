import { checks, repository, runChecks } from './checks.ts';

process.exitCode = (await runChecks([...checks, repository])).length === 0 ? 0 : 1;
