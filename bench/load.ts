import { startCluster } from '../tests/helpers/cluster.ts';
import {
  freePort,
  type Person,
  type ServerProcess,
  scratch,
  spawnServer,
} from '../tests/soak/process.ts';
import { notes } from './peers/sync/notes.js';
import { addCompany, gather, type Team } from './sync/company.ts';
import { Connected, type Sent } from './sync/connected.ts';
import { quantile, type Row, report, row, slopeOf } from './table.ts';

const TEAMS = 20;
const SIZE = 10;
const MINUTES = Number(process.env.SIDELINE_BENCH_MINUTES ?? 10);
/** Average interval between two notes of one person, in ms: far more often than real people. */
const EVERY_MS = 5000;
/** Duration of the run at full load, in ms. */
const FLAT_OUT_MS = 20_000;
const WRITERS = 40;

const texts = notes(500);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Pushes one note. @returns the time until the response, in ms. */
async function pushOne(person: Person, url: string, sent: Sent): Promise<number> {
  const began = performance.now();
  sent.set(`${person.clientId}-${person.seq + 1}`, began);
  await person.push(url, (author) => ({ ...texts[person.seq % texts.length], author }), 1);
  return performance.now() - began;
}

function quantiles(what: string, times: readonly number[]): Row[] {
  return [0.5, 0.95, 0.99].map((q) =>
    row(`${what}, p${q * 100} ms`, quantile(times, q), null, '', null),
  );
}

/** All people connected, each of them writing now and then. */
async function steady(server: ServerProcess, company: readonly Team[]): Promise<Row[]> {
  const sent: Sent = new Map();
  const people = company.flatMap(({ boss, reps }) => [boss, ...reps]);
  const connected: Connected[] = [];
  // The server accepts 20 sockets of one address before they sign in.
  for (let at = 0; at < people.length; at += 20)
    connected.push(
      ...(await Promise.all(
        people.slice(at, at + 20).map((person) => new Connected(person, server.url, sent).open()),
      )),
    );
  const [began, pushes, memory] = [
    performance.now(),
    [] as number[],
    [] as { x: number; y: number }[],
  ];
  const isOver = () => performance.now() - began > MINUTES * 60_000;
  const watching = setInterval(
    () => memory.push({ x: (performance.now() - began) / 60_000, y: server.rss() / 1e6 }),
    2000,
  );
  await Promise.all(
    company.flatMap(({ boss, reps }) =>
      [boss, ...reps].map(async (person) => {
        for (;;) {
          // Exponential gaps, as in a Poisson process.
          await pause(-Math.log(1 - Math.random()) * EVERY_MS);
          if (isOver()) return;
          if (person === boss)
            person.scope = reps[Math.floor(Math.random() * reps.length)]?.scope ?? person.scope;
          pushes.push(await pushOne(person, server.url, sent));
        }
      }),
    ),
  );
  clearInterval(watching);
  const seconds = (performance.now() - began) / 1000;
  for (const client of connected) await client.close();
  const warmed = memory.filter(({ x }) => x > Math.min(2, MINUTES / 3));
  const total = (key: 'pokes' | 'pulls') => connected.reduce((sum, client) => sum + client[key], 0);
  const live = connected.flatMap((client) => client.live);
  return [
    row('connected clients', connected.length, null, '', null),
    row('minutes', seconds / 60, null, '', null),
    row('commits a second', pushes.length / seconds, null, '', null),
    row('pokes a second', total('pokes') / seconds, null, '', null),
    row('pulls a second', total('pulls') / seconds, null, '', null),
    row(
      'notes that came, of those sent',
      live.length / sent.size,
      null,
      '1',
      (share) => share === 1,
    ),
    ...quantiles('push', pushes),
    ...quantiles('note to the other person', live),
    row('server memory at the end, MB', memory.at(-1)?.y ?? 0, null, '', null),
    row('memory slope after the first two minutes, MB a minute', slopeOf(warmed), null, '', null),
  ];
}

/** Full load, one note per push. */
async function flatOut(
  name: string,
  urls: readonly string[],
  company: readonly Team[],
): Promise<Row[]> {
  const writers = company.flatMap(({ reps }) => reps).slice(0, WRITERS);
  const [began, pushes] = [performance.now(), [] as number[]];
  await Promise.all(
    writers.map(async (person, index) => {
      while (performance.now() - began < FLAT_OUT_MS)
        pushes.push(await pushOne(person, urls[index % urls.length] ?? '', new Map()));
    }),
  );
  return [
    row(
      `flat out, ${name}: commits a second`,
      pushes.length / ((performance.now() - began) / 1000),
      null,
      '',
      null,
    ),
    ...quantiles(`flat out, ${name}: push`, pushes),
  ];
}

/**
 * 200 clients for ten minutes on one process, then the full load of one and of two processes.
 * Clients and servers share the machine.
 */
export async function load(): Promise<void> {
  const place = scratch();
  const rows: Row[] = [];
  const database = place.path('load.db');
  const sessions = await addCompany(database, TEAMS, SIZE);
  const server = await spawnServer(database, await freePort());
  try {
    const company = await gather([server.url], sessions);
    rows.push(
      ...(await steady(server, company)),
      ...(await flatOut('one process on SQLite', [server.url], company)),
    );
  } finally {
    await server.kill();
    place.remove();
  }
  const cluster = await startCluster({ durable: true });
  if (cluster) {
    const url = await cluster.create('load');
    const sessions = await addCompany(url, TEAMS, SIZE);
    const two = [
      await spawnServer(url, await freePort()),
      await spawnServer(url, await freePort()),
    ];
    try {
      const urls = two.map((server) => server.url);
      const company = await gather(urls, sessions);
      rows.push(
        ...(await flatOut('one process on PostgreSQL', urls.slice(0, 1), company)),
        ...(await flatOut('two processes on PostgreSQL', urls, company)),
      );
    } finally {
      for (const server of two) await server.kill();
      await cluster.stop();
    }
  }
  report('load', rows);
}
