import type { ReadResult } from '../../model/index.ts';
import { type Navigation, sameNavigation } from '../../model/navigation.ts';
import { navigationOf } from '../page.ts';

/** Reads the page and returns its navigation; null when the navigation changed meanwhile. */
export async function readWithNavigation(
  win: Window,
  read: (win: Window) => Promise<ReadResult>,
): Promise<{ navigation: Navigation | null; result: ReadResult }> {
  const before = navigationOf(win);
  const result = await read(win);
  return { navigation: sameNavigation(before, navigationOf(win)) ? before : null, result };
}
