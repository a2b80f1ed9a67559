import { loadFirst } from '../data/first.ts';
import { preloadSettings } from '../data/settings.ts';
import { storeNamed } from '../data/store.ts';
import { type Greeted, greet } from './greeting.ts';

/** Greets, and reads what the first view shows, so that it is drawn at once. */
export async function readyFrame(nonce: string): Promise<Greeted> {
  const { store } = await preloadSettings();
  const frame = await greet(nonce, store);
  // Without it the live queries read the same, one after the other.
  if (frame.greeting === 'ok')
    await loadFirst(storeNamed(store), frame.tabId).catch((error) => console.error('first', error));
  return frame;
}
