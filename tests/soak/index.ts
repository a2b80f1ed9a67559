import { amounts } from './amounts.ts';
import { browser } from './browser.ts';
import { dates } from './dates.ts';
import { hostile } from './hostile.ts';
import { interleaving } from './interleaving.ts';
import { kills } from './kills.ts';
import { model } from './model.ts';
import { network } from './network.ts';
import { rhythm } from './rhythm.ts';
import { servers } from './servers.ts';
import { visibility } from './visibility.ts';

export interface SoakOptions {
  runs: number;
  seed: number;
  /** A separate PostgreSQL database, or null for SQLite. */
  url: string | null;
  report?: (done: number) => void;
}
export interface SoakResult {
  runs: number;
  /** Null where no check failed. */
  failed: string | null;
  /** Counts and times of the run. */
  figures?: Record<string, number>;
}

/**
 * `npm test` runs the same sample each time, so that it fails because of a change and never by
 * chance. `npm run soak` draws a new seed.
 */
export const SAMPLE_SEED = 20_261_127;

/** Long runs by name: what one run is, how many the tests do, and how many a full run has. */
export const soaks: Record<
  string,
  {
    what: string;
    inTests: number;
    full: number;
    stores: readonly ('sqlite' | 'postgres')[];
    run(options: SoakOptions): Promise<SoakResult>;
  }
> = {
  model: {
    what: 'devices on a faulty connection, merges, moves, restored backups',
    inTests: 150,
    full: 100_000,
    stores: ['sqlite', 'postgres'],
    run: model,
  },
  visibility: {
    what: 'scenarios against a brute-force permission model, with canaries',
    inTests: 150,
    full: 10_000,
    stores: ['sqlite', 'postgres'],
    run: visibility,
  },
  kills: {
    what: 'kill -9 of a server that is being written to',
    inTests: 10,
    full: 100,
    stores: ['sqlite', 'postgres'],
    run: kills,
  },
  servers: {
    what: 'seconds of two servers on one PostgreSQL, eight writers, four readers',
    inTests: 10,
    full: 60,
    stores: ['postgres'],
    run: servers,
  },
  browser: {
    what: 'times that a browser or its worker is killed in the middle, with no debugger attached',
    inTests: 3,
    full: 50,
    stores: ['sqlite'],
    run: browser,
  },
  interleaving: {
    what: 'commands of two panels on one database',
    // About 20 s of CPU; 1,000 take a good minute.
    inTests: 300,
    full: 100_000,
    stores: ['sqlite'],
    run: interleaving,
  },
  hostile: {
    what: 'generated hostile requests to a server',
    inTests: 900,
    full: 100_000,
    stores: ['sqlite', 'postgres'],
    run: hostile,
  },
  rhythm: {
    what: 'next one-on-ones in the zones of IANA, around days off, moves and skips',
    inTests: 1000,
    full: 50_000,
    stores: ['sqlite'],
    run: rhythm,
  },
  dates: {
    what: 'dates as Intl writes them, in every locale, style and calendar',
    inTests: 600,
    full: 200_000,
    stores: ['sqlite'],
    run: dates,
  },
  amounts: {
    what: 'amounts as Intl writes them, in every locale, style and currency',
    inTests: 2000,
    full: 400_000,
    stores: ['sqlite'],
    run: amounts,
  },
  network: {
    what: 'faults of the network between a device and its server',
    inTests: 25,
    full: 500,
    stores: ['sqlite'],
    run: network,
  },
};
