import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type In, type Name, parseInput } from '../../lib/messages/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { NOON } from './deals.ts';

export interface Sent {
  name: Name;
  input: Record<string, unknown>;
  /** The database of the page that sent it. */
  store?: string | undefined;
}
type Response = unknown;
/** A handler throws it to respond with this error code. */
export class Refusal extends Error {}

/**
 * A background for pages: parses messages and stores drafts like the real one, and responds with
 * the test's handlers.
 * @returns every message sent, in order.
 */
export function background(
  db: SidelineDb,
  handlers: { [N in Name]?: (input: In<N>) => Response | Promise<Response> } = {},
): Sent[] {
  const sent: Sent[] = [];
  const defaults: Record<string, (input: never) => Response> = {
    'draft.keep': ({ key, ...draft }: In<'draft.keep'>) => keepDraft(db, key, draft, NOON),
    'note.save': ({ id }: In<'note.save'>) => ({ id }),
    'reply.save': ({ id }: In<'reply.save'>) => ({ id }),
  };
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: Sent) => {
    const { name, input, store } = message;
    sent.push(structuredClone({ name, input, store }));
    const handler = (handlers[name] ?? defaults[name]) as
      | ((input: unknown) => Response)
      | undefined;
    // As messages are sent: without what JSON does not have.
    const json: unknown = input === undefined ? undefined : JSON.parse(JSON.stringify(input));
    const parsed = parseInput(name, json);
    if (!parsed.ok) {
      // No page sends what its own form would not allow.
      if (parsed.code === 'invalid') throw new Error(`${name} is invalid: ${parsed.detail}`);
      return parsed;
    }
    try {
      // The page parses it (`contentOf`).
      return { ok: true, value: (await handler?.(parsed.value)) ?? null };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.message, detail: '' };
      throw error;
    }
  }) as never);
  return sent;
}

export const named = (sent: readonly Sent[], name: Name) =>
  sent.filter((message) => message.name === name).map((message) => message.input);
