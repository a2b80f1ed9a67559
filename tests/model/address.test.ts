import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linkTo,
  parseLink,
  parseServerAddress,
  recordAddress,
  serverPath,
  serverUrl,
  socketUrl,
  typedServerAddress,
  withoutServerPath,
} from '../../lib/model/address.ts';

describe('the address of a server', () => {
  it.each([
    ['https://tools.example.com', 'https://tools.example.com'],
    ['https://tools.example.com/', 'https://tools.example.com'],
    ['https://tools.example.com//', 'https://tools.example.com'],
    ['https://tools.example.com/sideline', 'https://tools.example.com/sideline'],
    ['https://tools.example.com/sideline/', 'https://tools.example.com/sideline'],
    ['HTTPS://Tools.Example.com:443/a/b/', 'https://tools.example.com/a/b'],
    ['http://[::1]:8787/', 'http://[::1]:8787'],
    [' http://127.0.0.1:8787 ', 'http://127.0.0.1:8787'],
    ['https://bücher.example/söde', 'https://xn--bcher-kva.example/s%C3%B6de'],
  ])('%s is kept as %s', (text, address) => expect(parseServerAddress(text)).toEqual({ address }));

  it.each([
    ['localhost:8787', 'scheme'],
    ['somewhere', 'scheme'],
    ['', 'scheme'],
    ['ftp://tools.example.com', 'scheme'],
    ['https://', 'notUrl'],
    ['https://a b', 'notUrl'],
    ['https://user:pw@tools.example.com', 'credentials'],
    ['https://user@tools.example.com', 'credentials'],
    ['https://tools.example.com/?x', 'query'],
    ['https://tools.example.com/?', 'query'],
    ['https://tools.example.com/#a', 'fragment'],
    ['https://tools.example.com/sideline#', 'fragment'],
  ])('%s is none: %s', (text, problem) => expect(parseServerAddress(text)).toEqual({ problem }));

  it('everything it has is under its path', () => {
    for (const server of ['https://a.example', 'https://a.example/sideline']) {
      expect(serverUrl(server, '/me')).toBe(`${server}/me`);
      expect(
        serverUrl(server, '/start', { redirect: 'https://b.example/?c=d&e', state: 'x' }),
      ).toBe(`${server}/start?redirect=https%3A%2F%2Fb.example%2F%3Fc%3Dd%26e&state=x`);
      expect(socketUrl(server, '/sync/live')).toBe(`wss${server.slice('https'.length)}/sync/live`);
      expect(linkTo(server, 'join', 'abc')).toBe(`${server}/join#abc`);
    }
    expect(serverPath('https://a.example')).toBe('');
    expect(serverPath('https://a.example/x/y')).toBe('/x/y');
  });
});

describe('what people type', () => {
  it.each([
    ['tools.example.com', 'https://tools.example.com'],
    [' tools.example.com/sideline/ ', 'https://tools.example.com/sideline'],
    ['localhost:8787', 'https://localhost:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
    ['https://tools.example.com/sideline?from=mail', 'https://tools.example.com/sideline'],
    ['https://tools.example.com/sideline/join#abc', 'https://tools.example.com/sideline'],
    ['https://tools.example.com/join#abc', 'https://tools.example.com'],
    ['', null],
    ['not an address', null],
    ['https://user:pw@tools.example.com', null],
    ['ftp://tools.example.com', null],
  ])('%s is %s', (typed, address) => expect(typedServerAddress(typed)).toBe(address));

  it.each(['https://a.example', 'https://a.example/sideline', 'http://127.0.0.1:1/x/y'])(
    'a link to %s names it',
    (server) => {
      for (const page of ['join', 'reset'] as const)
        expect(parseLink(` ${linkTo(server, page, 's-e_cret')} `)).toEqual({
          server,
          secret: 's-e_cret',
        });
    },
  );
  it('a secret alone is no link', () => expect(parseLink('s-e_cret')).toBeNull());
});

describe('a request’s path', () => {
  it.each([
    ['/sideline/me', '/sideline', '/me'],
    ['/me', '/sideline', '/me'],
    ['/sideline', '/sideline', '/'],
    ['/sidelines/me', '/sideline', '/sidelines/me'],
    ['/me', '', '/me'],
  ])('%s of a server under “%s” is %s', (path, under, known) =>
    expect(withoutServerPath(path, under)).toBe(known),
  );
});

describe('the address of a record', () => {
  it.each([
    ['https://crm.acme.test/#Opportunity/view/1', 'https://crm.acme.test/#Opportunity/view/1'],
    ['http://127.0.0.1:8069/odoo/crm/4?x=1', 'http://127.0.0.1:8069/odoo/crm/4?x=1'],
    ['javascript:alert(1)', null],
    ['JavaScript:alert(1)//https://crm.acme.test', null],
    ['data:text/html,hi', null],
    ['chrome-extension://abc/panel.html', null],
    ['file:///etc/passwd', null],
    ['https://user:secret@crm.acme.test/', null],
    ['/relative', null],
    [`https://crm.acme.test/${'x'.repeat(2000)}`, null],
    [null, null],
    [{ href: 'https://crm.acme.test' }, null],
  ])('%s is %s', (text, address) => expect(recordAddress(text)).toBe(address));

  it('is never one that runs a script or has a password', () => {
    const scheme = fc.constantFrom('https:', 'http:', 'javascript:', ' java\tscript:', 'blob:', '');
    const part = fc.oneof(fc.string(), fc.constantFrom('//', '@', 'a:b@c', 'crm.acme.test', '#'));
    fc.assert(
      fc.property(scheme, fc.array(part, { maxLength: 5 }), (start, parts) => {
        const address = recordAddress(start + parts.join(''));
        if (address === null) return;
        const { protocol, username, password } = new URL(address);
        expect([/^https?:$/.test(protocol), username, password]).toEqual([true, '', '']);
      }),
      { seed: 15, numRuns: 2000 },
    );
  });
});
