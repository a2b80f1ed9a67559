import { HTTPException } from 'hono/http-exception';

type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 429 | 503;

/**
 * A refusal with a code for which the client has a message.
 * @param headers further headers of the response.
 * @param details what the message needs beside the code.
 */
export function refuse(
  status: RefusedStatus,
  code: string,
  headers: Record<string, string> = {},
  details: Record<string, unknown> = {},
): HTTPException {
  const res = new Response(JSON.stringify({ code, ...details }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return new HTTPException(status, { res });
}

/** A refusal with the time to wait: clients obey `Retry-After` (RFC 9110 §10.2.3). */
export function slowDown(seconds: number): HTTPException {
  return refuse(429, 'slowDown', { 'retry-after': String(seconds) });
}

/** @param seconds left to wait, or 0. @throws a refusal (429) with that time. */
export function enforceLimit(seconds: number): void {
  if (seconds > 0) throw slowDown(seconds);
}
