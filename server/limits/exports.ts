import type { Readable } from 'node:stream';
import type { Limiters } from './limiter.ts';

const EXPORTS_AN_HOUR = 5;
const HOUR = 3600;
/** Seconds until a person may ask again, while their export is under way. */
const AGAIN = 30;
/** A reader who takes nothing for this long ends the export. */
const IDLE_MS = 30_000;
/** However slowly somebody reads, an export ends after this time. */
const MOST_MS = 30 * 60_000;

export interface ExportLimit {
  /**
   * Runs one export at a time of each person, and one of the operator: nobody keeps the others from
   * theirs.
   * @param person null for the operator, who has no limit an hour.
   * @param most when it ends, however slowly somebody reads it.
   * @returns the seconds to wait, if it may not begin; else what `begin` returns.
   */
  run(
    person: string | null,
    begin: () => Promise<Readable | null>,
    most?: number,
  ): Promise<{ wait: number } | { wait: 0; stream: Readable | null }>;
}

/** Ends a stream whose reader stopped. */
function watchReader(stream: Readable, most: number): void {
  let timer: ReturnType<typeof setTimeout>;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stream.destroy(), IDLE_MS);
  };
  restart();
  const whole = setTimeout(() => stream.destroy(), most);
  stream.on('data', restart);
  stream.pause();
  stream.once('close', () => {
    clearTimeout(timer);
    clearTimeout(whole);
  });
}

export function exportLimit(limiters: Limiters): ExportLimit {
  const perHour = limiters('exports', { points: EXPORTS_AN_HOUR, seconds: HOUR });
  /** Whose exports are under way. */
  const running = new Set<string | null>();
  return {
    async run(person, begin, most = MOST_MS) {
      if (running.has(person)) return { wait: AGAIN };
      running.add(person);
      const free = () => running.delete(person);
      try {
        const wait = person === null ? 0 : await perHour.take(person);
        const stream = wait > 0 ? null : await begin();
        if (!stream) free();
        else {
          stream.once('close', free);
          watchReader(stream, most);
        }
        return wait > 0 ? { wait } : { wait: 0, stream };
      } catch (error) {
        free();
        throw error;
      }
    },
  };
}
