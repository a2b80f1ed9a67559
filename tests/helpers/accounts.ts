import { createHash, randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { signInAs } from '../../server/people/sessions.ts';
import { browse, startProvider } from './provider.ts';
import { freePort, type StoreKind, startServer, type TestServer } from './server.ts';

type Json = Record<string, never> & { [name: string]: unknown };
export interface Answer {
  status: number;
  json: Json;
  /** The token of a new session. */
  token: string | null;
}

/** Limits of one address are no subject here: every request comes from another one. */
export const PROXIED = { SIDELINE_PROXIES: '127.0.0.1' };
let requests = 0;
const fromNextAddress = () => {
  requests += 1;
  return { 'x-forwarded-for': `10.0.${requests >> 8}.${requests & 255}` };
};

/** A new session of a person. */
export async function sessionOf(server: TestServer, email: string): Promise<string> {
  const { id } = await server.people.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return signInAs(server.people.auth, id);
}

/** Sends requests with a session, or without one. The server trusts `PROXIED`. */
export function asking(server: { url: string }) {
  return async (
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    token: string | null = null,
    body?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(server.url + path, {
      method,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        ...fromNextAddress(),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const json = (await response.json().catch(() => ({}))) as Json;
    return { status: response.status, json, token: response.headers.get('set-auth-token') };
  };
}

/** An open socket of a session; `closed` has the code with which the server closes it. */
export async function openSocket(
  server: { url: string },
  token: string,
): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`);
  const closed = new Promise<number>((done) => socket.on('close', done));
  await new Promise<void>((ready) => {
    socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token })));
    socket.on('message', () => ready());
  });
  return { closed };
}

export const REDIRECT = `https://${CHROME_ID}.chromiumapp.org/oidc`;

/** One way through a provider, as the extension goes it. */
export function way(redirect = REDIRECT) {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const input = { redirect, challenge, state: 'a-state-of-the-extension' };
  return { verifier, input, query: new URLSearchParams(input).toString() };
}

/** A server with a provider each for `oidc` and `salesforce`; both know the same people. */
export async function withProviders(
  kind: StoreKind,
  people: Parameters<typeof startProvider>[1],
  more: Record<string, string> = {},
) {
  const port = String(await freePort());
  const at = (id: string) => () => `http://127.0.0.1:${port}/auth/oidc/${id}/callback`;
  const oidc = await startProvider(at('oidc'), people);
  const salesforce = await startProvider(at('salesforce'), people);
  const client = (name: string, issuer: string) => ({
    [`SIDELINE_${name}_ISSUER`]: issuer,
    [`SIDELINE_${name}_CLIENT_ID`]: 'sideline',
    [`SIDELINE_${name}_CLIENT_SECRET`]: 'a secret of the test',
  });
  const server: TestServer = await startServer(kind, {
    ...PROXIED,
    SIDELINE_PORT: port,
    ...client('OIDC', oidc.issuer),
    ...client('SALESFORCE', salesforce.issuer),
    SIDELINE_SALESFORCE_ORG: '00Dxx0000001gPLEAY',
    SIDELINE_OIDC_NAME: 'Acme',
    ...more,
  });
  const ask = asking(server);
  /** Signs in through a provider. */
  const signIn = async (as: string, id: 'oidc' | 'salesforce' = 'oidc') => {
    const { query, verifier } = way();
    (id === 'oidc' ? oidc : salesforce).login.as = as;
    const back = await browse(
      `${server.url}/auth/oidc/${id}/start?${query}`,
      REDIRECT,
      fromNextAddress(),
    );
    const [code, error] = [back.searchParams.get('code'), back.searchParams.get('error')];
    if (code === null) return { error, token: null };
    const { json } = await ask('POST', '/auth/oidc/token', null, { code, verifier });
    return { error, token: json.token as unknown as string };
  };
  /** Adds a provider's sign-in to the account of a session. */
  const link = async (as: string, token: string, finishWith = token) => {
    const { input, verifier } = way();
    oidc.login.as = as;
    const { json } = await ask('POST', '/me/sign-ins/oidc/start', token, input);
    const back = await browse(String(json.url), REDIRECT, fromNextAddress());
    const code = back.searchParams.get('code') ?? '';
    return {
      code,
      verifier,
      ...(await ask('POST', '/me/sign-ins', finishWith, { code, verifier })),
    };
  };
  const close = async () => {
    await server.close();
    await oidc.close();
    await salesforce.close();
  };
  /** Follows redirects up to the extension, or before the server's own path that is named. */
  const walk = async (url: string, before?: string) => {
    const end = before === undefined ? REDIRECT : `${server.url}/auth/oidc/oidc${before}`;
    return (await browse(url, end, fromNextAddress())).href;
  };
  return { server, oidc, salesforce, ask, signIn, link, walk, close };
}
