import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

const zip = promisify(gzip);
/** Shorter responses, in characters, are not worth compressing. */
const COMPRESS_FROM = 1400;

/** A response that is JSON already, compressed if the client accepts it and it is long enough. */
export async function compressed(c: Context, text: string): Promise<Response> {
  const coding = accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: 'identity' });
  if (text.length < COMPRESS_FROM || coding !== 'gzip') {
    return c.body(text, 200, { 'content-type': 'application/json', vary: 'Accept-Encoding' });
  }
  const bytes = await zip(text, { level: 1 });
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    vary: 'Accept-Encoding',
  });
}
