// The table of routes: the server does what it declares, and has no other route.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../server/api/index.ts';
import { openApi } from '../../server/api/openapi.ts';
import { largestBody } from '../../server/api/route.ts';
import { opsToken } from '../../server/routes/ops.ts';
import { organisation, startServer, type TestServer, tokenOf } from '../helpers/server.ts';

const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);
type Declared = (typeof routes)[number];

describe('the table of routes', () => {
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    // Each request of these tests has a network of its own.
    server = await startServer('sqlite', { SIDELINE_PROXIES: '127.0.0.1' });
    await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());

  let networks = 0;
  async function ask(route: Declared, more: Record<string, string> = {}, body = '{}') {
    networks += 1;
    const url = server.url + route.path.replace(/:\w+/g, 'nobody');
    const response = await fetch(url, {
      method: route.method.toUpperCase(),
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `203.0.${networks >> 8}.${networks & 255}`,
        ...more,
      },
      ...(route.method === 'get' ? {} : { body }),
    });
    await response.arrayBuffer();
    return response.status;
  }
  /** What opens a route of this access. */
  async function key({ access }: Declared): Promise<Record<string, string>> {
    token ??= await tokenOf(server.url, 'boss@acme.test');
    if (access === 'session') return { authorization: `Bearer ${token}` };
    return access === 'operator' ? { authorization: `Ops ${opsToken(server.config.secret)}` } : {};
  }

  it('has every route of the server, and each once', () => {
    const served = server.routes.map(({ method, path }) => `${method.toLowerCase()} ${path}`);
    const declared = named.map(([name]) => name);
    expect([...new Set(served)].sort()).toEqual([...declared].sort());
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('is the OpenAPI document, without what only people and operators use', async () => {
    const response = await fetch(`${server.url}/openapi.json`);
    const document = openApi(server.config.baseUrl);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)));
    const paths = Object.keys(document.paths ?? {});
    expect(paths).toContain('/org/members/{id}/wipe');
    for (const path of ['/metrics', '/ops/erase', '/join', '/openapi.json'])
      expect(paths).not.toContain(path);
  });

  it.each(named)('%s answers those whom it names, and nobody else', async (_, route) => {
    const stranger = await ask(route);
    if (route.access === 'session') expect(stranger).toBe(401);
    else if (route.access === 'open') expect(stranger).not.toBe(401);
    else expect(stranger).toBe(404);
    if (route.path === '/auth/sign-out' || route.access === 'metrics') return;
    const answered = await ask(route, await key(route));
    expect(answered).toBeLessThan(500);
    expect(answered).not.toBe(401);
  });

  it.each(named.filter(([, { in: shape }]) => shape !== undefined))(
    '%s takes a body of its size and shape, and no other',
    async (_, route) => {
      const opened = await key(route);
      const padded = (bytes: number) => JSON.stringify({ '': 'x'.repeat(bytes - 7) });
      expect(await ask(route, opened, padded(largestBody(route) + 1))).toBe(413);
      expect(await ask(route, opened, padded(largestBody(route)))).not.toBe(413);
      expect([400, 401]).toContain(await ask(route, opened, '[]'));
    },
  );
});
