import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket as Socket } from 'ws';
import * as z from 'zod/mini';
import { readLink } from '../../components/options/links.ts';
import { serverUrl, typedServerAddress } from '../../lib/model/index.ts';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { request } from '../../lib/sync/client/index.ts';
import { connectLive } from '../../lib/sync/client/live.ts';
import { PROTO, PullResponse, PushResponse, SCHEMA } from '../../lib/sync/protocol.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { browse, startProvider } from '../helpers/provider.ts';
import { rowIdOf } from '../helpers/rowIds.ts';
import {
  context,
  freePort,
  note,
  organisation,
  PASSWORD,
  startServer,
  type TestServer,
} from '../helpers/server.ts';
import { strippingProxy } from '../helpers/strippingProxy.ts';

const REDIRECT = `https://${CHROME_ID}.chromiumapp.org/oidc`;
const anything = z.unknown();

describe.each([
  ['with a slash at its end', '/', false, '192.0.2.1'],
  ['under a path that the proxy leaves on', '/sideline/', false, '192.0.2.2'],
  ['under a path that the proxy takes off', '/sideline', true, '192.0.2.3'],
  [
    'under a path of two parts, with letters that are written in bytes',
    '/söde/s',
    false,
    '192.0.2.4',
  ],
])('a server %s', (_, path, strips, address) => {
  let server: TestServer;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let closeProxy: (() => Promise<unknown>) | undefined;
  /** The address as people type it. */
  let typed = '';
  let base = '';

  beforeAll(async () => {
    const front = await freePort();
    typed = `http://127.0.0.1:${front}${path}`;
    base = typedServerAddress(typed) ?? '';
    provider = await startProvider(() => serverUrl(base, '/auth/oidc/oidc/callback'));
    const port = strips ? await freePort() : front;
    server = await startServer('sqlite', {
      SIDELINE_PORT: String(port),
      SIDELINE_URL: typed,
      SIDELINE_PROXIES: '127.0.0.1',
      SIDELINE_OIDC_ISSUER: provider.issuer,
      SIDELINE_OIDC_CLIENT_ID: 'sideline',
      SIDELINE_OIDC_CLIENT_SECRET: 'a secret of the test',
    });
    if (strips) closeProxy = await strippingProxy(front, port, path);
    const { boss, team } = await organisation(server.people, 'acme', 1);
    const invited = { email: 'new@acme.test', role: 'rep' as const, team };
    await inviteMember(server.people, await context(server.people, boss), invited);
    provider.login.as = 'new';
  });
  afterAll(async () => {
    await closeProxy?.();
    await server?.close();
    await provider?.close();
  });

  // The servers of one process share the limit of sign-ins a minute: each test has its own address.
  const from: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...init?.headers, 'x-forwarded-for': address } });
  const client = (token: string | null = null, at = base) => ({ server: at, token, fetch: from });
  const signIn = async (email: string, password = PASSWORD, at = base) => {
    const { headers } = await request(
      client(null, at),
      'POST',
      '/auth/sign-in/email',
      { email, password },
      anything,
    );
    return headers.get('set-auth-token') ?? '';
  };

  it('invites by a link that opens its page and names it to the extension', async () => {
    const boss = await signIn('boss@acme.test');
    const Invited = z.object({ link: z.string() });
    const { value } = await request(
      client(boss),
      'POST',
      '/org/invitations',
      { email: 'ana@acme.test', role: 'rep', team: null },
      Invited,
    );
    const page = await fetch(value.link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(JSON.stringify(serverUrl(base, '/join')));
    const link = readLink(value.link);
    expect(link.server).toBe(base);
    const accepted = { token: link.token, name: 'Ana', email: 'ana@acme.test', password: PASSWORD };
    await request(
      client(null, link.server ?? ''),
      'POST',
      '/invitations/accept',
      accepted,
      anything,
    );
    expect(await signIn('ana@acme.test', PASSWORD, link.server ?? '')).not.toBe('');
  });

  it('sets a new password by a link, on its page and in the extension', async () => {
    const boss = await signIn('boss@acme.test');
    const Link = z.object({ link: z.string() });
    const member = await server.people.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', 'rep0@acme.test')
      .executeTakeFirstOrThrow();
    const reset = async () =>
      (await request(client(boss), 'POST', `/org/members/${member.id}/reset`, {}, Link)).value.link;
    const first = await reset();
    const page = await (await fetch(first)).text();
    const action = /data-path="([^"]+)"/.exec(page)?.[1] ?? '';
    const set = await fetch(new URL(action, first), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(base).origin },
      body: JSON.stringify({ token: new URL(first).hash.slice(1), newPassword: 'set on the page' }),
    });
    expect(set.status).toBe(200);
    expect(await signIn('rep0@acme.test', 'set on the page')).not.toBe('');
    const link = readLink(await reset());
    const input = { token: link.token, newPassword: PASSWORD };
    await request(client(null, link.server ?? ''), 'POST', '/auth/reset-password', input, anything);
    expect(await signIn('rep0@acme.test')).not.toBe('');
  });

  it('takes changes, gives them out, and pokes', async () => {
    const token = await signIn('rep0@acme.test');
    const { id } = await server.people.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', 'rep0@acme.test')
      .executeTakeFirstOrThrow();
    let poked = () => {};
    const poke = new Promise<void>((done) => {
      poked = done;
    });
    let closing = () => {};
    await new Promise<void>((ready, fail) => {
      let isReady = false;
      const connection = connectLive({
        server: base,
        token,
        WebSocket: Socket as unknown as typeof WebSocket,
        onReady: () => {
          isReady = true;
          ready();
        },
        onNews: () => isReady && poked(),
        onHere: () => {},
        onClosed: () => fail(new Error('no connection')),
      });
      closing = () => connection.close();
    });
    const patch = note(id, 'under a path');
    const mutation = {
      seq: 1,
      id: 'm1',
      op: 'create',
      collection: 'note',
      rowId: rowIdOf('r1'),
      base: 0,
      scope: `u:${id}`,
      patch,
    };
    const push = { proto: PROTO, schema: SCHEMA, clientId: 'c', mutations: [mutation] };
    const pushed = await request(client(token), 'POST', '/sync/push', push, PushResponse);
    expect(pushed.value.answers).toMatchObject([{ result: { kind: 'ok' } }]);
    await poke;
    closing();
    const pulled = await request(
      client(token),
      'POST',
      '/sync/pull',
      { proto: PROTO, schema: SCHEMA, scopes: {} },
      PullResponse,
    );
    expect(pulled.value.rows).toMatchObject([
      { id: rowIdOf('r1'), fields: { text: 'under a path' } },
    ]);
  });

  it('signs in with a provider that sends the browser back under its address', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const start = serverUrl(base, '/auth/oidc/oidc/start', {
      redirect: REDIRECT,
      challenge,
      state: 'a-state-of-the-extension',
    });
    const back = await browse(start, REDIRECT);
    const code = back.searchParams.get('code') ?? '';
    const { value } = await request(
      client(),
      'POST',
      '/auth/oidc/token',
      { code, verifier },
      z.object({ token: z.string() }),
    );
    const me = await request(
      client(value.token),
      'GET',
      '/me',
      undefined,
      z.object({ user: z.object({ email: z.string() }) }),
    );
    expect(me.value.user.email).toBe('new@acme.test');
  });

  it('names its address in its OpenAPI document', async () => {
    const { value } = await request(
      client(),
      'GET',
      '/openapi.json',
      undefined,
      z.object({ servers: z.array(z.object({ url: z.string() })) }),
    );
    expect(value.servers).toEqual([{ url: base }]);
  });

  it('answers the health check without the path', async () => {
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/sidelines/health`)).status).not.toBe(200);
  });
});
