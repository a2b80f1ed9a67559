import { serverOrigin } from '../lib/model/index.ts';
import type { Config } from './config.ts';

/** Firefox's extension origin differs on every machine: the token, not the origin, is what protects. */
const FIREFOX_ORIGIN = /^moz-extension:\/\/[0-9a-f-]{36}$/;

/** Which pages may ask: the server's own, and those of the extensions it knows. */
export function originCheck(
  config: Pick<Config, 'baseUrl' | 'origins'>,
): (origin: string) => boolean {
  const own = new Set([serverOrigin(config.baseUrl), ...config.origins]);
  return (origin) => own.has(origin) || FIREFOX_ORIGIN.test(origin);
}
