import { serverOrigin } from '../lib/model/index.ts';
import type { Config } from './config.ts';

/** Firefox's extension origin differs on every machine. The token protects, not the origin. */
const FIREFOX_ORIGIN = /^moz-extension:\/\/[0-9a-f-]{36}$/;

/** Checks the origin of a request: the server's own pages and the configured extensions may ask. */
export function originCheck(
  config: Pick<Config, 'baseUrl' | 'origins'>,
): (origin: string) => boolean {
  const allowed = new Set([serverOrigin(config.baseUrl), ...config.origins]);
  return (origin) => allowed.has(origin) || FIREFOX_ORIGIN.test(origin);
}
