import * as z from 'zod/mini';
import { Mutation, ServerRow } from '../model/index.ts';

/** Version of the wire protocol; the server refuses one it does not speak. */
export const PROTO = 1;
/** Version of the rows' fields. */
export const SCHEMA = 1;
/** The most mutations in one push. */
export const PUSH_LIMIT = 500;
/** The most rows in one pull, over all scopes. */
export const PULL_LIMIT = 1000;

export const PushRequest = z.object({
  proto: z.literal(PROTO),
  schema: z.int(),
  clientId: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  mutations: z.array(Mutation).check(z.maxLength(PUSH_LIMIT)),
});
export type PushRequest = z.infer<typeof PushRequest>;

/** Why a mutation is refused for good. `notFound` is also the answer for a row that the sender may not see (S5). */
export const RejectCode = z.enum(['notFound', 'notAllowed', 'invalid', 'unknownCollection', 'exists', 'immutable']);
export type RejectCode = z.infer<typeof RejectCode>;

export const Settled = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok'), version: z.int(), rev: z.int() }),
  z.object({ kind: z.literal('conflict'), version: z.int(), rev: z.int() }),
  z.object({ kind: z.literal('rejected'), code: RejectCode }),
]);
export type Settled = z.infer<typeof Settled>;

/** One answer a mutation (P4). `skipped` was done before and repeats its result; `gap` stops until `expected` comes. */
export const Answer = z.object({
  seq: z.int(),
  result: z.discriminatedUnion('kind', [
    ...Settled.def.options,
    z.object({ kind: z.literal('skipped'), result: z.nullable(Settled) }),
    z.object({ kind: z.literal('gap'), expected: z.int() }),
  ]),
});
export type Answer = z.infer<typeof Answer>;
export const PushResponse = z.object({ epoch: z.string(), version: z.int(), answers: z.array(Answer) });
export type PushResponse = z.infer<typeof PushResponse>;

/** Cursors are `epoch:version`, one a scope. */
export const PullRequest = z.object({ proto: z.literal(PROTO), schema: z.int(), scopes: z.record(z.string(), z.string()) });
export type PullRequest = z.infer<typeof PullRequest>;

export const PullResponse = z.object({
  rows: z.array(ServerRow),
  gone: z.array(z.object({ id: z.string(), scope: z.string() })),
  dropScopes: z.array(z.string()),
  newScopes: z.array(z.string()),
  cursors: z.record(z.string(), z.string()),
  more: z.boolean(),
});
export type PullResponse = z.infer<typeof PullResponse>;

/** What travels over the socket: first who you are, then only that something changed (K1). */
export const LiveIn = z.object({ type: z.literal('auth'), token: z.string().check(z.maxLength(500)) });
export const LiveOut = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), org: z.string(), version: z.int() }),
  z.object({ type: z.literal('poke'), org: z.string(), version: z.int() }),
]);
export type LiveOut = z.infer<typeof LiveOut>;

export function cursor(epoch: string, version: number): string {
  return `${epoch}:${version}`;
}

/** The version in a cursor, or 0 when it is of another epoch or no cursor at all: then everything is pulled again (L4). */
export function since(text: string | undefined, epoch: string): number {
  const [of, version] = text?.split(':') ?? [];
  const number = Number(version);
  return of === epoch && Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
