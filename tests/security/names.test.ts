// F57: a colleague could carry the administrator's name with characters that nobody sees, or none.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isReadableName, looksLike, numberedName, readableName } from '../../lib/model/index.ts';
import { memberFor } from '../../server/people/claims.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import {
  context,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const HIDDEN = ['\u200b', '\u202e', '\u2066', '\u00ad', '\ufeff', '\u3164', '\u2800', '\u0007'];

describe('a name', () => {
  it('is readable in any script', () => {
    for (const name of ['Dana Whitfield', 'Zoë', '李小龙', 'ดานา', '4711', 'O’Neill-Ça (2)'])
      expect(isReadableName(name), name).toBe(true);
  });
  it('with a character that nobody sees is not, nor one without a letter or number', () => {
    for (const sign of HIDDEN) {
      expect(isReadableName(`Dana${sign}`), JSON.stringify(sign)).toBe(false);
      expect(isReadableName(sign)).toBe(false);
    }
    for (const name of ['', ' ', '…', '💼', '\u0301']) expect(isReadableName(name)).toBe(false);
  });
  it('looks like another in capitals, full width or with other spaces', () => {
    for (const name of ['DANA WHITFIELD', 'Ｄana Whitfield', ' Dana\u00a0 Whitfield'])
      expect(looksLike(name, 'Dana Whitfield')).toBe(true);
    expect(looksLike('Dana Whitfeld', 'Dana Whitfield')).toBe(false);
  });
  it('of a provider is readable, or none', () => {
    expect(readableName('Dana\u200b Whitfield\u202e')).toBe('Dana Whitfield');
    expect(readableName('\u2060\u200b')).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = readableName(text);
        if (name === null) return;
        expect(isReadableName(name)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(120);
      }),
      { seed: 56 },
    );
  });
  it('that others have gets the next free number', () => {
    expect(numberedName('Dana', [])).toBe('Dana');
    expect(numberedName('Dana', ['dana', 'Dana 2'])).toBe('Dana 3');
    expect(numberedName('d'.repeat(120), ['D'.repeat(120)])).toHaveLength(114);
  });
});

describe.each(storeKinds)('a name, on %s', (kind) => {
  let server: TestServer;
  let boss = '';
  let org = '';
  let made = 0;
  beforeAll(async () => {
    server = await startServer(kind);
    ({ boss, org } = await organisation(server.people, 'acme', 1));
  });
  afterAll(() => server.close());

  const post = async (path: string, body: unknown, token = '') => {
    const answer = await fetch(`${server.url}${path}`, {
      method: path.startsWith('/org/teams/') ? 'PATCH' : 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, ...((await answer.json()) as { code?: string; id?: string }) };
  };
  const invited = async (email = `new${++made}@acme.test`) => ({
    email,
    token: await inviteMember(server.people, await context(server.people, boss), {
      ...{ email, role: 'rep', team: null },
    }),
  });
  const accept = async (name: string, orgName = 'x') =>
    post('/invitations/accept', { ...(await invited()), name, orgName, password: PASSWORD });
  const names = async () => {
    const rows = await server.people.db
      .selectFrom('member')
      .innerJoin('user', 'user.id', 'member.user_id')
      .select('user.name')
      .where('member.org_id', '=', org)
      .execute();
    return rows.map(({ name }) => name);
  };
  const refused = { status: 400, code: 'invalid' };
  const taken = { status: 409, code: 'nameTaken' };

  it('of a person has only characters that people see', async () => {
    for (const sign of HIDDEN) expect(await accept(`Dana${sign} Whitfield`)).toEqual(refused);
    for (const name of ['\u2060\u200b', '…']) expect(await accept(name)).toEqual(refused);
    expect(await accept('Someone', 'Acme\u202e')).toEqual(refused);
    expect(await names()).toHaveLength(2);
  });
  it('of a person is nobody else’s in the company, and composed', async () => {
    expect((await accept('Zoe\u0308 Whitfield')).status).toBe(200);
    expect(await names()).toContain('Zoë Whitfield');
    for (const name of ['Zoë Whitfield', 'ZOË  WHITFIELD'])
      expect(await accept(name)).toEqual(taken);
  });
  it('from a provider is numbered if somebody has it', async () => {
    const { email } = await invited();
    const claims = { subject: 's1', email, verified: true, name: 'zoë whitfield' };
    expect(await memberFor(server.people, 'https://idp.test', claims)).toHaveProperty('user');
    expect(await names()).toContain('zoë whitfield 2');
  });
  it('of a team has the same rules', async () => {
    const token = await tokenOf(server.url, 'boss@acme.test');
    const add = (name: string) => post('/org/teams', { name, manager: null }, token);
    expect(await add('South\u200b')).toEqual(refused);
    const { id } = await add('South');
    expect(await add(' SOUTH')).toEqual(taken);
    const { id: north } = await add('North');
    const rename = (team = '', name = '') => post(`/org/teams/${team}`, { name }, token);
    expect(await rename(north, 'south')).toEqual(taken);
    expect(await rename(north, '\u2066North')).toEqual(refused);
    expect((await rename(id, 'SOUTH')).status).toBe(200);
  });
});
