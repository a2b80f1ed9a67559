import type { Readable } from 'node:stream';
import type { Limiters } from './limiter.ts';

const EXPORTS_AN_HOUR = 5;
const HOUR = 3600;
/** Seconds until somebody else may ask again, while one export is under way. */
const AGAIN = 30;
/** A reader who takes nothing for this long ends the export, so that others get their turn. */
const IDLE_MS = 30_000;

export interface ExportLimit {
  /**
   * Runs one export at a time.
   * @param person null for the operator, who has no limit an hour.
   * @returns the seconds to wait, if it may not begin; else what `begin` returns.
   */
  run(
    person: string | null,
    begin: () => Promise<Readable | null>,
  ): Promise<{ wait: number } | { wait: 0; stream: Readable | null }>;
}

/** Ends a stream whose reader stopped. */
function watchReader(stream: Readable): void {
  let timer: ReturnType<typeof setTimeout>;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stream.destroy(), IDLE_MS);
  };
  restart();
  stream.on('data', restart);
  stream.pause();
  stream.once('close', () => clearTimeout(timer));
}

export function exportLimit(limiters: Limiters): ExportLimit {
  const perHour = limiters('exports', { points: EXPORTS_AN_HOUR, seconds: HOUR });
  let isRunning = false;
  return {
    async run(person, begin) {
      if (isRunning) return { wait: AGAIN };
      isRunning = true;
      const free = () => {
        isRunning = false;
      };
      try {
        const wait = person === null ? 0 : await perHour.take(person);
        const stream = wait > 0 ? null : await begin();
        if (!stream) free();
        else {
          stream.once('close', free);
          watchReader(stream);
        }
        return wait > 0 ? { wait } : { wait: 0, stream };
      } catch (error) {
        free();
        throw error;
      }
    },
  };
}
