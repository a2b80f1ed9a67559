import type { ReadResult } from '../../model/index.ts';
import { type Navigation, sameNavigation } from '../../model/navigation.ts';
import { navigationOf, pageOf } from '../page.ts';

const ENDED: ReadResult = { ok: false, failure: 'unreachable' };

/**
 * Reads the page and returns its navigation; null when the navigation changed meanwhile. The next
 * navigation ends the reading at once, with its requests.
 */
export async function readWithNavigation(
  win: Window,
  read: (win: Window) => Promise<ReadResult>,
): Promise<{ navigation: Navigation | null; result: ReadResult }> {
  const before = navigationOf(win);
  const page = pageOf(win);
  const reading = new AbortController();
  const ended = new Promise<ReadResult>((done) =>
    reading.signal.addEventListener('abort', () => done(ENDED)),
  );
  page?.reading?.abort();
  if (page) page.reading = reading;
  const result = await Promise.race([read(win), ended]);
  if (page?.reading === reading) page.reading = null;
  const isSame = !reading.signal.aborted && sameNavigation(before, navigationOf(win));
  return { navigation: isSame ? before : null, result };
}
