// F24: behind a proxy that the server did not know, all people shared one limit, and /metrics was
// open to everybody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startServer, TEST_SECRET, type TestServer } from '../helpers/server.ts';

const SECRET = { SIDELINE_SECRET: TEST_SECRET };
const proxiesOf = (env: Record<string, string>) => readConfig({ ...SECRET, ...env }, '.').proxies;

describe('the proxies of a server with https', () => {
  const SIDELINE_URL = 'https://sideline.example.com';
  it('must be named, or there must be none', () => {
    expect(() => proxiesOf({ SIDELINE_URL })).toThrow(/SIDELINE_PROXIES should name.*“none”/);
    expect(() => proxiesOf({ SIDELINE_URL, SIDELINE_PROXIES: ' ' })).toThrow(/SIDELINE_PROXIES/);
    expect(proxiesOf({ SIDELINE_URL, SIDELINE_PROXIES: 'none' })).toEqual([]);
    const two = '127.0.0.1, 10.0.0.0/8';
    expect(proxiesOf({ SIDELINE_URL, SIDELINE_PROXIES: two })).toEqual(['127.0.0.1', '10.0.0.0/8']);
    expect(() => proxiesOf({ SIDELINE_URL, SIDELINE_PROXIES: 'none, 127.0.0.1' })).toThrow(
      /“none”/,
    );
  });
  it('need no word where there is no https', () => expect(proxiesOf({})).toEqual([]));
});

describe('behind two proxies of ours', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('sqlite', { SIDELINE_PROXIES: '127.0.0.1, 10.0.0.0/8' });
  });
  afterAll(() => server.close());

  it('people have limits of their own, and no header of theirs changes that', async () => {
    const guess = (forwarded: string) =>
      fetch(`${server.url}/auth/request-password-reset`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        body: '{"email":"nobody@acme.test"}',
      });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++)
      statuses.push((await guess(`192.0.2.${index}, 203.0.113.9, 10.0.0.${index}`)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
    expect((await guess('203.0.113.10, 10.0.0.2')).status).toBe(200);
  });
});

describe('/metrics', () => {
  const statusOf = async (more: Record<string, string>, headers: Record<string, string> = {}) => {
    const server = await startServer('sqlite', more);
    const { status } = await fetch(`${server.url}/metrics`, { headers });
    await server.close();
    return status;
  };
  const authorization = 'Bearer a token';
  it.each([
    ['only this machine', {}, {}, 200],
    ['a proxy', { SIDELINE_URL: 'https://x.test', SIDELINE_PROXIES: 'none' }, {}, 404],
    ['other machines', { SIDELINE_URL: 'http://10.0.0.5:8787' }, {}, 404],
    ['localhost', { SIDELINE_URL: 'http://localhost:8787' }, {}, 200],
    ['only this machine', { SIDELINE_METRICS_TOKEN: 'a token' }, {}, 404],
    [
      'a proxy',
      {
        SIDELINE_URL: 'https://x.test',
        SIDELINE_PROXIES: 'none',
        SIDELINE_METRICS_TOKEN: 'a token',
      },
      { authorization },
      200,
    ],
  ])('of a server reached by %s, with %j and %j: %i', async (_, env, headers, status) =>
    expect(await statusOf(env as Record<string, string>, headers)).toBe(status),
  );
});
