/**
 * Addresses of a Sideline server, built in one place: a server may stand under a path, and then
 * everything it has is under that path.
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

/** The one thing of browsers and Node that is needed here; pure code is checked without their types. */
declare const URL: { parse(text: string): ParsedUrl | null };

/** Why a text is not the address of a server. */
export type AddressProblem = 'scheme' | 'credentials' | 'query' | 'fragment' | 'notUrl';

const withoutSlashes = (path: string) => path.replace(/\/+$/, '');
const baseOf = (url: ParsedUrl) => url.origin + withoutSlashes(url.pathname);

/** An address in the form it is kept in: scheme, host and path, without a slash at the end. */
export function parseServerAddress(
  text: string,
): { address: string } | { problem: AddressProblem } {
  if (!/^\s*https?:\/\//i.test(text)) return { problem: 'scheme' };
  const url = URL.parse(text);
  if (!url?.hostname) return { problem: 'notUrl' };
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  // A lone “?” or “#” leaves nothing behind in the parsed parts.
  if (url.href.includes('#')) return { problem: 'fragment' };
  if (url.href.includes('?')) return { problem: 'query' };
  return { address: baseOf(url) };
}

/** What somebody was sent: the page that it opens, under the server's address, and the secret behind the #. */
type LinkPage = 'join' | 'reset';

export function linkTo(server: string, page: LinkPage, secret: string): string {
  return `${serverUrl(server, `/${page}`)}#${secret}`;
}

/** The server and the secret that a link names, or null for a text that is no link. */
export function parseLink(text: string): { server: string; secret: string } | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  const path = withoutSlashes(url.pathname).replace(/\/(?:join|reset)$/, '');
  return { server: url.origin + withoutSlashes(path), secret: url.hash.slice(1) };
}

/**
 * An address as people type or paste it: the scheme may be missing, and a link they were sent names
 * its server. Null for what is no address, and for one with a name or password in it.
 */
export function typedServerAddress(typed: string): string | null {
  const text = typed.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(full);
  if (url?.username !== '' || url.password !== '') return null;
  return parseLink(full)?.server ?? null;
}

/** @param server as `parseServerAddress` gives it. @param path beginning with a slash. */
export function serverUrl(
  server: string,
  path: string,
  query: Record<string, string> = {},
): string {
  const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='));
  return server + path + (pairs.length === 0 ? '' : `?${pairs.join('&')}`);
}

/** Where a socket to the server opens. */
export function socketUrl(server: string, path: string): string {
  return serverUrl(server, path).replace(/^http/i, 'ws');
}

/** The path that the server stands under: empty, or `/sideline`. */
export function serverPath(server: string): string {
  return withoutSlashes(URL.parse(server)?.pathname ?? '');
}

export function serverOrigin(server: string): string {
  return URL.parse(server)?.origin ?? '';
}

/** A request's path as the server knows it. A proxy may have taken the server's own path off already, or not. */
export function withoutServerPath(path: string, under: string): string {
  if (under === '' || !path.startsWith(under)) return path;
  const rest = path.slice(under.length);
  return rest === '' ? '/' : rest.startsWith('/') ? rest : path;
}
