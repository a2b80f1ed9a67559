// F12: a sign-in returns only to our own extension, in Firefox too.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME_ID, FIREFOX_ID } from '../../lib/platform/ids.ts';
import { asking, sessionOf, way, withProviders } from '../helpers/accounts.ts';
import { organisation } from '../helpers/server.ts';

const firefox = (id: string) =>
  `https://${createHash('sha1').update(id).digest('hex')}.extensions.allizom.org`;
const OWN_BUILD = 'sideline@acme.example';
const OWN_CHROME = 'b'.repeat(32);

describe('the address to which a sign-in returns', () => {
  let stack: Awaited<ReturnType<typeof withProviders>>;
  let token = '';
  beforeAll(async () => {
    const ids = `${OWN_CHROME}, ${OWN_BUILD}`;
    stack = await withProviders('sqlite', new Map(), { SIDELINE_EXTENSION_IDS: ids });
    await organisation(stack.server.people, 'acme', 0);
    token = await sessionOf(stack.server, 'boss@acme.test');
  });
  afterAll(() => stack?.close());

  const starts = async (redirect: string) => {
    const { query, input } = way(redirect);
    const ask = asking(stack.server);
    return [
      (await ask('GET', `/auth/oidc/oidc/start?${query}`)).status,
      (await ask('POST', '/me/sign-ins/oidc/start', token, input)).status,
    ];
  };

  it.each([
    ['our own in Chrome', `https://${CHROME_ID}.chromiumapp.org/oidc`],
    ['our own in Firefox', `${firefox(FIREFOX_ID)}/oidc`],
    ['a company’s build for Chrome', `https://${OWN_CHROME}.chromiumapp.org/oidc`],
    ['a company’s build for Firefox', `${firefox(OWN_BUILD)}/oidc`],
  ])('is %s', async (_, redirect) => expect(await starts(redirect)).toEqual([302, 200]));

  it.each([
    ['another add-on in Firefox', `${firefox('some-other-addon@evil.example')}/`],
    ['another extension in Chrome', `https://${'a'.repeat(32)}.chromiumapp.org/`],
    ['a site with our address in its name', `${firefox(FIREFOX_ID)}.evil.example/`],
    ['a site with our address as its user', `${firefox(FIREFOX_ID)}@evil.example/`],
    ['our address with a user', firefox(FIREFOX_ID).replace('https://', 'https://a:b@')],
    ['our address without encryption', firefox(FIREFOX_ID).replace('https:', 'http:')],
    ['a script', 'javascript:alert(1)'],
    ['no address', ''],
  ])('is never %s', async (_, redirect) => expect(await starts(redirect)).toEqual([400, 400]));
});
