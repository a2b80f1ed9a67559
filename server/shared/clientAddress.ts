import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = [Address, number];

/** Accepts IPv4 in four decimal parts only: programs differ in how they read other notations. */
function parseAddress(text: string): Address | null {
  // The zone of a link-local address names the network interface, not the host.
  const [plain = ''] = text.split('%');
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ipaddr.IPv4.parse(plain);
  if (!plain.includes(':') || !ipaddr.IPv6.isValid(plain)) return null;
  const address = ipaddr.IPv6.parse(plain);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** Parses an address, or a network such as `172.16.0.0/12`; null for anything else. */
export function parseNetwork(text: string): Network | null {
  const [host = '', bits, ...more] = text.split('/');
  const address = parseAddress(host);
  if (!address || more.length > 0) return null;
  const most = address.kind() === 'ipv6' ? 128 : 32;
  if (bits === undefined) return [address, most];
  if (!/^\d{1,3}$/.test(bits)) return null;
  // The prefix of an IPv4-mapped IPv6 network includes the 96 bits before the IPv4 address.
  const length = Number(bits) - (host.includes(':') && most === 32 ? 96 : 0);
  return length >= 0 && length <= most ? [address, length] : null;
}

/**
 * An entry of X-Forwarded-For, which may carry a port and brackets: `203.0.113.9:443`,
 * `[2001:db8::1]:443`.
 */
export function parseForwarded(entry: string): string | null {
  const text = entry.trim().replace(/^"(.*)"$/, '$1');
  const host =
    /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1];
  return parseAddress(host ?? text)?.toString() ?? null;
}

function isAmong(address: Address, networks: readonly Network[]): boolean {
  return networks.some((network) => network[0].kind() === address.kind() && address.match(network));
}

export type Forwarded = string | string[] | null | undefined;

/**
 * Finds the client's address: the nearest one that is not one of our own proxies (S4). Entries that
 * our proxies wrote are trusted; entries before an unknown address are not. If an entry is not an
 * address, the address of the proxy that wrote it is used.
 * @param proxies addresses and networks, as `parseNetwork` reads them.
 */
export function clientAddress(
  proxies: readonly string[],
): (peer: string, forwarded: Forwarded) => string {
  const networks = proxies.map(parseNetwork).filter((network) => network !== null);
  return (peer, forwarded) => {
    let address = parseAddress(peer);
    // Not an address: a socket in the file system.
    if (!address) return peer;
    const entries = [forwarded ?? []].flat().join(',').split(',');
    while (isAmong(address, networks)) {
      const forwardedFor = parseForwarded(entries.pop() ?? '');
      const next = forwardedFor === null ? null : parseAddress(forwardedFor);
      if (!next) break;
      address = next;
    }
    return address.toString();
  };
}

/** True for addresses and networks of our own proxies. */
export function proxyCheck(proxies: readonly string[]): (address: string) => boolean {
  const networks = proxies.map(parseNetwork).filter((network) => network !== null);
  return (text) => {
    const address = parseAddress(text);
    return address !== null && isAmong(address, networks);
  };
}

/** True for the address of a server that only this machine reaches. */
export function isLocalUrl(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return host === 'localhost' || isLoopback(host);
}

/** True for this machine. */
export function isLoopback(address: string): boolean {
  return parseAddress(address)?.range() === 'loopback';
}
