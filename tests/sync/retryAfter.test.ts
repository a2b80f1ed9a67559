import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { request, retryAfterOf, type ServerError } from '../../lib/sync/client/http.ts';

const now = Date.UTC(2026, 10, 27, 9);
const later = (ms: number) => new Date(now + ms).toUTCString();

describe('Retry-After (RFC 9110)', () => {
  it.each([
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['seconds with blanks', { 'retry-after': ' 7 ' }, 7000],
    ['a date', { 'retry-after': later(90_000) }, 90_000],
    ['a date that has passed', { 'retry-after': later(-90_000) }, 0],
    [
      'a date, by the clock of a server that is two hours behind',
      { 'retry-after': later(-7_170_000), date: later(-7_200_000) },
      30_000,
    ],
    ['nothing', {}, null],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['a negative number', { 'retry-after': '-5' }, null],
  ])('%s', (_, headers, ms) =>
    expect(retryAfterOf(new Headers(headers as Record<string, string>), now)).toBe(ms),
  );

  it.each([
    [429, 60_000],
    [503, 60_000],
    [500, null],
  ])('of a response with status %i is %s ms', async (status, ms) => {
    const answer = async () => new Response('{}', { status, headers: { 'retry-after': '60' } });
    const response = request(
      { server: 'https://x', token: 't', fetch: answer as typeof fetch },
      'POST',
      '/sync/push',
      {},
      z.unknown(),
    );
    const error = (await response.catch((reason: unknown) => reason)) as ServerError;
    expect(error.retryAfter).toBe(ms);
  });
});

it('a connection that ends in the middle of a response is no fault of the server', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"half":'));
      controller.error(new TypeError('network error'));
    },
  });
  const client = { server: 'https://x', token: 't', fetch: async () => new Response(body) };
  await expect(request(client, 'POST', '/sync/pull', {}, z.unknown())).rejects.toMatchObject({
    code: 'unreachable',
  });
});
