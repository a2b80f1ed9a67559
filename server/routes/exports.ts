import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Env } from '../http/env.ts';
import { enforceLimit, refuse } from '../http/refusals.ts';
import type { ExportLimit } from '../limits/exports.ts';

/** The answer to a request for everything about a person, or for a backup. */
export function sendExport(
  c: Context<Env>,
  done: Awaited<ReturnType<ExportLimit['run']>>,
  type = 'application/json',
): Response {
  enforceLimit(done.wait);
  if (!('stream' in done) || !done.stream) throw refuse(404, 'notFound');
  return c.body(Readable.toWeb(done.stream) as ReadableStream, 200, {
    'content-type': type,
  });
}
