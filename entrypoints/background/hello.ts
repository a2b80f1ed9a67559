import type { Out } from '../../lib/messages/index.ts';
import type { Navigation } from '../../lib/model/index.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { getMeta, type TabView } from '../../lib/store/index.ts';
import { type PreparedHello, stillHolds } from '../../lib/view/hello.ts';
import { account } from './account.ts';
import { nonces } from './frameNonces.ts';
import { pictureOf, voidCount } from './pictures.ts';

type Hello = Out<'frame.hello'>;

interface Ready extends PreparedHello {
  answer: Promise<{ hello: Hello; navigation: Navigation | null }>;
}

/** Answers to greetings that have not come yet, by tab. */
const ready = new Map<number, Ready>();

async function answerTo(tabId: number | null, isFrame: boolean) {
  const [{ db, session }, colours] = await Promise.all([account(), getSetting('colours')]);
  const [marker = null, view] = await Promise.all([
    getMeta(db, 'marker'),
    tabId === null ? undefined : db.views.get(tabId),
  ]);
  const shown: TabView | undefined = isFrame && !session?.expired ? view : undefined;
  const picture = await pictureOf(db.name, shown);
  return { hello: { tabId, marker, picture, colours }, navigation: view?.navigation ?? null };
}

/**
 * Issues the nonce of a frame, and makes the answer to its greeting: when that comes, the reading
 * of the record may keep the database busy.
 */
export async function issueNonce(tabId: number): Promise<string> {
  const nonce = await nonces.issue(tabId);
  const answer = answerTo(tabId, true);
  answer.catch(() => ready.delete(tabId)); // it is made again when the frame greets
  ready.set(tabId, { nonce, voids: voidCount(), at: performance.now(), answer });
  return nonce;
}

/** A tab was closed. */
export function forgetHello(tabId: number): void {
  ready.delete(tabId);
}

/** @param isOnScreen whether a navigation is still the tab's last one. */
export async function helloTo(
  nonce: string | null,
  tabId: number | null,
  isOnScreen: (tabId: number, navigation: Navigation) => boolean,
): Promise<Hello> {
  const made = tabId === null ? undefined : ready.get(tabId);
  if (tabId !== null) ready.delete(tabId);
  if (made && tabId !== null && made.nonce === nonce) {
    const { hello, navigation } = await made.answer;
    const isOnScreenNow = navigation === null || isOnScreen(tabId, navigation);
    const now = { nonce, voids: voidCount(), at: performance.now(), isOnScreen: isOnScreenNow };
    if (stillHolds(made, now)) return hello;
  }
  return (await answerTo(tabId, nonce !== null)).hello;
}
