import { createServer, connect as dial, type Socket } from 'node:net';
import { syncRound } from '../../lib/sync/client/index.ts';
import { sampleTeam } from '../../server/sample.ts';
import { createNote } from '../helpers/deviceNotes.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { freePort, Person, scratch, spawnServer } from './process.ts';
import { listen } from './proxy.ts';
import { Device, random } from './simulation.ts';

const FAULTS = [
  'cutRequest',
  'cutAnswer',
  'silent',
  'slow',
  'trickle',
  'badGateway',
  'reset',
] as const;
type Fault = (typeof FAULTS)[number] | 'none';
const CONVERGE_MS = 10_000;
const BAD_GATEWAY = [
  'HTTP/1.1 502 Bad Gateway',
  'content-type: text/html',
  'content-length: 11',
  'connection: close',
  '',
  '<h1>502</h1',
].join('\r\n');

/**
 * A proxy between a device and its server with network faults: cut connections, no response, single
 * bytes, responses of another server.
 */
async function startProxy(target: number) {
  let fault: Fault = 'none';
  let after = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const mode = fault;
    open.add(client);
    client.on('error', () => {});
    client.on('close', () => open.delete(client));
    if (mode === 'reset') return void client.resetAndDestroy();
    if (mode === 'badGateway') {
      client.once('data', () => client.end(BAD_GATEWAY));
      return;
    }
    const upstream = dial(target, '127.0.0.1');
    open.add(upstream);
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => {
      open.delete(upstream);
      client.destroy();
    });
    client.on('close', () => upstream.destroy());
    let [up, down] = [0, 0];
    client.on('data', (data) => {
      up += data.length;
      if (mode === 'cutRequest' && up > after) {
        upstream.write(data.subarray(0, Math.max(0, data.length - (up - after))));
        return client.destroy();
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      down += data.length;
      if (mode === 'cutAnswer' && down > after) {
        client.write(data.subarray(0, Math.max(0, data.length - (down - after))));
        return client.destroy();
      }
      if (mode === 'silent') return; // half-open: the request arrives, the response is lost
      if (mode === 'slow') return void setTimeout(() => client.writable && client.write(data), 300);
      if (mode === 'trickle') {
        let at = 0;
        const drip = setInterval(
          () =>
            at >= data.length || !client.writable
              ? clearInterval(drip)
              : client.write(data.subarray(at, ++at)),
          1000,
        );
        drip.unref();
        return;
      }
      client.write(data);
    });
  });
  const { url, drop, close } = await listen(server, open);
  return {
    url,
    close,
    set(next: Fault, bytes: number) {
      fault = next;
      after = bytes;
    },
    /** Ends the fault and closes the connections that it affected. */
    heal() {
      fault = 'none';
      drop();
    },
  };
}

/** Writes over a faulty connection, repairs it, and waits until two devices have the same notes. */
export async function network({ runs, seed, report }: SoakOptions): Promise<SoakResult> {
  const place = scratch();
  const port = await freePort();
  const server = await spawnServer(place.path('sideline.db'), port);
  const proxy = await startProxy(port);
  const next = random(seed);
  let slowest = 0;
  try {
    const rep = await Person.signIn(server.url, sampleTeam.reps[0].email, 'unused');
    const boss = await Person.signIn(server.url, sampleTeam.manager.email, 'unused-too');
    const devices = [
      await new Device(`net-${seed}-a`, rep.user, seed + 1).open(),
      await new Device(`net-${seed}-b`, boss.user, seed + 2).open(),
    ] as const;
    const tokens = [rep.token, boss.token] as const;
    let limit = 3000;
    const round = async (index: 0 | 1) => {
      const device = devices[index];
      const fetch_ = (input: RequestInfo | URL, init?: RequestInit) =>
        fetch(input, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), connection: 'close' },
          signal: AbortSignal.timeout(limit),
        });
      await syncRound({
        db: device.db,
        client: { server: proxy.url, token: tokens[index], fetch: fetch_ as typeof fetch },
        now: () => device.now(),
        ids: device.ids,
      });
    };
    for (let run = 0; run < runs; run++) {
      const fault = FAULTS[Math.floor(next() * FAULTS.length)] ?? 'silent';
      for (const device of devices)
        for (let i = 0; i < 3; i++)
          await createNote(
            device,
            rep.scope,
            `run ${run}: ${'word '.repeat(Math.floor(next() * 200))}`,
          );
      proxy.set(fault, Math.floor(next() * 3000));
      limit = 400;
      for (const index of [0, 1] as const) await round(index).catch(() => {});
      proxy.heal();
      limit = 10_000;
      const repairedAt = Date.now();
      for (;;) {
        for (const index of [0, 1, 0] as const) await round(index).catch(() => {});
        const [a, b] = await Promise.all(
          devices.map(async (device) =>
            JSON.stringify(
              (await device.notes()).map((row) => [row.id, row.version, row.fields.text]).sort(),
            ),
          ),
        );
        const waiting = (await devices[0].db.outbox.count()) + (await devices[1].db.outbox.count());
        if (a === b && waiting === 0) break;
        if (Date.now() - repairedAt > CONVERGE_MS)
          return {
            runs: run + 1,
            failed:
              `run ${run} (${fault}): not the same ${CONVERGE_MS} ms after the repair, ` +
              `${waiting} waiting`,
          };
      }
      slowest = Math.max(slowest, Date.now() - repairedAt);
      const count = (await devices[0].notes()).length;
      if (count !== (run + 1) * 6)
        return {
          runs: run + 1,
          failed: `run ${run} (${fault}): ${count} notes where ${(run + 1) * 6} were written`,
        };
      report?.(run + 1);
    }
    return { runs, failed: null, figures: { 'slowest to agree, ms': slowest } };
  } finally {
    await proxy.close();
    await server.kill();
    place.remove();
  }
}
