import * as z from 'zod/mini';
import { browser } from '#imports';
import { ErrorCode, MessageError } from './error.ts';
import { type In, messages, type Name, type Out } from './registry.ts';

const Envelope = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), code: ErrorCode, detail: z.string() })]);

/**
 * Asks the background and parses its answer.
 * @throws MessageError; `update` when this page belongs to an extension that has been replaced since.
 */
export async function send<N extends Name>(name: N, ...[input]: In<N> extends void ? [] : [In<N>]): Promise<Out<N>> {
  let answer: unknown;
  try {
    answer = await browser.runtime.sendMessage({ name, input });
  } catch (error) {
    throw new MessageError(/context invalidated/i.test(String(error)) ? 'update' : 'unexpected', String(error));
  }
  const parsed = Envelope.safeParse(answer);
  if (!parsed.success) throw new MessageError('unexpected', `no answer to ${name}`);
  if (!parsed.data.ok) throw new MessageError(parsed.data.code, parsed.data.detail);
  return messages[name].out.parse(parsed.data.value ?? nothing(name)) as Out<N>;
}

/** Messages travel as JSON, where undefined and null are one: an answer of nothing comes back as nothing. */
function nothing(name: Name): null | undefined {
  return messages[name].out.safeParse(null).success ? null : undefined;
}
