import { WebSocket } from 'ws';
import { startCluster } from '../tests/helpers/cluster.ts';
import { freePort, scratch, spawnServer } from '../tests/soak/process.ts';
import { notes as sampleNotes } from './peers/sync/notes.js';
import { oursInBrowser, peerInBrowser } from './sync/browser.ts';
import { ourClients, signedIn } from './sync/ours.ts';
import {
  installPeers,
  type PeerName,
  peerClients,
  peerNames,
  peerServer,
  peerVersion,
} from './sync/peers.ts';
import { countingProxy } from './sync/proxy.ts';
import { bundle } from './sync/site.ts';
import { median, quantile, type Row, report, row } from './table.ts';

const COUNT = Number(process.env.SIDELINE_BENCH_NOTES ?? 10_000);
const ROUNDS = Number(process.env.SIDELINE_BENCH_ROUNDS ?? 5);
/** Goals: times as fast as the peer, and the largest share of its bytes (docs/reliability.md). */
const GOALS: Record<PeerName, { times: number; bytes: number | null }> = {
  pouchdb: { times: 6, bytes: 0.45 },
  tinybase: { times: 4, bytes: null },
  yjs: { times: 2, bytes: 0.25 },
  rxdb: { times: 1, bytes: 0.25 },
};

interface Measured {
  total: number;
  push: number;
  catchUp: number;
  bytes: number;
  rss: number;
}

/** Notes that every server has processed before it is measured, so that no start is measured. */
const WARM = 500;

async function measureOurs(): Promise<Measured> {
  const place = scratch();
  const server = await spawnServer(place.path('sideline.db'), await freePort());
  const proxy = await countingProxy(Number(new URL(server.url).port));
  try {
    await ourClients(server.url, WARM);
    const { push, total } = await ourClients(`http://127.0.0.1:${proxy.port}`, COUNT);
    return { push, total, catchUp: total - push, bytes: proxy.take(), rss: server.rss() };
  } finally {
    await proxy.close();
    await server.kill();
    place.remove();
  }
}

async function measurePeer(name: PeerName): Promise<Measured> {
  const place = scratch();
  const port = await freePort();
  const server = await peerServer(name, port, place.path('server'));
  const proxy = await countingProxy(port);
  try {
    await peerClients(name, `http://127.0.0.1:${port}`, WARM, place.path('client'), 'warm');
    const { push, total } = await peerClients(
      name,
      `http://127.0.0.1:${proxy.port}`,
      COUNT,
      place.path('client'),
      'bench',
    );
    return { push, total, catchUp: total - push, bytes: proxy.take(), rss: await server.rss() };
  } finally {
    await proxy.close();
    await server.stop();
    place.remove();
  }
}

/** Measures a peer again when it gets stuck, and logs that. */
async function measurePeerWithRetry(name: PeerName): Promise<Measured> {
  try {
    return await measurePeer(name);
  } catch (error) {
    console.log(`${error instanceof Error ? error.message : error}; once more`);
    return measurePeer(name);
  }
}

/**
 * From one person's push to the end of the other's pull, each with an open socket.
 * @returns ms, one value per note.
 */
async function liveLatency(writeUrl: string, readUrl: string, count: number): Promise<number[]> {
  const client = `live${Math.random().toString(36).slice(2, 8)}`;
  const { rep, boss } = await signedIn(writeUrl, client);
  await boss.pull(readUrl);
  const socket = new WebSocket(`${readUrl.replace('http', 'ws')}/sync/live`);
  let poked = () => {};
  await new Promise<void>((ready) => {
    socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token: boss.token })));
    socket.on('message', (data) => (JSON.parse(String(data)).type === 'ready' ? ready() : poked()));
  });
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const received = new Promise<void>((done) => {
      poked = () =>
        void boss.pull(readUrl).then(() => boss.seen.has(`${client}-a-${i + 1}`) && done());
    });
    const began = performance.now();
    await rep.push(writeUrl, (author) => ({ ...(sample as object), author }), 1);
    await received;
    times.push(performance.now() - began);
  }
  socket.close();
  return times;
}

let sample: Record<string, unknown>;

async function live(): Promise<Row[]> {
  const place = scratch();
  const one = await spawnServer(place.path('live.db'), await freePort());
  const rows: Row[] = [];
  try {
    const times = await liveLatency(one.url, one.url, 200);
    rows.push(row('note to the other person, one process, p50 ms', median(times), null, '', null));
    rows.push(
      row(
        'note to the other person, one process, p95 ms',
        quantile(times, 0.95),
        null,
        '≤ 50',
        (ms) => ms <= 50,
      ),
    );
  } finally {
    await one.kill();
    place.remove();
  }
  const cluster = await startCluster({ durable: true });
  if (!cluster) return rows;
  try {
    const url = await cluster.create('live');
    const [a, b] = [
      await spawnServer(url, await freePort()),
      await spawnServer(url, await freePort()),
    ];
    const times = await liveLatency(a.url, b.url, 200);
    rows.push(
      row(
        'note to the other person, two processes on PostgreSQL, p50 ms',
        median(times),
        null,
        '',
        null,
      ),
    );
    rows.push(
      row(
        'note to the other person, two processes on PostgreSQL, p95 ms',
        quantile(times, 0.95),
        null,
        '≤ 150',
        (ms) => ms <= 150,
      ),
    );
    await a.kill();
    await b.kill();
  } finally {
    await cluster.stop();
  }
  return rows;
}

/** The same in Chromium, each side with its own database in the browser. */
async function inBrowser(): Promise<Row[]> {
  const place = scratch();
  const [page, peersPage] = [
    await bundle('bench/sync/page', place.path('ours')),
    await bundle('bench/peers/sync', place.path('peers')),
  ];
  const mine: number[] = [];
  const theirs = { pouchdb: [] as number[], rxdb: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    mine.push((await oursInBrowser(page, COUNT)).total);
    for (const name of ['pouchdb', 'rxdb'] as const)
      theirs[name].push((await peerInBrowser(name, peersPage, COUNT)).total);
    console.log(`round ${round + 1} of ${ROUNDS} in Chromium`);
  }
  place.remove();
  const against = (what: string, times: readonly number[], goal: number) =>
    row(
      `in Chromium: A → server → B, ms, against ${what}`,
      median(mine),
      median(times),
      `≥ ${goal}× as fast`,
      (_, ratio) => 1 / ratio >= goal,
    );
  return [
    against('pouchdb on IndexedDB', theirs.pouchdb, 3),
    against('rxdb on Dexie', theirs.rxdb, 2),
  ];
}

/** The same without peers, once: two builds are compared by it. */
export async function ourSync(): Promise<void> {
  const { push, catchUp, total, bytes, rss } = await measureOurs();
  const rows = Object.entries({ push, catchUp, total, bytes, rss });
  report(
    'ourSync',
    rows.map(([metric, value]) => row(metric, value, null, '', null)),
  );
}

/**
 * 10,000 notes of one person through the server to another person. Each round measures Sideline and
 * then every peer.
 */
export async function sync(): Promise<void> {
  installPeers();
  [sample = {}] = sampleNotes(1);
  const mine: Measured[] = [];
  const theirs = new Map<PeerName, Measured[]>(peerNames.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    mine.push(await measureOurs());
    for (const name of peerNames) theirs.get(name)?.push(await measurePeerWithRetry(name));
    console.log(`round ${round + 1} of ${ROUNDS}`);
  }
  const of = (list: readonly Measured[], key: keyof Measured) =>
    median(list.map((item) => item[key]));
  const rows: Row[] = [];
  for (const name of peerNames) {
    const peer = theirs.get(name) ?? [];
    const label = `${name} ${peerVersion(name)}`;
    const { times, bytes } = GOALS[name];
    rows.push(
      row(
        `A → server → B, ms, against ${label}`,
        of(mine, 'total'),
        of(peer, 'total'),
        `≥ ${times}× as fast`,
        (_, ratio) => 1 / ratio >= times,
      ),
    );
    rows.push(
      row(
        `bytes on the wire, MB, against ${label}`,
        of(mine, 'bytes') / 1e6,
        of(peer, 'bytes') / 1e6,
        bytes === null ? '' : `≤ ${bytes}`,
        bytes === null ? null : (_, ratio) => ratio <= bytes,
      ),
    );
    rows.push(
      row(`B catches up, ms, against ${label}`, of(mine, 'catchUp'), of(peer, 'catchUp'), '', null),
    );
    rows.push(
      row(
        `server memory afterwards, MB, against ${label}`,
        of(mine, 'rss') / 1e6,
        of(peer, 'rss') / 1e6,
        '',
        null,
      ),
    );
  }
  rows.push(...(await live()), ...(await inBrowser()));
  report('sync', rows);
}
