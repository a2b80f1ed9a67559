import { useEffect, useEffectEvent, useState } from 'react';
import { contentOf, type Out, send } from '../../lib/messages/index.ts';
import { getMeta } from '../../lib/store/index.ts';
import { storeNamed } from '../data/store.ts';

/** The background's answer to the greeting of this page. */
export interface Greeted {
  greeting: 'waiting' | 'ok' | 'otherStore' | 'untrusted';
  tabId: number | null;
}

type Hello = Out<'frame.hello'>;

/** The marker differs where the browser separates our database from the background's. */
async function judge({ marker, tabId }: Hello, store: string): Promise<Greeted> {
  const own = (await getMeta(storeNamed(store), 'marker').catch(() => undefined)) ?? null;
  return { greeting: own === marker ? 'ok' : 'otherStore', tabId };
}

const UNTRUSTED: Greeted = { greeting: 'untrusted', tabId: null };

/** The answer to this frame's greeting, which its first script has sent already. */
async function answerTo(nonce: string): Promise<Hello> {
  const sent = globalThis.sidelineHello;
  // A nonce is valid once.
  globalThis.sidelineHello = undefined;
  if (!sent) return send('frame.hello', { nonce, tabId: null });
  return contentOf('frame.hello', await sent);
}

/** Greets as the frame with this nonce. */
export async function greet(nonce: string, store: string): Promise<Greeted> {
  return answerTo(nonce).then(
    (hello) => judge(hello, store),
    () => UNTRUSTED,
  );
}

/** @param frame the answer that a frame got; null in the side panel, which greets for each tab. */
export function useGreeting(
  frame: Greeted | null,
  tabId: number | null,
  store: string | undefined,
): Greeted {
  const [state, setState] = useState<Greeted>(frame ?? { greeting: 'waiting', tabId });
  const judged = useEffectEvent((hello: Hello) => judge(hello, store ?? ''));
  const isAside = frame === null && store !== undefined;
  useEffect(() => {
    if (!isAside) return;
    let cancelled = false;
    const hello = async () => {
      const answer = await judged(await send('frame.hello', { nonce: null, tabId }));
      if (!cancelled) setState(answer);
    };
    hello().catch(
      () => !cancelled && setState((before) => (before.greeting === 'ok' ? before : UNTRUSTED)),
    );
    return () => {
      cancelled = true;
    };
  }, [tabId, isAside]);
  return state;
}
