import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import pg from 'pg';
import { note } from '../helpers/note.ts';
import { tokenOf } from '../helpers/organisations.ts';
import { Attacker } from './attacker.ts';
import type { Waits, Watched } from './bystander.ts';
import { openCrowd, openHalfRequests } from './crowd.ts';
import { requests, sendGenerated } from './generated.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { meetLiar } from './liar.ts';
import { scratch } from './process.ts';
import { Site } from './site.ts';

/** People with sockets, sockets of each, and the addresses that these come from. */
const PEOPLE = 125;
const CROWD = { perPerson: 8, addresses: 10 };
const HALF = { count: 400, addresses: 4 };
/** Requests at the same time, and generated at once. */
const ATTACKERS = 4;
const BATCH = 200;
/** Fewer requests do not judge waits and memory: a cold process is slow and grows. */
const JUDGED_FROM = 1000;
const WARM_UP = 500;
const MOST_WAIT_MS = 250;
const MOST_GROWTH = 1.5;

interface Sending {
  attacker: Attacker;
  count: number;
  seed: number;
  report?: ((done: number) => void) | undefined;
}

/** Sends generated requests, some at the same time. @throws at a fault or a leak. */
async function attack({ attacker, count, seed, report }: Sending): Promise<void> {
  const arbitrary = requests(attacker);
  for (let done = 0; done < count; done += BATCH) {
    const batch = fc.sample(arbitrary, {
      numRuns: Math.min(BATCH, count - done),
      seed: seed + done,
    });
    const send = async (index: number): Promise<void> => {
      const request = batch[index];
      if (request === undefined) return;
      await sendGenerated(attacker, request, index % 2 === 0);
      return send(index + ATTACKERS);
    };
    await Promise.all(Array.from({ length: ATTACKERS }, (_, index) => send(index)));
    if (done % (BATCH * 25) === 0) await heavy(attacker);
    report?.(done + batch.length);
  }
}

/** Bodies that cost the most for what they are: unpacked, parsed, or merged. */
async function heavy({ rep, push, mutation, ask }: Attacker): Promise<void> {
  const packed = { 'content-encoding': 'gzip' };
  await push([mutation({ patch: note(rep, 'x'.repeat(10_000_000)) })]);
  await ask('/sync/push', gzipSync(Buffer.alloc(200_000_000)), packed);
  await ask('/sync/push', `{"a":`.repeat(20_000));
  await ask('/sync/push', `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
}

/** Watches a person's requests to both servers until `end` is called. */
function bystander(attacked: Watched, idle: Watched) {
  const worker = new Worker(new URL('bystander.ts', import.meta.url), {
    workerData: { attacked, idle },
  });
  const result = new Promise<{ attacked: Waits; idle: Waits }>((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
  });
  return {
    end() {
      worker.postMessage('end');
      return result;
    },
  };
}

/** The same attacker after a restore: the old session is over, and a new one attacks again. */
async function attackRestored(site: Site, seed: number, file: string): Promise<string | null> {
  const before = new Attacker(site.url, site.targets);
  let isRestored = false;
  const attacking = (async () => {
    while (!isRestored) {
      // Between the two servers nobody answers.
      await attack({ attacker: before, count: BATCH, seed }).catch((error: unknown) => {
        if (!(error instanceof TypeError)) throw error;
      });
    }
  })();
  await site.restore(file).finally(() => {
    isRestored = true;
  });
  await attacking;
  const old = await before.ask('/sync/pull', before.pushOf(0, []));
  if (old.status !== 401) return `an ended session is answered with ${old.status} after a restore`;
  const token = await tokenOf(site.url, 'rep0@acme.test');
  await attack({ attacker: new Attacker(site.url, site.targets, token), count: BATCH, seed });
  return null;
}

async function databases(url: string | null, path: (name: string) => string) {
  if (url === null) return [path('attacked/sideline.db'), path('idle/sideline.db')] as const;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database idle');
  await client.end();
  const idle = new URL(url);
  idle.pathname = '/idle';
  return [url, idle.href] as const;
}

/** What a run under attack cost the others and the server. */
interface Cost {
  waits: { attacked: Waits; idle: Waits };
  before: { rss: number; used: number };
  after: { rss: number; used: number };
}

function judged({ waits, before, after }: Cost): string | null {
  const [under, idle] = [waits.attacked, waits.idle];
  if (under.refused.length > 0)
    return `${under.refused.length} requests of somebody else got ${[...new Set(under.refused)]}`;
  if (under.longest > idle.longest + MOST_WAIT_MS)
    return `a request of somebody else took ${under.longest} ms, on an idle server ${idle.longest}`;
  if (after.used > before.used * MOST_GROWTH || after.rss > before.rss * MOST_GROWTH)
    return `memory grew from ${inMb(before)} to ${inMb(after)}`;
  return null;
}
const mb = (bytes: number) => Math.round(bytes / 1e6);
const inMb = ({ rss, used }: Cost['before']) => `${mb(used)} MB in use, ${mb(rss)} resident`;

/**
 * A server in a process of its own is attacked: generated requests, sockets of many people from
 * several addresses, requests that never end, restored backups. Beside it runs a server that nobody
 * attacks: what a person waits there is due to the machine. In the end devices meet a server that
 * lies.
 */
export async function hostile({ runs, seed, url, report }: SoakOptions): Promise<SoakResult> {
  const place = scratch();
  const [attackedDb, idleDb] = await databases(url, place.path);
  const [site, control] = [await Site.open(attackedDb, PEOPLE), await Site.open(idleDb, 1)];
  const ending: (() => unknown)[] = [() => site.stop(), () => control.stop(), place.remove];
  const failed = (why: string | null, figures = {}) => ({ runs, failed: why, figures });
  try {
    const attacker = new Attacker(site.url, site.targets);
    await attack({ attacker, count: Math.min(WARM_UP, runs), seed: seed - WARM_UP });
    const before = await site.server.collected();
    const watching = bystander(
      { url: site.url, token: site.bystander },
      { url: control.url, token: control.bystander },
    );
    const crowd = await openCrowd(site.url, site.crowd, CROWD);
    const half = await openHalfRequests(site.url, attacker.token, HALF);
    ending.unshift(crowd.close, half.close);
    const open = crowd.open();
    const flooding = setInterval(crowd.flood, 10_000);
    await attack({ attacker, count: runs, seed, report }).finally(() => clearInterval(flooding));
    const waits = await watching.end();
    const stillOpen = crowd.open();
    await crowd.close();
    half.close();
    const after = await site.server.collected();
    const lies = Math.ceil(runs / 100);
    const figures = {
      ...Object.fromEntries([...attacker.statuses].map(([status, count]) => [`${status}`, count])),
      'sent again': attacker.sentAgain,
      sockets: open,
      'half-sent requests ended': half.ended(),
      'longest wait, ms': waits.attacked.longest,
      'on the idle server': waits.idle.longest,
      'requests of somebody else': waits.attacked.requests,
      'MB in use before': mb(before.used),
      'MB in use after': mb(after.used),
      'MB resident before': mb(before.rss),
      'MB resident after': mb(after.rss),
      'lying servers': lies,
    };
    const fault = crowd.leak() ?? half.fault();
    if (fault) return failed(fault, figures);
    if (stillOpen < open) return failed(`${open - stillOpen} of ${open} sockets ended`, figures);
    const restored = await attackRestored(site, seed, place.path('backup'));
    if (restored) return failed(restored, figures);
    await site.stop();
    if (await site.isChanged()) return failed('rows or people of others changed', figures);
    for (let count = 0; count < lies; count++) {
      const lied = await meetLiar(seed + count).catch(String);
      if (lied) return failed(`the liar with seed ${seed + count}: ${lied}`, figures);
    }
    const cost = { waits, before, after };
    return failed(runs >= JUDGED_FROM ? judged(cost) : null, figures);
  } finally {
    for (const end of ending) await end();
  }
}
