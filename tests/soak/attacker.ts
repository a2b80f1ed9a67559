import { expect } from 'vitest';
import { PROTO } from '../../lib/sync/protocol.ts';
import { Client } from '../helpers/client.ts';
import {
  note,
  type Organisation,
  organisation,
  type StoreKind,
  startServer,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

/** A text in rows that the attacker may not read; no response may contain it. */
const CANARY = 'canary-that-nobody-else-may-hear';

/** Texts that break servers that trust their input. */
export const HOSTILE_TEXTS = [
  '\u0000',
  '\ud800',
  '\udfff x',
  "'; drop table row; --",
  '" or 1=1 --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '../../etc/passwd',
  '%00',
  '\u202e',
  '𝕊'.repeat(300),
  '\r\nset-cookie: a=b',
  '$1',
  '__proto__',
  'constructor',
  '-1',
  '1e999',
  'NaN',
  ' '.repeat(500),
];

/** The results of a push: the code of each refusal, or the kind of each answer. */
export const kindOf = (text: string): string =>
  (JSON.parse(text) as { answers?: { result: { kind: string; code?: string } }[] }).answers
    ?.map(({ result }) => result.code ?? result.kind)
    .join() ?? 'refused';

/** A rep who sends hostile requests to a server that has two organisations. */
export class Attacker {
  readonly server: TestServer;
  readonly acme: Organisation;
  readonly other: Organisation;
  readonly rep: string;
  /** Bearer tokens of the attacker, and of a person of the other organisation. */
  readonly token: string;
  readonly foreign: string;
  /** A private row of the manager. */
  secretRow = '';
  /** Other people's rows under ids that everyone can compute. */
  readonly keyedRows: string[] = [];
  sentRequests = 0;
  #last = 0;
  private constructor(
    server: TestServer,
    [acme, other]: [Organisation, Organisation],
    [token, foreign]: [string, string],
  ) {
    [this.server, this.acme, this.other] = [server, acme, other];
    [this.token, this.foreign] = [token, foreign];
    this.rep = acme.reps[0] ?? '';
  }
  static async start(kind: StoreKind): Promise<Attacker> {
    const server = await startServer(kind, {
      SIDELINE_RATE_USER: '1000000',
      SIDELINE_RATE_ADDRESS: '1000000',
    });
    const acme = await organisation(server.people, 'acme', 2);
    const other = await organisation(server.people, 'other', 1);
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const foreign = await tokenOf(server.url, 'rep0@other.test');
    const attacker = new Attacker(server, [acme, other], [token, foreign]);
    await attacker.#writeSecrets();
    return attacker;
  }
  async #writeSecrets(): Promise<void> {
    const { acme, server } = this;
    const boss = new Client(server, acme.boss);
    const secret = { scope: `u:${acme.boss}`, patch: note(acme.boss, CANARY) };
    this.secretRow = (await boss.one(secret)).id;
    const fact = { refKey: 'odoo/t/deal/1', field: 'amount', value: CANARY };
    const pair = `p:${acme.boss}:${acme.reps[1]}`;
    for (const scope of [`u:${acme.boss}`, pair])
      this.keyedRows.push((await boss.put('typedFact', scope, fact)).id);
    this.keyedRows.push((await boss.put('profile', pair, { member: acme.reps[1] })).id);
  }
  /** A number that no earlier request has. */
  readonly next = () => ++this.#last;
  /** Sends a request, and expects an answer without a fault and without a secret. */
  readonly ask = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    method = 'POST',
  ) => {
    this.sentRequests += 1;
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const answer = await fetch(this.server.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(
      answer.status,
      `${method} ${path} ${raw ? '…' : JSON.stringify(body).slice(0, 300)} → ${text.slice(0, 200)}`,
    ).toBeLessThan(500);
    expect(text).not.toContain(CANARY);
    return { status: answer.status, text };
  };
  /** A change that the attacker may make, unless `more` makes it another. */
  readonly mutation = (more: Record<string, unknown> = {}) => {
    const number = this.next();
    return {
      seq: 1,
      id: `h${number}`,
      op: 'create',
      collection: 'note',
      rowId: `hr${number}`,
      base: 0,
      scope: `u:${this.rep}`,
      patch: note(this.rep, 'x'),
      ...more,
    };
  };
  readonly push = (mutations: unknown, more: Record<string, unknown> = {}, headers = {}) =>
    this.ask(
      '/sync/push',
      { proto: PROTO, schema: 1, clientId: `hc${this.next()}`, mutations, ...more },
      headers,
    );
  /** The results of a push with this one change. */
  readonly pushOne = async (mutation: unknown) => kindOf((await this.push([mutation])).text);
  /** All rows of both organisations except the attacker's own. */
  readonly state = async () =>
    JSON.stringify(
      await Promise.all(
        [this.acme.org, this.other.org].map((org) =>
          this.server.store.within(org, (tx) =>
            tx
              .selectFrom('row')
              .select(['id', 'scope', 'fields', 'version', 'author'])
              .where('org_id', '=', org)
              .where('author', '!=', this.rep)
              .orderBy('id')
              .execute(),
          ),
        ),
      ),
    );
}
