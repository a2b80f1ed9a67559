import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

interface Person {
  email: string;
  email_verified: boolean;
  name: string;
  /** In Salesforce. */
  organization_id?: string;
}

const acmePeople: ReadonlyMap<string, Person> = new Map([
  ['rep', { email: 'rep0@acme.test', email_verified: true, name: 'Rep' }],
  ['new', { email: 'new@acme.test', email_verified: true, name: 'New Person' }],
  ['stranger', { email: 'stranger@elsewhere.test', email_verified: true, name: 'Stranger' }],
  ['claims', { email: 'boss@acme.test', email_verified: false, name: 'Says so' }],
]);

/** A real OpenID provider on loopback; `login.as` is the person that signs in. */
export async function startProvider(
  redirect: () => string,
  people: ReadonlyMap<string, Person> = acmePeople,
) {
  const http: Server = createServer((request, response) => callback(request, response));
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'sideline',
        client_secret: 'a secret of the test',
        redirect_uris: [redirect()],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: {
      openid: ['sub', 'organization_id'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (_ctx, id) =>
      people.has(id)
        ? { accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }
        : undefined,
  });
  const oidc = provider.callback();
  const login = { as: 'rep', refuse: false };
  const callback = async (
    request: Parameters<typeof oidc>[0],
    response: Parameters<typeof oidc>[1],
  ) => {
    if (!request.url?.startsWith('/sign-in/')) return oidc(request, response);
    if (login.refuse)
      return provider.interactionFinished(request, response, { error: 'access_denied' });
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: login.as } });
    const grant = new provider.Grant({ accountId: login.as, clientId: String(params.client_id) });
    grant.addOIDCScope('openid email profile');
    return provider.interactionFinished(request, response, {
      consent: { grantId: await grant.save() },
    });
  };
  return { issuer, login, close: () => new Promise((done) => http.close(done)) };
}

/**
 * A browser that follows redirects with its cookies, until it is sent to the extension.
 * @param headers of every request.
 */
export async function browse(
  start: string,
  redirect: string,
  headers: Record<string, string> = {},
): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 12; step++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { ...headers, cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`${answer.status} at ${url}: ${await answer.text()}`);
    url = new URL(next, url).href;
    if (url.startsWith(redirect)) return new URL(url);
  }
  throw new Error('too many redirects');
}
