import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientAddress,
  type Forwarded,
  isLoopback,
  parseForwarded,
  parseNetwork,
} from '../../server/shared/clientAddress.ts';

/** A fixed seed. */
const RUN = { seed: 20261127, numRuns: 500 };

const privateNetworks = ['10.0.0.0/8', '127.0.0.1'];
const cases: [string, Forwarded, string[], string][] = [
  ['198.51.100.7', '203.0.113.9', [], '198.51.100.7'],
  ['::ffff:198.51.100.7', undefined, [], '198.51.100.7'],
  ['127.0.0.1', '192.0.2.1, 203.0.113.9', ['127.0.0.1'], '203.0.113.9'],
  ['172.18.0.4', '203.0.113.9', ['172.16.0.0/12'], '203.0.113.9'],
  ['::ffff:172.18.0.4', '203.0.113.9', ['172.16.0.0/12'], '203.0.113.9'],
  ['172.18.0.4', '203.0.113.9', ['::ffff:172.16.0.0/108'], '203.0.113.9'],
  ['172.32.0.4', '203.0.113.9', ['172.16.0.0/12'], '172.32.0.4'],
  ['fd00::4', '203.0.113.9', ['fd00::/8'], '203.0.113.9'],
  ['172.18.0.4', undefined, ['172.16.0.0/12'], '172.18.0.4'],
  ['127.0.0.1', '203.0.113.91:50001', ['127.0.0.1'], '203.0.113.91'],
  ['127.0.0.1', '[2001:db8::1]:443', ['127.0.0.1'], '2001:db8::1'],
  ['127.0.0.1', '[2001:DB8:0::1]', ['127.0.0.1'], '2001:db8::1'],
  ['127.0.0.1', '2001:db8::1', ['127.0.0.1'], '2001:db8::1'],
  ['127.0.0.1', '::ffff:203.0.113.9', ['127.0.0.1'], '203.0.113.9'],
  ['127.0.0.1', '  203.0.113.9\t', ['127.0.0.1'], '203.0.113.9'],
  ['127.0.0.1', ['192.0.2.1', '192.0.2.2 , 203.0.113.9:80'], ['127.0.0.1'], '203.0.113.9'],
  // A chain of our proxies: the address that asked the first one.
  ['127.0.0.1', '203.0.113.9:4000, 10.0.0.2:80', privateNetworks, '203.0.113.9'],
  ['127.0.0.1', '10.0.0.3, 10.0.0.2', privateNetworks, '10.0.0.3'],
  // Entries that our proxies did not write are not trusted.
  ['127.0.0.1', '10.0.0.1, 203.0.113.9, 10.0.0.2', privateNetworks, '203.0.113.9'],
  // If an entry is not an address, the address of the proxy that wrote it is used.
  ['127.0.0.1', 'unknown', ['127.0.0.1'], '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9,', ['127.0.0.1'], '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9, _hidden, 10.0.0.2', privateNetworks, '10.0.0.2'],
  ['127.0.0.1', '127.1', ['127.0.0.1'], '127.0.0.1'],
  ['fe80::1%eth0', undefined, [], 'fe80::1'],
  ['', '203.0.113.9', ['127.0.0.1'], ''],
];

describe('where a request comes from (S4)', () => {
  it.each(cases)('%s for %j, with proxies %j: %s', (peer, forwarded, proxies, address) =>
    expect(clientAddress(proxies)(peer, forwarded)).toBe(address),
  );

  const port = fc.integer({ min: 0, max: 65_535 });
  const blanks = fc.constantFrom('', ' ', '  ', '\t');
  it('an IPv4 address is the same with any port, blanks and notation', () =>
    fc.assert(
      fc.property(fc.ipV4(), port, blanks, blanks, (address, number, before, after) => {
        for (const text of [
          address,
          `${address}:${number}`,
          `[::ffff:${address}]:${number}`,
          `::ffff:${address}`,
          `"${address}:${number}"`,
        ])
          expect(parseForwarded(before + text + after)).toBe(address);
      }),
      RUN,
    ));
  it('an address of IPv6 is the same with brackets and port or without', () =>
    fc.assert(
      fc.property(fc.ipV6(), port, blanks, blanks, (address, number, before, after) => {
        const plain = parseForwarded(address);
        expect(plain).not.toBeNull();
        for (const text of [address.toUpperCase(), `[${address}]`, `[${address}]:${number}`])
          expect(parseForwarded(before + text + after)).toBe(plain);
        expect(parseForwarded(plain ?? '')).toBe(plain);
      }),
      RUN,
    ));
  it('entries before those of our own proxy change nothing', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6())),
        fc.ipV4(),
        fc.boolean(),
        (forged, address, lines) => {
          fc.pre(!address.startsWith('10.') && address !== '127.0.0.1');
          const entries = [...forged, `${address}:1234`, '10.1.2.3'];
          expect(
            clientAddress(privateNetworks)('127.0.0.1', lines ? entries : entries.join(', ')),
          ).toBe(address);
        },
      ),
      RUN,
    ));
  it('the result is an address for any header', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseForwarded(clientAddress(privateNetworks)('127.0.0.1', text))).not.toBeNull();
      }),
      RUN,
    ));

  it.each(['127.0.0.1', '127.0.0.1/8', '::1', '::ffff:10.0.0.0/104', 'fd00::/8', '0.0.0.0/0'])(
    '%s is a network',
    (text) => expect(parseNetwork(text)).not.toBeNull(),
  );
  it.each([
    '',
    '127.1',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    'fd00::/129',
    '::ffff:10.0.0.0/8',
    'proxy',
    '10.0.0.0/',
  ])('%s is none', (text) => expect(parseNetwork(text)).toBeNull());
  it('recognises this machine', () =>
    expect(
      ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1', '10.0.0.1', '::', ''].map(isLoopback),
    ).toEqual([true, true, true, true, false, false, false]));
});
