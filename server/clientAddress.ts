import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = [Address, number];

/** IPv4 in four decimal parts only: other notations read differently from program to program. */
function parseAddress(text: string): Address | null {
  // The zone of a link-local address says which cable it came by, not who it is.
  const [plain = ''] = text.split('%');
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ipaddr.IPv4.parse(plain);
  if (!plain.includes(':') || !ipaddr.IPv6.isValid(plain)) return null;
  const address = ipaddr.IPv6.parse(plain);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** One address, or a network such as `172.16.0.0/12`; null for what is neither. */
export function parseNetwork(text: string): Network | null {
  const [host = '', bits, ...more] = text.split('/');
  const address = parseAddress(host);
  if (!address || more.length > 0) return null;
  const most = address.kind() === 'ipv6' ? 128 : 32;
  if (bits === undefined) return [address, most];
  if (!/^\d{1,3}$/.test(bits)) return null;
  // A network of IPv4 addresses in the way of IPv6 counts its bits from the longer beginning.
  const length = Number(bits) - (host.includes(':') && most === 32 ? 96 : 0);
  return length >= 0 && length <= most ? [address, length] : null;
}

/** An entry of X-Forwarded-For, which may carry a port and brackets: `203.0.113.9:443`, `[2001:db8::1]:443`. */
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
 * Reads where requests come from: the nearest address that is none of our own proxies (S4). What a
 * proxy of ours says is believed, what stands before a stranger is not; behind an entry that is no
 * address nobody is known, so the proxy that wrote it stands for whoever it was.
 * @param proxies addresses and networks, as `parseNetwork` reads them.
 */
export function clientAddress(
  proxies: readonly string[],
): (peer: string, forwarded: Forwarded) => string {
  const networks = proxies.map(parseNetwork).filter((network) => network !== null);
  return (peer, forwarded) => {
    let address = parseAddress(peer);
    if (!address) return peer; // no address at all: a socket in the file system
    const entries = [forwarded ?? []].flat().join(',').split(',');
    while (isAmong(address, networks)) {
      const said = parseForwarded(entries.pop() ?? '');
      const next = said === null ? null : parseAddress(said);
      if (!next) break;
      address = next;
    }
    return address.toString();
  };
}

/** True for this machine. */
export function isLoopback(address: string): boolean {
  return parseAddress(address)?.range() === 'loopback';
}
