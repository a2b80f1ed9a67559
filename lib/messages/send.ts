import * as z from 'zod/mini';
import { browser } from '#imports';
import { ErrorCode, MessageError, NoResponseError } from './error.ts';
import {
  type CommandMessage,
  type In,
  messages,
  type Name,
  type Out,
  writingMessages,
} from './registry.ts';

const Envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: ErrorCode, detail: z.string() }),
]);

/** The longest wait for the response to a message that writes on this device, ms. */
const ANSWER_TIMEOUT_MS = 30_000;

/** True for a message that gets a response quickly, or never. */
export function hasQuickResponse(name: string): boolean {
  return Object.hasOwn(writingMessages, name);
}

export interface SenderDeps {
  post(message: { name: Name; input: unknown; store?: string }): Promise<unknown>;
  /** Calls back after some ms. @returns a function that cancels it. */
  after(ms: number, late: () => void): () => void;
  /** The database that the page shows, for messages about its account. */
  store?: string | undefined;
}

/** Sends one of these messages. */
export type Send<Names extends Name = Name> = <N extends Names>(
  name: N,
  ...[input]: In<N> extends void ? [] : [In<N>]
) => Promise<Out<N>>;

export function createSender({ post, after, store }: SenderDeps): Send {
  const message = (name: Name, input: unknown) =>
    store === undefined ? { name, input } : { name, input, store };
  const responseTo = (name: Name, input: unknown): Promise<unknown> => {
    if (!hasQuickResponse(name)) return post(message(name, input));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const stop = after(ANSWER_TIMEOUT_MS, () =>
      reject(new Error(`${name} got no response in time`)),
    );
    post(message(name, input)).then(resolve, reject).finally(stop);
    return promise;
  };
  /**
   * Sends a request to the background and parses its response.
   * @throws MessageError for a refusal. Without a response NoResponseError: the request may have
   * been carried out nevertheless; `update` where the extension of this page was replaced since.
   */
  return async function send<N extends Name>(
    name: N,
    ...[input]: In<N> extends void ? [] : [In<N>]
  ): Promise<Out<N>> {
    let response: unknown;
    try {
      response = await responseTo(name, input);
    } catch (error) {
      const code = /context invalidated/i.test(String(error)) ? 'update' : 'unexpected';
      throw new NoResponseError(code, String(error));
    }
    return contentOf(name, response);
  };
}

/**
 * The content of a response.
 * @throws MessageError for a refusal; NoResponseError where there is no response.
 */
export function contentOf<N extends Name>(name: N, response: unknown): Out<N> {
  const parsed = Envelope.safeParse(response);
  if (!parsed.success) throw new NoResponseError('unexpected', `no response to ${name}`);
  if (!parsed.data.ok) throw new MessageError(parsed.data.code, parsed.data.detail);
  return messages[name].out.parse(parsed.data.value ?? nothing(name)) as Out<N>;
}

let post: SenderDeps['post'] = (message) => browser.runtime.sendMessage(message);

/** From now on nothing that this page sends reaches the background: the page answers itself. */
export function answerInPage(respond: SenderDeps['post']): void {
  post = respond;
}

/**
 * Sends messages for the account that this page shows: the background refuses them once another
 * account has taken its place.
 * @param store the name of its database; undefined on pages without an account.
 */
export const sendFor = (store: string | undefined): Send =>
  createSender({
    store,
    post: (message) => post(message),
    after: (ms, late) => {
      const timer = setTimeout(late, ms);
      return () => clearTimeout(timer);
    },
  });

/** Sends messages that are about no account. */
export const send: Send<Exclude<Name, CommandMessage>> = sendFor(undefined);

/** The empty response to a message: JSON, in which messages are sent, has no undefined. */
function nothing(name: Name): null | undefined {
  return messages[name].out.safeParse(null).success ? null : undefined;
}
