import type { Out } from '../../lib/messages/index.ts';
import type { Navigation } from '../../lib/model/index.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { getMeta, type TabView } from '../../lib/store/index.ts';
import { account } from './account.ts';
import { nonces } from './frameNonces.ts';
import { lossCount, pictureOf } from './pictures.ts';

type Hello = Out<'frame.hello'>;

interface Ready {
  nonce: string;
  /** The number of losses of pictures when the answer was made: see `lossCount`. */
  losses: number;
  /** When it was made, in the time of `performance`, which no clock changes. */
  at: number;
  answer: Promise<{ hello: Hello; navigation: Navigation | null }>;
}

/**
 * A frame greets within seconds, unless it is opened later: then its picture may be too old, and
 * its colours may have changed.
 */
const READY_MS = 10_000;

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
  ready.set(tabId, { nonce, losses: lossCount(), at: performance.now(), answer });
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
    // Of another account or record, or with a picture that may not be painted any more.
    const holds = navigation === null || isOnScreen(tabId, navigation);
    const isRecent = performance.now() - made.at < READY_MS;
    if (holds && isRecent && made.losses === lossCount()) return hello;
  }
  return (await answerTo(tabId, nonce !== null)).hello;
}
