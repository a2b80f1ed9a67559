import * as z from 'zod/mini';
import { browser } from '#imports';
import { ErrorCode, MessageError } from './error.ts';
import { type In, messages, type Name, type Out, writingMessages } from './registry.ts';

const Envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: ErrorCode, detail: z.string() }),
]);

/** The longest wait for the answer to a message that writes on this device, ms. */
const ANSWER_TIMEOUT_MS = 30_000;

/** True for a message that is answered quickly, or never. */
export function isAnsweredAtOnce(name: string): boolean {
  return Object.hasOwn(writingMessages, name);
}

export interface SenderDeps {
  post(message: { name: Name; input: unknown }): Promise<unknown>;
  /** Calls back after some ms. @returns a function that cancels it. */
  after(ms: number, late: () => void): () => void;
}

export function createSender({ post, after }: SenderDeps) {
  const answered = (name: Name, input: unknown): Promise<unknown> => {
    if (!isAnsweredAtOnce(name)) return post({ name, input });
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const stop = after(ANSWER_TIMEOUT_MS, () =>
      reject(new Error(`${name} was not answered in time`)),
    );
    post({ name, input }).then(resolve, reject).finally(stop);
    return promise;
  };
  /**
   * Sends a request to the background and parses its answer.
   * @throws MessageError; `update` where the extension of this page was replaced since,
   * `unexpected` also without an answer: the request may have been carried out nevertheless.
   */
  return async function send<N extends Name>(
    name: N,
    ...[input]: In<N> extends void ? [] : [In<N>]
  ): Promise<Out<N>> {
    let answer: unknown;
    try {
      answer = await answered(name, input);
    } catch (error) {
      const code = /context invalidated/i.test(String(error)) ? 'update' : 'unexpected';
      throw new MessageError(code, String(error));
    }
    const parsed = Envelope.safeParse(answer);
    if (!parsed.success) throw new MessageError('unexpected', `no answer to ${name}`);
    if (!parsed.data.ok) throw new MessageError(parsed.data.code, parsed.data.detail);
    return messages[name].out.parse(parsed.data.value ?? nothing(name)) as Out<N>;
  };
}

export const send = createSender({
  post: (message) => browser.runtime.sendMessage(message),
  after: (ms, late) => {
    const timer = setTimeout(late, ms);
    return () => clearTimeout(timer);
  },
});

/** The empty answer of a message: JSON, in which messages are sent, has no undefined. */
function nothing(name: Name): null | undefined {
  return messages[name].out.safeParse(null).success ? null : undefined;
}
