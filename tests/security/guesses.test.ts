// F11: passwords and codes could be guessed without a delay for the account, and with each address
// of an IPv6 network anew. F83: a network stayed familiar for ever.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitAfter } from '../../server/limits/guesses.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import { invite } from '../../server/people/invitations.ts';
import { createResetLink } from '../../server/people/resetLinks.ts';
import { sessionOf } from '../helpers/accounts.ts';
import {
  context,
  newDatabase,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  TEST_SECRET,
  type TestServer,
} from '../helpers/server.ts';

const SETTINGS = { SIDELINE_PROXIES: '127.0.0.1', SIDELINE_RATE_ADDRESS: '1000000' };

/** A request that a proxy passes on. */
const postTo = (url: string) => async (path: string, from: string, body: unknown) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  });
const countOf = (answers: readonly Response[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe.each(storeKinds)('guesses, on %s', (kind) => {
  let server: TestServer;
  let people = 0;
  let [name, email] = ['', ''];
  let acme: Awaited<ReturnType<typeof organisation>>;
  beforeAll(async () => {
    server = await startServer(kind, SETTINGS);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    vi.useRealTimers();
    name = `acme${++people}`;
    acme = await organisation(server.people, name, 1);
    email = `rep0@${name}.test`;
    // Waits end when the test says so.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  });
  afterEach(() => vi.useRealTimers());

  const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
  const post = (path: string, from: string, body: unknown) => postTo(server.url)(path, from, body);
  const signIn = (from: string, password = 'a wrong password', who = email) =>
    post('/auth/sign-in/email', from, { email: who, password });
  const tries = async (count: number, one: (index: number) => Promise<Response>) => {
    const answers: Response[] = [];
    for (let index = 0; index < count; index++) answers.push(await one(index));
    return answers;
  };

  it('for one account are judged five times, from however many addresses', async () => {
    const answers = await tries(40, (index) => signIn(`198.51.100.${index % 10}`));
    expect(countOf(answers, 401)).toBe(5);
    expect(countOf(answers, 429)).toBe(35);
    expect(answers[5]?.headers.get('retry-after')).toBe('1');
  });
  it('at the same moment are no way around the wait', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => signIn('198.51.100.20')));
    expect(countOf(answers, 401)).toBe(5);
  });
  it('wait twice as long each time, and an account that nobody has is no exception', async () => {
    for (const who of [email, `nobody@${name}.test`]) {
      const waits: number[] = [];
      for (let index = 0; index < 9; index++) {
        const answer = await signIn(`198.51.101.${index}`, 'a wrong password', who);
        expect(answer.status).toBe(401);
        const refused = await signIn(`198.51.102.${index}`, 'a wrong password', who);
        const wait = Number(refused.headers.get('retry-after') ?? 0);
        if (refused.status === 429) waits.push(wait);
        pass(wait);
      }
      // The first four guesses were made in pairs.
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    }
  });
  it('of strangers lock nobody out of a network where the person signed in before', async () => {
    expect((await signIn('203.0.113.7', PASSWORD)).status).toBe(200);
    await tries(10, (index) => signIn(`198.51.103.${index}`));
    expect((await signIn('203.0.113.7', PASSWORD)).status, 'at home').toBe(200);
    expect((await signIn('192.0.2.1', PASSWORD)).status, 'a new network waits').toBe(429);
    pass(1);
    expect((await signIn('192.0.2.1', PASSWORD)).status).toBe(200);
  });
  it('wait in a network whose last session is over for weeks', async () => {
    expect((await signIn('203.0.113.8', PASSWORD)).status).toBe(200);
    pass(51 * 86_400);
    await tries(10, (index) => signIn(`198.51.107.${index}`));
    expect((await signIn('203.0.113.8', PASSWORD)).status, 'a stranger by now').toBe(429);
    pass(1);
    expect((await signIn('203.0.113.8', PASSWORD)).status).toBe(200);
  });
  it('of strangers lock nobody out who has the link for a new password', async () => {
    await tries(10, (index) => signIn(`198.51.104.${index}`));
    const boss = await context(server.people, acme.boss);
    const { secret: token } = await createResetLink(server.people, boss, acme.reps[0] ?? '');
    const newPassword = 'another long password';
    const reset = await post('/auth/reset-password', '192.0.2.2', { token, newPassword });
    expect(reset.status).toBe(200);
    expect((await signIn('192.0.2.2', newPassword)).status).toBe(200);
  });
  it('from all addresses of an IPv6 network are guesses of one network', async () => {
    const answers = await tries(30, (index) =>
      signIn(`2001:db8:0:1::${(index + 1).toString(16)}`, 'wrong', `person${index}@${name}.test`),
    );
    expect(countOf(answers, 401), 'twenty a minute, whatever the account').toBe(20);
    expect((await signIn('2001:db8:0:2::1')).status, 'the next network').toBe(401);
  });
  it('are judged only where the address in them is read: JSON with a BOM is none', async () => {
    const guess = JSON.stringify({ email, password: 'a wrong password' });
    const send = (text: string) =>
      fetch(`${server.url}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.106.1' },
        body: text,
      });
    const answers = await tries(8, () => send(`\uFEFF${guess}`));
    expect(countOf(answers, 400)).toBe(8);
    const twice = `{"email":"nobody@${name}.test",${guess.slice(1)}`;
    const judged = await tries(8, () => send(twice));
    expect(countOf(judged, 401), 'the last of two addresses is the one that counts').toBe(5);
    expect((await signIn('198.51.106.1')).status).toBe(429);
  });
  it('of a session count for it, however its header is written', async () => {
    const token = await sessionOf(server, `boss@${name}.test`);
    const encoded = `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`;
    const headers = ['Bearer', 'bearer', 'BEARER', 'bEARER'].flatMap((word) => [
      `${word} ${token}`,
      `${word} ${encoded}`,
    ]);
    const guess = (path: string, body: unknown) =>
      tries(headers.length, (index) =>
        fetch(server.url + path, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-forwarded-for': `198.51.107.${index}`,
            authorization: headers[index] ?? '',
          },
          body: JSON.stringify(body),
        }),
      );
    const change = { currentPassword: 'a wrong password', newPassword: 'another long password' };
    const changes = await guess('/auth/change-password', change);
    expect([countOf(changes, 400), countOf(changes, 429)]).toEqual([5, 3]);
    pass(11 * 60);
    const wipes = await guess(`/org/members/${acme.reps[0]}/wipe`, { password: 'wrong' });
    // One password, whatever the route: the wait goes on.
    expect([countOf(wipes, 403), countOf(wipes, 429)]).toEqual([1, 7]);
  });
  it('of invitations and links wait too, and a right one does not count', async () => {
    const token = await invite(server.people, acme.org, { email: null, role: 'rep', team: null });
    const accept = (code: string, from: string) =>
      post('/invitations/accept', from, {
        token: code,
        name: 'New',
        email: `new@${name}.test`,
        password: PASSWORD,
      });
    const wrong = await tries(8, (index) => accept(`made up ${index}`, '198.51.105.1'));
    expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 429, 429, 429]);
    expect((await accept(token, '198.51.105.2')).status).toBe(200);
    const guess = (from: string) =>
      post('/auth/reset-password', from, { token: 'made up', newPassword: PASSWORD });
    const codes = await tries(8, () => guess('198.51.105.3'));
    expect(codes.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429, 429, 429]);
  });
});

it.runIf(storeKinds.includes('postgres'))(
  'two processes on one database count guesses together',
  async () => {
    const settings = {
      ...SETTINGS,
      SIDELINE_DB: await newDatabase(),
      SIDELINE_SECRET: TEST_SECRET,
    };
    const servers = [
      await startServer('postgres', settings),
      await startServer('postgres', settings),
    ];
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const answers: Response[] = [];
    for (let index = 0; index < 12; index++) {
      const post = postTo(servers[index % 2]?.url ?? '');
      const guess = { email: 'somebody@acme.test', password: 'a wrong password' };
      answers.push(await post('/auth/sign-in/email', `198.51.100.${index}`, guess));
    }
    expect(countOf(answers, 401)).toBe(5);
    vi.useRealTimers();
    for (const server of servers) await server.close();
  },
);

it('the wait is never longer than fifteen minutes', () =>
  expect([4, 5, 6, 14, 15, 1000].map(waitAfter)).toEqual([0, 1, 2, 512, 900, 900]));

it('a limiter in memory forgets only the key that was used least recently', async () => {
  const limit = memoryLimiters(2)('test', { points: 1, seconds: 60 });
  for (const key of ['a', 'b', 'a', 'c']) await limit.take(key);
  expect(await limit.take('a'), 'was refused once already').toBeGreaterThan(0);
  expect(await limit.take('b'), 'was forgotten').toBe(0);
});
