import fc from 'fast-check';
import { collectionNames } from '../../lib/model/index.ts';
import { ServerError, syncRound } from '../../lib/sync/client/index.ts';
import { note } from '../helpers/note.ts';
import { HOSTILE_TEXTS } from './attacker.ts';
import { Device } from './simulation.ts';

interface Sent {
  mutations?: { id: string; seq: number }[];
}
interface Lie {
  status: number;
  body: unknown;
}

const ROUNDS = 3;
const MOST_PAGES = 10;
/** Requests of one round: its pages, and a few pushes. */
const MOST_REQUESTS = 60;

/** Answers of a server that lies, to pushes and to pulls. */
function lies(user: string, rows: readonly string[]): fc.Arbitrary<Lie> {
  const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...HOSTILE_TEXTS));
  const scope = fc.oneof(fc.constantFrom(`u:${user}`, 'u:other', 'o:x', 't:y', 'p:a:b'), text);
  const epoch = fc.constantFrom('a', 'b', 'c');
  const version = fc.oneof(fc.nat(20), fc.constantFrom(-1, 2 ** 53, 1e300, 0.5));
  const fields = fc.oneof(
    fc.constant(note('other', 'words that nobody wrote')),
    fc.dictionary(fc.oneof(text, fc.constantFrom('text', 'conflicts', 'refKey')), fc.jsonValue(), {
      maxKeys: 4,
    }),
  );
  const row = fc.record({
    id: fc.oneof(fc.constantFrom(...rows), text),
    collection: fc.oneof(fc.constantFrom(...collectionNames), text),
    scope,
    version,
    rev: version,
    deleted: fc.boolean(),
    schema: fc.constantFrom(1, 99),
    fields,
  });
  const cursor = fc.tuple(epoch, fc.nat(9)).map(([of, at]) => `${of}:${at}`);
  const pulled = fc.record({
    epoch,
    rows: fc.array(row, { maxLength: 4 }),
    gone: fc.array(fc.record({ id: fc.constantFrom(...rows), scope }), { maxLength: 2 }),
    dropScopes: fc.array(scope, { maxLength: 2 }),
    newScopes: fc.array(scope, { maxLength: 2 }),
    reset: fc.array(scope, { maxLength: 2 }),
    cursors: fc.dictionary(scope, fc.oneof({ weight: 4, arbitrary: cursor }, text), { maxKeys: 3 }),
    more: fc.boolean(),
    people: fc.nat(3),
    check: fc.dictionary(scope, fc.record({ count: fc.nat(3), hash: fc.nat(3) }), { maxKeys: 2 }),
  });
  const result = fc.oneof(
    fc.record({ kind: fc.constant('ok'), version, rev: version, stamped: fields }),
    fc.record({ kind: fc.constant('merged'), version, rev: version, text }),
    fc.record({ kind: fc.constant('conflict'), version, rev: version }),
    fc.record({ kind: fc.constant('rejected'), code: text }),
    fc.record({ kind: fc.constant('skipped'), result: fc.constant(null) }),
    fc.record({ kind: fc.constant('gap'), expected: version }),
    fc.jsonValue().map((value) => ({ kind: value })),
  );
  const answers = fc.array(fc.record({ seq: fc.nat(6), result }), { maxLength: 5 });
  const pushed = fc.record({ epoch, version, answers });
  // One answer fits pushes and pulls: which request comes next is the device's decision.
  const honestForm = fc
    .tuple(pulled, pushed)
    .map(([pull, push]) => ({ status: 200, body: { ...push, ...pull } }));
  const refusal = fc
    .tuple(fc.constantFrom(400, 401, 403, 404, 409, 413, 429, 500, 503), fc.jsonValue())
    .map(([status, body]) => ({ status, body }));
  const nonsense = fc.jsonValue().map((body) => ({ status: 200, body }));
  return fc.oneof(
    { weight: 8, arbitrary: honestForm },
    { weight: 1, arbitrary: refusal },
    { weight: 1, arbitrary: nonsense },
  );
}

/** The changes about which an answer says something final: the device believes that. */
function decidedBy({ body }: Lie, sent: Sent): string[] {
  const { answers } = (body ?? {}) as { answers?: { seq: number; result: { kind: unknown } }[] };
  if (!Array.isArray(answers)) return [];
  const isFinal = (kind: unknown) =>
    ['ok', 'merged', 'conflict', 'rejected'].includes(kind as string);
  const seqs = answers.filter(({ result }) => isFinal(result?.kind)).map(({ seq }) => seq);
  return (sent.mutations ?? []).filter(({ seq }) => seqs.includes(seq)).map(({ id }) => id);
}

/**
 * A device with unsent notes syncs with a server that lies. It gives up in time, keeps what
 * has no result, and works with an honest server afterwards.
 * @returns what went wrong, or null.
 */
export async function meetLiar(seed: number): Promise<string | null> {
  const user = 'person';
  const device = await new Device(`liar${seed}-${performance.now()}`, user, seed).open('x');
  const { db } = device;
  const rows: string[] = [];
  for (const text of ['first', 'second', 'third']) {
    const rowId = device.ids.next();
    rows.push(rowId);
    const patch = note(user, text);
    await device.write({ op: 'create', collection: 'note', rowId, scope: `u:${user}`, patch });
  }
  const written = (await db.outbox.toArray()).map(({ id }) => id);
  const answers = fc.sample(lies(user, rows), { numRuns: ROUNDS * MOST_REQUESTS, seed });
  const decided = new Set<string>();
  let requests = 0;
  const read = async (init?: RequestInit): Promise<Sent> => {
    const body = new Response(init?.body).body;
    const packed = new Headers(init?.headers).get('content-encoding') === 'gzip';
    const plain = packed ? body?.pipeThrough(new DecompressionStream('gzip')) : body;
    return JSON.parse(await new Response(plain ?? null).text());
  };
  const round = (fetch: (path: string, sent: Sent) => Lie) =>
    syncRound({
      db,
      client: {
        server: 'https://liar.test',
        token: 't',
        fetch: (async (url: string, init?: RequestInit) => {
          const { status, body } = fetch(String(url), await read(init));
          return new Response(JSON.stringify(body) ?? 'nothing', { status });
        }) as never,
      },
      now: () => device.now(),
      ids: device.ids,
      mostPages: MOST_PAGES,
    });
  try {
    for (let count = 0; count < ROUNDS; count++) {
      requests = 0;
      await round((_, sent) => {
        requests += 1;
        const lie = answers.shift() ?? { status: 500, body: null };
        for (const id of decidedBy(lie, sent)) decided.add(id);
        return lie;
      }).catch((error: unknown) => {
        if (!(error instanceof ServerError)) throw error;
      });
      if (requests >= MOST_REQUESTS) return `a round of ${requests} requests`;
      if (({} as { admin?: unknown }).admin !== undefined) return 'a prototype was changed';
      const waiting = new Set((await db.outbox.toArray()).map(({ id }) => id));
      const lost = written.find((id) => !decided.has(id) && !waiting.has(id));
      if (lost) return `an unsent change is gone: ${lost}`;
    }
    const results = ({ mutations = [] }: Sent) =>
      mutations.map(({ seq }) => ({ seq, result: { kind: 'ok', version: seq, rev: 1 } }));
    const honest = { rows: [], gone: [], dropScopes: [], newScopes: [], reset: [], cursors: {} };
    for (let count = 0; count < 2; count++)
      await round((_, sent) => ({
        status: 200,
        body: { ...honest, epoch: 'd', version: 1, more: false, answers: results(sent) },
      }));
    const left = await db.outbox.count();
    return left === 0 ? null : `${left} changes are never sent, also to an honest server`;
  } finally {
    await db.delete();
  }
}
