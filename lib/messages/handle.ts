import * as z from 'zod/mini';
import { type ErrorCode, MessageError } from './error.ts';
import { type In, messages, type Name, type Out } from './registry.ts';

/** The parts of the browser's sender that permissions depend on. */
export interface Sender {
  origin?: string | undefined;
  url?: string | undefined;
  id?: string | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
  frameId?: number | undefined;
}

/**
 * The source of a message: an extension page, or the top document of a CRM tab. `store` is the
 * database that the page shows, where it is about an account.
 */
export type SenderContext =
  | { kind: 'page'; tabId: number | null; store?: string | undefined }
  | { kind: 'content'; tabId: number; url: string };

export type Handlers = {
  [N in Name]: (input: In<N>, from: SenderContext) => Promise<Out<N>> | Out<N>;
};

/** Limits for content scripts, since the pages they run in may be hostile. */
export const MAX_CONTENT_CHARS = 256 * 1024;
export const MAX_CONTENT_PER_SECOND = 5;

const Incoming = z.object({
  name: z.string(),
  input: z.optional(z.unknown()),
  store: z.optional(z.string()),
});

/**
 * Determines the source of a message. An injected frame also has a tab, so the origin decides,
 * never the tab.
 * @returns null for any other sender.
 */
export function resolveSender(
  sender: Sender,
  ownId: string,
  ownOrigin: string,
): SenderContext | null {
  if (sender.id !== ownId) return null;
  const origin = sender.origin ?? (sender.url ? new URL(sender.url).origin : undefined);
  if (origin === ownOrigin) return { kind: 'page', tabId: sender.tab?.id ?? null };
  const url = sender.url ?? sender.tab?.url;
  if (sender.tab?.id === undefined || sender.frameId !== 0 || url === undefined) return null;
  return { kind: 'content', tabId: sender.tab.id, url };
}

/**
 * The address of a content script's page; empty when it cannot be trusted. The browser knows only
 * the address that was loaded, not later navigations without a load. So the address that the script
 * sends counts, but only within that origin, where the page could navigate anyway.
 */
export function reportedAddress(from: SenderContext, href: string): string {
  const origin = URL.parse(href)?.origin;
  const isWithin =
    from.kind === 'content' && origin !== undefined && origin === URL.parse(from.url)?.origin;
  return isWithin ? href : '';
}

/** Parses what a message carries. @returns its value, or the refusal that its sender gets. */
export function parseInput(
  name: Name,
  raw: unknown,
): { ok: true; value: unknown } | { ok: false; code: ErrorCode; detail: string } {
  // JSON has no undefined: a message without content arrives with null.
  const input = messages[name].in.safeParse(raw ?? undefined);
  if (input.success) return { ok: true, value: input.data };
  const { issues } = input.error;
  const isTooLong = issues.some((issue) => issue.code === 'too_big');
  const detail = issues.map((issue) => issue.path.join('.')).join(', ');
  return { ok: false, code: isTooLong ? 'tooLong' : 'invalid', detail };
}

export interface ListenerOptions {
  ownId: string;
  ownOrigin: string;
  now(): number;
  report(error: unknown): void;
}

/**
 * Creates the only message listener: it checks the sender, parses the message, and responds with a
 * value or an error code.
 */
export function createListener(handlers: Handlers, options: ListenerOptions) {
  const budget = new Map<string, { second: number; used: number }>();
  const exceedsLimit = (tabId: number, name: Name): boolean => {
    const second = Math.floor(options.now() / 1000);
    // These have separate budgets: a document that unloads cannot send again, and a person who
    // clicked waits for the frame.
    const hasOwnBudget = name === 'record.left' || name === 'record.frame';
    const key = hasOwnBudget ? `${tabId} ${name}` : String(tabId);
    const entry = budget.get(key);
    if (entry?.second !== second) {
      if (budget.size > 500) budget.clear();
      budget.set(key, { second, used: 1 });
      return false;
    }
    entry.used += 1;
    return entry.used > MAX_CONTENT_PER_SECOND;
  };

  async function respond(raw: unknown, sender: Sender): Promise<unknown> {
    const source = resolveSender(sender, options.ownId, options.ownOrigin);
    const incoming = Incoming.safeParse(raw);
    if (!source || !incoming.success || !Object.hasOwn(messages, incoming.data.name))
      return { ok: false, code: 'notAllowed', detail: '' };
    const { store } = incoming.data;
    const from = source.kind === 'page' ? { ...source, store } : source;
    const name = incoming.data.name as Name;
    if (messages[name].from !== from.kind) return { ok: false, code: 'notAllowed', detail: '' };
    if (
      from.kind === 'content' &&
      (JSON.stringify(incoming.data.input ?? null).length > MAX_CONTENT_CHARS ||
        exceedsLimit(from.tabId, name))
    )
      return { ok: false, code: 'slowDown', detail: '' };
    const input = parseInput(name, incoming.data.input);
    if (!input.ok) return input;
    try {
      const value = await (handlers[name] as (input: unknown, from: SenderContext) => unknown)(
        input.value,
        from,
      );
      return { ok: true, value: value ?? null };
    } catch (error) {
      if (error instanceof MessageError)
        return { ok: false, code: error.code, detail: error.message };
      options.report(error);
      return { ok: false, code: 'unexpected', detail: String(error) };
    }
  }
  return respond;
}
