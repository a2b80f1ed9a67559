// Bodies and headers of requests over HTTP: protocol versions, compression, sizes, nesting, and
// input that is no request of ours.

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTO } from '../../lib/sync/protocol.ts';
import { HttpFixture } from '../helpers/http.ts';
import { storeKinds, type TestServer } from '../helpers/server.ts';

describe.each(storeKinds)('over HTTP, on %s', (kind) => {
  let server: TestServer;
  let post: HttpFixture['post'];
  let pushing: HttpFixture['pushing'];
  beforeAll(async () => {
    ({ server, post, pushing } = await HttpFixture.start(kind));
  });
  afterAll(() => server.close());

  describe('the server', () => {
    it.each([1, 2, 4, 1_000_000])(
      'answers a request in version %s with its own protocol version',
      async (proto) => {
        for (const [path, request] of [
          ['/sync/push', { ...pushing('x', 90), proto }],
          ['/sync/pull', { proto, schema: 1, scopes: {} }],
          // With fields that this version does not know.
          ['/sync/push', { proto, changes: 'of tomorrow' }],
        ] as const) {
          const answer = await post(path, request);
          expect([answer.status, await answer.json()]).toEqual([400, { code: 'proto', speaks: 3 }]);
        }
      },
    );
    it.each([undefined, null, '3', 3.5, {}])(
      'takes the version %s for no request of ours',
      async (proto) => {
        const answer = await post('/sync/pull', { proto, schema: 1, scopes: {} });
        expect([answer.status, await answer.json()]).toEqual([400, { code: 'invalid' }]);
      },
    );
    it('takes packed bodies, and no bombs', async () => {
      expect(
        (
          await post('/sync/push', gzipSync(JSON.stringify(pushing('packed', 5))), {
            'content-encoding': 'gzip',
          })
        ).status,
      ).toBe(200);
      expect(
        (
          await post('/sync/push', gzipSync(Buffer.alloc(40_000_000)), {
            'content-encoding': 'gzip',
          })
        ).status,
      ).toBe(413);
      expect(
        (await post('/sync/push', Buffer.from('not gzip'), { 'content-encoding': 'gzip' })).status,
      ).toBe(400);
      expect((await post('/sync/push', new Uint8Array(13_000_000))).status).toBe(413);
    });
    it('reads a header in any case and with any weight', async () => {
      const body = gzipSync(JSON.stringify(pushing('x'.repeat(3000), 6)));
      expect(
        (
          await post('/sync/push', body, {
            'content-encoding': 'GZIP',
            'content-type': 'Application/JSON; charset=utf-8',
          })
        ).status,
      ).toBe(200);
      expect((await post('/sync/push', body, { 'content-encoding': 'br' })).status).toBe(415);
      expect(
        (await post('/sync/push', pushing('x', 7), { 'content-type': 'application/jsonish' }))
          .status,
      ).toBe(415);
      const coding = async (accepted: string) =>
        (
          await post(
            '/sync/pull',
            { proto: PROTO, schema: 1, scopes: {} },
            { 'accept-encoding': accepted },
          )
        ).headers.get('content-encoding');
      expect([await coding('gzip'), await coding('br, GZIP;q=0.5')]).toEqual(['gzip', 'gzip']);
      expect([
        await coding('gzip;q=0'),
        await coding('identity'),
        await coding('x-gzip-like'),
      ]).toEqual([null, null, null]);
    });
    it('refuses values that are nested too deeply to be serialised', async () => {
      const deep = `${'{"a":'.repeat(4400)}1${'}'.repeat(4400)}`;
      const body = JSON.stringify(pushing('deep', 60)).replace(
        '"text":"deep"',
        `"text":"deep","x":${deep}`,
      );
      expect((await post('/sync/push', body)).status).toBe(400);
      expect((await post('/auth/sign-in/email', 'x'.repeat(100_000))).status).toBe(413);
    });
    it('answers any invalid request with a refusal, never with a fault', async () => {
      const strange = [
        fc.json(),
        fc.string(),
        fc.constant('['.repeat(20_000)),
        fc
          .anything()
          .map(
            (value) =>
              JSON.stringify({ proto: PROTO, schema: 1, clientId: 'c', mutations: [value] }) ?? '',
          ),
      ];
      let seq = 100;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(
            '/sync/push',
            '/sync/pull',
            '/invitations/accept',
            '/org/invitations',
            '/org/teams',
          ),
          fc.oneof(...strange),
          async (path, body) => {
            const response = await post(path, body);
            expect(response.status).toBeLessThan(500);
          },
        ),
        { numRuns: 200 },
      );
      for (const text of [
        '\u0000',
        '\ud800',
        "'; drop table row; --",
        '<script>alert(1)</script>',
        '𝕊'.repeat(500),
      ]) {
        const response = await post('/sync/push', pushing(text, ++seq));
        expect(response.status).toBe(200);
      }
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
    });
  });
});
