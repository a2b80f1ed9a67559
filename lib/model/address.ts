/**
 * All addresses of a Sideline server are built here: a server may be installed under a path, which
 * then precedes every path of its own.
 */
interface ParsedUrl {
  protocol: string;
  hostname: string;
  username: string;
  password: string;
  origin: string;
  pathname: string;
  href: string;
  search: string;
  hash: string;
}

/** The one browser and Node API used here; pure code is type-checked without their types. */
declare const URL: { parse(text: string): ParsedUrl | null };

/** Why a text is not a server's address. */
export type AddressProblem = 'scheme' | 'credentials' | 'query' | 'fragment' | 'notUrl';

const withoutSlashes = (path: string) => path.replace(/\/+$/, '');
const baseOf = (url: ParsedUrl) => url.origin + withoutSlashes(url.pathname);

/** An address in stored form: scheme, host and path, without a slash at the end. */
export function parseServerAddress(
  text: string,
): { address: string } | { problem: AddressProblem } {
  if (!/^\s*https?:\/\//i.test(text)) return { problem: 'scheme' };
  const url = URL.parse(text);
  if (!url?.hostname) return { problem: 'notUrl' };
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  // A single “?” or “#” is not in the parsed parts.
  if (url.href.includes('#')) return { problem: 'fragment' };
  if (url.href.includes('?')) return { problem: 'query' };
  return { address: baseOf(url) };
}

/** The longest address of a record that is stored. */
const MAX_RECORD_ADDRESS = 2000;

/**
 * The address of a record's page in its CRM, if it can be stored and opened: of the web, without a
 * password. Else null, and the record is shown without a link.
 */
export function recordAddress(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > MAX_RECORD_ADDRESS) return null;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  return url.username === '' && url.password === '' ? url.href : null;
}

/** The page that a link in a mail opens, under the server's address; the secret follows the #. */
type LinkPage = 'join' | 'reset';

export function linkTo(server: string, page: LinkPage, secret: string): string {
  return `${serverUrl(server, `/${page}`)}#${secret}`;
}

/** The server and the secret in a link; null for any other text. */
export function parseLink(text: string): { server: string; secret: string } | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  const path = withoutSlashes(url.pathname).replace(/\/(?:join|reset)$/, '');
  return { server: url.origin + withoutSlashes(path), secret: url.hash.slice(1) };
}

/**
 * The server's address in a typed or pasted text: the scheme may be missing, and the text may be a
 * link from a mail. Null for an invalid address, and for one with a user name or password.
 */
export function typedServerAddress(typed: string): string | null {
  const text = typed.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(full);
  if (url?.username !== '' || url.password !== '') return null;
  return parseLink(full)?.server ?? null;
}

/** Names that only loopback and private networks have (RFC 6761, 6762 and 8375; `.internal`). */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;
/** Loopback, private and link-local addresses; 100.64/10 is the range of private overlays. */
const PRIVATE_IPV4 = [
  /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
];
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const PRIVATE_IPV6 = /^\[(?:::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/**
 * Whether passwords may be sent to this server: over https, or in plain text on this device or in a
 * private network.
 */
export function isSafeServer(server: string): boolean {
  const url = URL.parse(server);
  if (url?.protocol === 'https:') return true;
  if (url?.protocol !== 'http:') return false;
  // URLs have numeric addresses in canonical form: 127.1 is 127.0.0.1.
  const host = url.hostname;
  return IPV4.test(host)
    ? PRIVATE_IPV4.some((range) => range.test(host))
    : PRIVATE_NAME.test(host) || PRIVATE_IPV6.test(host);
}

/**
 * @param server as `parseServerAddress` returns it.
 * @param path starts with a slash.
 */
export function serverUrl(
  server: string,
  path: string,
  query: Record<string, string> = {},
): string {
  const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='));
  return server + path + (pairs.length === 0 ? '' : `?${pairs.join('&')}`);
}

/** The WebSocket URL of a path. */
export function socketUrl(server: string, path: string): string {
  return serverUrl(server, path).replace(/^http/i, 'ws');
}

/** The path that the server is installed under: empty, or for example `/sideline`. */
export function serverPath(server: string): string {
  return withoutSlashes(URL.parse(server)?.pathname ?? '');
}

export function serverOrigin(server: string): string {
  return URL.parse(server)?.origin ?? '';
}

/** A request's path without the server's own path, which a proxy may have removed already. */
export function withoutServerPath(path: string, under: string): string {
  if (under === '' || !path.startsWith(under)) return path;
  const rest = path.slice(under.length);
  return rest === '' ? '/' : rest.startsWith('/') ? rest : path;
}
