import { gzipSync } from 'node:zlib';
import { collections, isCollection, type ServerRow } from '../../lib/model/index.ts';
import { PROTO, PullResponse, PushResponse, SCHEMA } from '../../lib/sync/protocol.ts';
import { sampleTeam } from '../../server/sample.ts';
import { rowIdOf } from '../../tests/helpers/rowIds.ts';
import { Person } from '../../tests/soak/process.ts';
import { measured, type Timed } from './measured.ts';

type Body = Record<string, unknown>;

/** One request like the extension's: compressed, with a session, the response parsed. */
async function request<T>(
  url: string,
  path: string,
  token: string,
  body: unknown,
  parse: (value: unknown) => T,
): Promise<T> {
  const text = JSON.stringify(body);
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      authorization: `Bearer ${token}`,
    },
    body: gzipSync(text, { level: 6 }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return parse(await response.json());
}

/**
 * Signs in A and B. Like the peers' clients, they hold their rows in memory; `browser.ts` measures
 * the extension's database.
 */
export async function signedIn(url: string, client: string) {
  const [rep, boss] = [
    await Person.signIn(url, sampleTeam.reps[0].email, `${client}-a`),
    await Person.signIn(url, sampleTeam.manager.email, `${client}-b`),
  ];
  return { rep, boss, scope: `p:${boss.user}:${rep.user}` };
}

/** A's notes through the server to B, in a separate process like the peers' clients. */
export function ourClients(url: string, count: number): Promise<Timed> {
  return measured('ours', [
    '--disable-warning=ExperimentalWarning',
    'bench/sync/client.ts',
    url,
    String(count),
  ]);
}

/**
 * A's notes through the server to B, with sign-in, zod on both sides, visibility and revisions as
 * in the product.
 */
export async function ours(url: string, notes: readonly Body[], round: string): Promise<Timed> {
  const { rep, boss, scope } = await signedIn(url, round);
  const outbox = notes.map((note, index) => ({
    seq: index + 1,
    id: `${round}-m${index}`,
    op: 'create',
    collection: 'note',
    rowId: rowIdOf(`${round}-n${index}`),
    base: 0,
    scope,
    patch: { ...note, author: rep.user },
  }));
  // First B catches up with the rows of earlier rounds.
  let scopes: Record<string, string> = {};
  const received = new Map<string, ServerRow>();
  const pull = () =>
    request(url, '/sync/pull', boss.token, { proto: PROTO, schema: SCHEMA, scopes }, (value) =>
      PullResponse.parse(value),
    );
  // As in the extension, the next page is requested while this one is applied.
  const pullAll = async () => {
    let ahead = pull();
    for (;;) {
      const answer = await ahead;
      scopes = answer.cursors;
      if (answer.more) ahead = pull();
      for (const row of answer.rows)
        if (
          isCollection(row.collection) &&
          collections[row.collection].schema.safeParse(row.fields).success
        )
          received.set(row.id, row);
      if (!answer.more) return;
    }
  };
  await pullAll();
  received.clear();
  const began = performance.now();
  for (let at = 0; at < outbox.length; at += 500) {
    const { answers } = await request(
      url,
      '/sync/push',
      rep.token,
      {
        proto: PROTO,
        schema: SCHEMA,
        clientId: rep.clientId,
        mutations: outbox.slice(at, at + 500),
      },
      (value) => PushResponse.parse(value),
    );
    if (answers.some((answer) => answer.result.kind !== 'ok'))
      throw new Error(`not accepted: ${JSON.stringify(answers[0])}`);
  }
  const pushed = performance.now();
  await pullAll();
  if (received.size !== notes.length)
    throw new Error(`${received.size} of ${notes.length} notes arrived`);
  return { push: pushed - began, total: performance.now() - began };
}
