import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/browser/find.ts';
import { quietSwitches } from '../../scripts/browser/switches.ts';
import { sampleTeam } from '../../server/sample.ts';
import { freePort, Person, scratch, spawnServer } from '../../tests/soak/process.ts';
import type { Timed } from './measured.ts';
import { type PeerName, peerServer } from './peers.ts';
import { site } from './site.ts';

/** Evaluates an expression in a page of a new Chromium, with its databases on the disk. */
export async function inPage<T>(url: string, expression: string): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'sideline-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    headless: true,
    args: quietSwitches(null),
  });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction('!!globalThis.bench');
    return (await page.evaluate(expression)) as T;
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Sideline's client in Chromium, on IndexedDB. @param folder of the bundled page. */
export async function oursInBrowser(folder: string, count: number): Promise<Timed> {
  const place = scratch();
  const [port, front] = [await freePort(), await freePort()];
  const server = await spawnServer(place.path('sideline.db'), port, {
    SIDELINE_URL: `http://127.0.0.1:${front}`,
  });
  const page = await site(front, folder, port);
  try {
    const [rep, boss] = await Promise.all(
      [sampleTeam.reps[0], sampleTeam.manager].map((person, index) =>
        Person.signIn(server.url, person.email, `b${index}`),
      ),
    );
    const who = (person: Person | undefined) =>
      JSON.stringify({ token: person?.token, user: person?.user });
    return await inPage<Timed>(page.url, `bench.run(${count}, ${who(rep)}, ${who(boss)})`);
  } finally {
    await page.close();
    await server.kill();
    place.remove();
  }
}

export async function peerInBrowser(name: PeerName, folder: string, count: number): Promise<Timed> {
  const place = scratch();
  const [port, front] = [await freePort(), await freePort()];
  const server = await peerServer(name, port, place.path('server'));
  const page = await site(front, folder, port);
  try {
    return await inPage<Timed>(page.url, `bench.run(${JSON.stringify(name)}, ${count}, 'bench')`);
  } finally {
    await page.close();
    await server.stop();
    place.remove();
  }
}
