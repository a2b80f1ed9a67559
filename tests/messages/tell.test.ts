import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { tell, tellLatest } from '../../lib/messages/tell.ts';

const navigation = { document: 'd', number: 1 };
const at = (href: string) => ({ navigation, href, hosted: false, visible: true });
const ok = { ok: true, value: null };
const slow = { ok: false, code: 'slowDown' };

let sent: string[];
function answers(...list: (unknown | Error)[]) {
  sent = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: {
    input?: { href?: string };
  }) => {
    sent.push(message.input?.href ?? '');
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer instanceof Error) throw answer;
    return answer;
  }) as never);
}
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  [
    { ok: true, value: { nonce: 'n' } },
    { value: { nonce: 'n' }, again: false },
  ],
  [
    { ok: false, code: 'notAllowed' },
    { value: null, again: false },
  ],
  [slow, { value: null, again: true }],
  [undefined, { value: null, again: true }],
  [new Error('the channel was closed'), { value: null, again: true }],
])('%o comes back as %o', async (answer, expected) => {
  answers(answer);
  expect(await tell('record.frame')).toEqual(expected);
});

it('sends nothing once the extension has been replaced', async () => {
  answers(new Error('Extension context invalidated.'));
  const id = vi.spyOn(fakeBrowser.runtime, 'id', 'get').mockReturnValue(undefined as never);
  expect(await tell('record.frame')).toEqual({ value: null, again: false });
  id.mockRestore();
});

it('sends a message again if the background was too busy', async () => {
  answers(slow, slow, ok);
  const delivery = tellLatest('record.at')(at('a'));
  await vi.advanceTimersByTimeAsync(5000);
  await delivery;
  expect(sent).toEqual(['a', 'a', 'a']);
});

it('sends only the last of several undelivered messages', async () => {
  answers(slow, slow, slow, ok);
  const report = tellLatest('record.at');
  const delivery = ['a', 'b', 'c'].map((href) => report(at(href)));
  await vi.advanceTimersByTimeAsync(5000);
  await Promise.all(delivery);
  expect(sent).toEqual(['a', 'b', 'c', 'c']);
});

it('merges a waiting message with a newer one, and forgets both after delivery', async () => {
  answers(slow, slow, ok);
  const report = tellLatest('record.at', {
    merge: (a, b) => ({ ...b, href: `${a.href} ${b.href}` }),
  });
  const delivery = ['a', 'b'].map((href) => report(at(href)));
  await vi.advanceTimersByTimeAsync(5000);
  await Promise.all(delivery);
  await report(at('c'));
  expect(sent).toEqual(['a', 'a b', 'a b', 'c']);
});

it('stops sending after some attempts', async () => {
  answers(slow);
  const delivery = tellLatest('record.at')(at('a'));
  await vi.advanceTimersByTimeAsync(60_000);
  await delivery;
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.length).toBeLessThan(10);
});

it('stops sending when its script stops', async () => {
  answers(slow);
  const stop = new AbortController();
  const delivery = tellLatest('record.at', { signal: stop.signal })(at('a'));
  stop.abort();
  await vi.advanceTimersByTimeAsync(5000);
  await delivery;
  expect(sent).toEqual(['a']);
});
