import type { TestProject } from 'vitest/node';
import { startCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL of the tests' own, without a database's name; null where none is installed. */
    postgres: string | null;
  }
}

/** One PostgreSQL for all tests of a run; each file makes its own databases in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Crash tests are among the long runs.
  const cluster = await startCluster({ durable: project.name === 'soak' });
  if (!cluster)
    console.log('PostgreSQL is not installed (apt-get install postgresql): its tests are skipped.');
  project.provide('postgres', cluster?.url('') ?? null);
  return async () => cluster?.stop();
}
