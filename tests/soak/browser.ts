import { createServer, connect as dial, type Socket } from 'node:net';
import { startEmulators } from '../../demo/server.ts';
import { createEmulatorState } from '../../demo/state.ts';
import { build } from '../../scripts/browser/build.ts';
import { launchChromium } from '../../scripts/browser/chromium.ts';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import { signIn } from '../../scripts/browser/signIn.ts';
import { until } from '../../scripts/browser/types.ts';
import { sampleTeam } from '../../server/sample.ts';
import { HASH, open, seeNote, syncNow } from '../e2e/harness/marlow.ts';
import { confirmLink } from '../helpers/confirmLink.ts';
import { note } from '../helpers/note.ts';
import { bareChromium, killProfile } from './chromium.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { freePort, Person, scratch, spawnServer } from './process.ts';
import { listen } from './proxy.ts';

/** The request or response during which the worker or the browser is killed. */
const MOMENTS = [
  { at: 'answer to push', dies: 'worker' },
  { at: 'answer to pull', dies: 'worker' },
  { at: 'answer to push', dies: 'browser' },
  { at: 'push', dies: 'worker' },
  { at: 'answer to pull', dies: 'browser' },
  { at: 'push', dies: 'browser' },
] as const;
type At = (typeof MOMENTS)[number]['at'];
const STARTS = 3;

/**
 * A proxy that stops at a given moment and reports it: when half of a push was sent, or half of a
 * response was received.
 */
async function startProxy(target: number) {
  let stopAt: At | 'everything' | null = null;
  let reached = () => {};
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (stopAt === 'everything') return void client.resetAndDestroy();
    const upstream = dial(target, '127.0.0.1');
    let request = '';
    let isStopped = false;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    const sendHalf = (to: Socket, data: Buffer) => {
      to.write(data.subarray(0, Math.floor(data.length / 2)));
      isStopped = true;
      stopAt = null;
      reached();
    };
    client.on('data', (data) => {
      request = /^POST \/sync\/(push|pull)/.exec(data.toString('latin1'))?.[1] ?? request;
      if (isStopped) return;
      if (stopAt === 'push' && request === 'push') sendHalf(upstream, data);
      else upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isStopped) return;
      if (request !== '' && stopAt === `answer to ${request}`) sendHalf(client, data);
      else client.write(data);
    });
  });
  const { url, drop, close } = await listen(server, sockets);
  return {
    url,
    close,
    cut() {
      stopAt = 'everything';
      drop();
    },
    repair() {
      stopAt = null;
      drop();
    },
    /** Forwards everything until this moment. @returns when it is reached. */
    stopAt(moment: At): Promise<void> {
      stopAt = moment;
      drop();
      return new Promise((done) => {
        reached = done;
      });
    },
  };
}

/** The texts of all notes that a person may read. */
async function textsOf(person: Person, url: string): Promise<string[]> {
  await person.pull(url);
  return [...person.seen.values()];
}

/**
 * Writes a note offline and kills the browser as soon as the note is on screen. Then a browser
 * without debugger sends it, and this browser or its worker is killed during the request. In the
 * end every note is at the server and on the device exactly once.
 */
export async function browser({ runs, report }: SoakOptions): Promise<SoakResult> {
  const place = scratch();
  const port = await freePort();
  const server = await spawnServer(place.path('sideline.db'), port);
  const proxy = await startProxy(port);
  const emulators = await startEmulators({
    state: createEmulatorState(Date.now(), 400),
    only: 'espocrm',
  });
  const page = `http://127.0.0.1:${emulators.port}/?as=tomas${HASH}`;
  const profile = place.path('profile');
  let alone: ReturnType<typeof bareChromium> | null = null;
  try {
    const extension = await build(
      'chrome',
      {
        SIDELINE_CRM_HOSTS: `espocrm=http://127.0.0.1:${emulators.port}`,
        SIDELINE_SERVER_URL: proxy.url,
      },
      place.path('build'),
    );
    const boss = await Person.signIn(server.url, sampleTeam.manager.email, 'boss');
    const expected: string[] = [];
    const check = async () => {
      const texts = await textsOf(boss, server.url);
      return expected.filter((text) => texts.filter((other) => other === text).length !== 1);
    };
    let restarts = 0;
    for (let run = 0; run < runs; run++) {
      const { at, dies } = MOMENTS[run % MOMENTS.length] ?? MOMENTS[0];
      const driver = await launchChromium({ extension, profile });
      if (run === 0) await signIn(driver, 'tomas');
      const { panel } = await open(driver, page);
      if (run === 0) {
        await clickUntilGone(panel, 'Yes, that’s me');
        await confirmLink(server.url);
        // Before the connection is cut, the confirmation has to be here.
        await panel.until(
          `[...document.querySelectorAll('option')]
            .some((item) => item.text === 'You and Dana Whitfield')`,
        );
      }
      await panel.see('Synced');
      proxy.cut();
      const text = `Round ${run}: said and not lost.`;
      await panel.choose('Who can read this', 'You and Dana Whitfield');
      await (await panel.get('textbox', 'New note')).fill(text);
      await (await panel.get('button', 'Save note')).click();
      await seeNote(panel, text);
      await killProfile(profile);
      await driver.close().catch(() => {});
      expected.push(text, `From the manager, round ${run}`);
      await boss.push(server.url, (author) => note(author, `From the manager, round ${run}`), 1);
      const moment = proxy.stopAt(at).then(() => true);
      // A browser sometimes does not start after it was killed; then it is started again.
      for (let start = 1; ; start++) {
        alone = bareChromium({ profile, extension, url: page });
        if (
          await Promise.race([
            moment,
            new Promise<false>((done) => setTimeout(() => done(false), 50_000).unref()),
          ])
        )
          break;
        await alone.kill();
        if (start === STARTS)
          return {
            runs: run + 1,
            failed:
              `round ${run}: started ${STARTS} times, ` +
              `the browser alone never reached the ${at}`,
          };
        restarts += 1;
      }
      if (dies === 'worker') {
        if (alone.killWorker() === 0)
          return { runs: run + 1, failed: `round ${run}: there was no worker to kill` };
        proxy.repair();
        // Only the open page and the alarms can start the worker again.
        await until(
          async () => (await check()).length === 0,
          `round ${run}: the worker to go on after it was killed at the ${at}`,
          120_000,
        );
      }
      await alone.kill();
      alone = null;
      proxy.repair();
      report?.(run + 1);
    }
    const driver = await launchChromium({ extension, profile });
    const { panel } = await open(driver, page);
    await syncNow(panel);
    await panel.see('Synced');
    const missing = await check();
    for (let run = 0; run < runs; run++) await panel.see(`Round ${run}: said and not lost.`, 5000);
    await driver.close();
    return {
      runs,
      failed: missing.length > 0 ? `not at the server exactly once: ${missing.join(' | ')}` : null,
      figures: { notes: expected.length, 'browsers that had to be started again': restarts },
    };
  } finally {
    await alone?.kill();
    await killProfile(profile);
    await emulators.close();
    await proxy.close();
    await server.kill();
    place.remove();
  }
}
