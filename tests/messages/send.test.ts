import { describe, expect, it, vi } from 'vitest';
import { commands } from '../../lib/commands/index.ts';
import { dataMessages } from '../../lib/messages/data.ts';
import { createSender, hasQuickResponse, type SenderDeps } from '../../lib/messages/send.ts';

/** A timer that the test fires. */
function patience() {
  const waiting = new Set<() => void>();
  const after: SenderDeps['after'] = (_, late) => {
    waiting.add(late);
    return () => waiting.delete(late);
  };
  return { after, waiting, runOut: () => [...waiting].map((late) => late()) };
}
const never = () => new Promise<never>(() => {});

describe('a message that is never answered', () => {
  it('counts as lost when it writes on this device', async () => {
    const clock = patience();
    const send = createSender({ post: never, after: clock.after });
    const kept = send('draft.keep', {
      key: 'k',
      text: 'Half',
      audience: null,
    });
    clock.runOut();
    await expect(kept).rejects.toMatchObject({ code: 'unexpected' });
  });
  it('may take longer when it needs the server', () => {
    const clock = patience();
    const send = createSender({ post: never, after: clock.after });
    void send('session.get');
    void send('data.import', { rows: [] });
    expect(clock.waiting.size).toBe(0);
  });
  // A file, and the storage of the device, may take longer.
  it.each(Object.keys(commands).filter((name) => !Object.hasOwn(dataMessages, name)))(
    'is given up when it is a command: %s',
    (name) => {
      expect(hasQuickResponse(name)).toBe(true);
    },
  );
  it('is not waited for once it was answered', async () => {
    const clock = patience();
    const post = vi.fn(async () => ({ ok: true, value: { id: 'n1' } }));
    const send = createSender({ post, after: clock.after });
    const reply = { id: 'n1', parent: 'n0', text: 'Yes', draft: null };
    expect(await send('reply.save', reply)).toEqual({ id: 'n1' });
    expect(clock.waiting.size).toBe(0);
    expect(post).toHaveBeenCalledWith({ name: 'reply.save', input: reply });
  });
});

describe('an answer', () => {
  it.each([
    ['the page’s extension was replaced', 'Extension context invalidated.', 'update'],
    [
      'the worker was stopped',
      'The message port closed before a response was received.',
      'unexpected',
    ],
  ])('that is impossible because %s', async (_, message, code) => {
    const send = createSender({
      post: () => Promise.reject(new Error(message)),
      after: patience().after,
    });
    await expect(send('sync.now')).rejects.toMatchObject({ code });
  });
  it('with a code is that code', async () => {
    const post = async () => ({ ok: false, code: 'tooLong', detail: 'text' });
    const send = createSender({ post, after: patience().after });
    const kept = send('draft.keep', {
      key: 'k',
      text: 'x',
      audience: null,
    });
    await expect(kept).rejects.toMatchObject({ code: 'tooLong' });
  });
});
