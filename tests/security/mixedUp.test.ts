// F58: a server to which a person signs in must not get a session at another server, by passing
// the way through the provider on to it.

import 'fake-indexeddb/auto';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storeSession } from '../../entrypoints/background/account.ts';
import { linkWith, signInWith } from '../../entrypoints/background/oidc.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { PROXIED, REDIRECT, sessionOf, withProviders } from '../helpers/accounts.ts';
import { browse } from '../helpers/provider.ts';
import { context, organisation } from '../helpers/server.ts';

await vi.hoisted(async () => {
  const { FakeSocket } = await import('../helpers/socket.ts');
  vi.stubGlobal('WebSocket', FakeSocket);
});

let honest: Awaited<ReturnType<typeof withProviders>>;
let hostile: Server;
let hostileUrl: string;
/** Where the hostile server passes a way on to, and the addresses that the extension opened. */
let passOn: (query: URLSearchParams) => string;
let opened: string[];
/** The address that the hostile server names for linking, and what the extension sent before. */
let named: string;
let begun: Record<string, string>;
/** What the extension sent the hostile server at the end. */
let given: { code: string; verifier: string }[];
/** The challenge of the hostile server itself, and its verifier. */
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

beforeAll(async () => {
  const victim = { email: 'victim@acme.test', email_verified: true, name: 'Victim' };
  honest = await withProviders('sqlite', new Map([['victim', victim]]), PROXIED);
  const { people } = honest.server;
  const acme = await organisation(people, 'acme', 1);
  await inviteMember(people, await context(people, acme.boss), {
    email: victim.email,
    role: 'rep',
    team: acme.team,
  });
  honest.oidc.login.as = 'victim';
  hostile = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', hostileUrl);
    if (request.method === 'GET') {
      const query = url.searchParams.has('ticket') ? new URLSearchParams(begun) : url.searchParams;
      response.writeHead(302, { location: passOn(query) });
      response.end();
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    const sent = JSON.parse(body);
    if ('code' in sent) given.push(sent);
    else begun = sent;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ token: 'of the hostile server', url: named }));
  });
  await new Promise<void>((done) => hostile.listen(0, '127.0.0.1', done));
  hostileUrl = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
  named = `${hostileUrl}/auth/oidc/acme/start?ticket=of-the-server`;
  given = [];
  opened = [];
  Object.assign(fakeBrowser, {
    identity: {
      getRedirectURL: () => REDIRECT,
      launchWebAuthFlow: async ({ url }: { url: string }) => {
        opened.push(url);
        return (await browse(url, REDIRECT)).href;
      },
    },
  });
});
afterAll(async () => {
  await honest?.close();
  hostile?.close();
});

/** The start at the honest server, as the hostile one passes it on. */
const passedOn = (query: URLSearchParams, own: Record<string, string> = {}) => {
  const all = new URLSearchParams({ ...Object.fromEntries(query), ...own });
  return `${honest.server.url}/auth/oidc/oidc/start?${all}`;
};

/** The sessions that the hostile server can begin at the honest one. */
async function stolen(): Promise<number> {
  let sessions = 0;
  for (const { code, verifier: sent } of given.splice(0))
    for (const one of [sent, verifier]) {
      const answer = await honest.ask('POST', '/auth/oidc/token', null, { code, verifier: one });
      if (answer.status === 200) sessions += 1;
    }
  return sessions;
}

describe('a server that passes a sign-in on to another one', () => {
  it.each([
    ['as it came', {}],
    ['with a challenge of its own', { challenge }],
  ])('gets no code of it: %s', async (_, own) => {
    passOn = (query) => passedOn(query, own);
    await expect(signInWith(hostileUrl, 'acme')).rejects.toMatchObject({ code: 'otherServer' });
    expect(given).toEqual([]);
    expect(await stolen()).toBe(0);
  });
  it('gets none while a sign-in is linked either', async () => {
    passOn = (query) => passedOn(query, { challenge });
    const server = { server: hostileUrl, token: 'x', expired: false };
    await storeSession({ ...server, user: 'victim', org: 'acme' });
    await expect(linkWith({ provider: 'acme' })).rejects.toMatchObject({ code: 'otherServer' });
    expect(await stolen()).toBe(0);
  });
  it('is asked for the ticket only: no address that a server names is opened', async () => {
    opened = [];
    named = 'https://evil.test/sign-in?ticket=of-the-server';
    await linkWith({ provider: 'acme' }).catch(() => {});
    expect(opened).toEqual([`${hostileUrl}/auth/oidc/acme/start?ticket=of-the-server`]);
  });
});

describe('an honest server', () => {
  it('signs in, and names itself in what it sends back', async () => {
    const token = await signInWith(honest.server.url, 'oidc');
    expect((await honest.ask('GET', '/me', token)).json.user).toMatchObject({
      email: 'victim@acme.test',
    });
    expect(await sessionOf(honest.server, 'victim@acme.test')).toBeTruthy();
  });
  it('names itself in a refusal too', async () => {
    honest.oidc.login.refuse = true;
    await expect(signInWith(honest.server.url, 'oidc')).rejects.toMatchObject({ code: 'refused' });
    honest.oidc.login.refuse = false;
  });
});
