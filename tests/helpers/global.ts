import type { TestProject } from 'vitest/node';
import { startCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the tests' PostgreSQL without a database name; null where it is not installed. */
    postgres: string | null;
  }
}

/** One PostgreSQL for all tests of a run; each file creates its own databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The long runs include crash tests, which need a durable database.
  const cluster = await startCluster({ durable: project.name === 'soak' });
  if (!cluster)
    console.log('PostgreSQL is not installed (apt-get install postgresql): its tests are skipped.');
  project.provide('postgres', cluster?.url('') ?? null);
  return async () => cluster?.stop();
}
