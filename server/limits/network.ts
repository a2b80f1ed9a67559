import ipaddr from 'ipaddr.js';

/**
 * What limits count: an IPv4 address, or the /64 network of an IPv6 address, because one machine
 * may use all addresses of its /64.
 * @param address as `clientAddress` returns it.
 */
export function networkOf(address: string): string {
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  const parts = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${parts.join(':')}::/64`;
}
