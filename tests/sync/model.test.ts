import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSource } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { putMeta, write } from '../../lib/store/write.ts';
import { backoff, cycle, ServerError } from '../../lib/sync/client/index.ts';
import { SCHEMA } from '../../lib/sync/protocol.ts';
import { pull } from '../../server/sync/pull.ts';
import { push } from '../../server/sync/push.ts';
import { context, note, organisation, startServer } from '../helpers/server.ts';

type Server = Awaited<ReturnType<typeof startServer>>;
/** What the line does to one request: nothing, lose it on the way, or lose the answer. */
type Line = 'well' | 'lostRequest' | 'lostAnswer';

class Device {
  readonly db: SidelineDb;
  readonly user: string;
  line: Line[] = [];
  private clock = 0;
  private readonly ids;
  constructor(name: string, user: string, first: number) {
    this.db = new SidelineDb(name, { indexedDB, IDBKeyRange });
    this.user = user;
    let state = first;
    this.ids = idSource(
      () => ++this.clock,
      (bytes) =>
        bytes.forEach((_, index) => {
          state = (state * 1103515245 + 12345) % 2147483648;
          bytes[index] = (state >>> 16) % 256;
        }),
    );
  }
  async open() {
    await putMeta(this.db, 'clientId', this.ids.next());
  }
  write(change: Parameters<typeof write>[1][number]) {
    return write(this.db, [change], { now: ++this.clock, ids: this.ids });
  }
  newId() {
    return this.ids.next();
  }
  /** One round over a line that may break; a broken round is simply over. */
  async sync(server: Server) {
    const fetch_ = async (url: RequestInfo | URL, init?: RequestInit) => {
      const line = this.line.shift() ?? 'well';
      if (line === 'lostRequest') throw new Error('cut');
      const who = await context(server.people, this.user);
      const body = JSON.parse(typeof init?.body === 'string' ? init.body : await new Response(new Response(init?.body).body?.pipeThrough(new DecompressionStream('gzip'))).text());
      const answer = String(url).endsWith('push') ? await push(server.store, who, body, 1) : await pull(server.store, who, body);
      if (line === 'lostAnswer') throw new Error('cut');
      return new Response(JSON.stringify(answer));
    };
    try {
      await cycle({ db: this.db, client: { server: 'http://x', token: 't', fetch: fetch_ as typeof fetch }, now: () => ++this.clock, ids: this.ids });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
    }
  }
  async notes() {
    const rows = await this.db.rows
      .where('collection')
      .equals('note')
      .toArray()
      .catch(() => this.db.rows.toArray());
    return Object.fromEntries(rows.filter((row) => row.collection === 'note').map((row) => [row.id, { fields: row.fields, deleted: row.deleted, scope: row.scope }]));
  }
}

const step = fc.record({
  who: fc.nat(2),
  act: fc.constantFrom('write', 'edit', 'edit', 'delete', 'share', 'sync', 'sync', 'sync'),
  pick: fc.nat(20),
  words: fc.string({ minLength: 1, maxLength: 12 }),
  line: fc.array(fc.constantFrom<Line>('well', 'well', 'lostRequest', 'lostAnswer'), { maxLength: 2 }),
});

describe('devices that lose requests and answers', () => {
  it('come to agree, show no one what is not theirs, and lose no text', { timeout: 280_000 }, async () => {
    const server = await startServer();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const { boss, reps } = await organisation(server.people, `org${++run}`, 1);
        const rep = reps[0] ?? '';
        const devices = [new Device(`a${run}`, rep, 11), new Device(`b${run}`, rep, 7_777_777), new Device(`c${run}`, boss, 99_999_989)];
        for (const device of devices) await device.open();
        const typed: { text: string; author: string }[] = [];
        let number = 0;
        for (const { who, act, pick, words, line } of steps) {
          const device = devices[who] ?? devices[0];
          if (!device) continue;
          const pair = `p:${boss}:${rep}`;
          if (act === 'sync') {
            device.line = [...line];
            await device.sync(server);
            continue;
          }
          const text = `${++number}:${words}`;
          if (act === 'write') {
            const scope = pick % 2 === 0 ? pair : `u:${device.user}`;
            await device.write({ op: 'create', collection: 'note', rowId: device.newId(), scope, patch: note(device.user, text) });
            typed.push({ text, author: device.user });
            continue;
          }
          const rows = (await device.db.rows.toArray()).filter((row) => row.collection === 'note' && !row.deleted).sort((x, y) => x.id.localeCompare(y.id));
          const row = rows[pick % Math.max(1, rows.length)];
          if (!row) continue;
          if (act === 'edit') {
            await device.write({ op: 'patch', collection: 'note', rowId: row.id, patch: { text, editedBy: device.user, editedAt: number } });
            typed.push({ text, author: device.user });
          }
          if (act === 'delete') await device.write({ op: 'delete', collection: 'note', rowId: row.id, patch: {} });
          if (act === 'share' && row.fields.author === device.user)
            await device.write({ op: 'patch', collection: 'note', rowId: row.id, scope: row.scope === pair ? `u:${device.user}` : pair, patch: {} });
        }
        for (const device of devices) device.line = [];
        // The line heals: two rounds each are enough for everything to arrive everywhere.
        for (let round = 0; round < 2; round++) for (const device of devices) await device.sync(server);
        const [a, b, c] = await Promise.all(devices.map((device) => device.notes()));
        expect(b, 'two devices of one person agree').toEqual(a);
        for (const device of devices) expect(await device.db.outbox.count()).toBe(0);
        for (const [id, row] of Object.entries(c ?? {})) {
          expect(row.scope === `u:${boss}` || row.scope === `p:${boss}:${rep}`, 'no private note of the rep at the manager').toBe(true);
          if (row.scope.startsWith('p:')) expect(a?.[id], 'both see one pair note alike').toEqual(row);
        }
        // Every word typed is in a head, a conflict, a revision, or among what was refused and kept.
        const org = (await context(server.people, boss)).org;
        const revisions = (await server.people.db.selectFrom('revision').select('text').where('org_id', '=', org).execute()).map((row) => row.text);
        const refused = (await Promise.all(devices.map((device) => device.db.refused.toArray()))).flat().map((item) => String(item.mutation.patch.text));
        for (const { text } of typed) expect(revisions.includes(text) || refused.includes(text), `“${text}” is somewhere`).toBe(true);
        for (const device of devices) await device.db.delete();
      }),
      { numRuns: Number(process.env.SIDELINE_MODEL_RUNS ?? 200), endOnFailure: true },
    );
    await server.close();
  });
});

describe('backoff', () => {
  it('grows from a second to five minutes, with full jitter', () => {
    expect(backoff(1, 0.999)).toBeLessThanOrEqual(2000);
    expect(backoff(30, 0.999)).toBeLessThanOrEqual(300_000);
    expect(backoff(5, 0)).toBe(0);
    expect(SCHEMA).toBe(1);
  });
});
