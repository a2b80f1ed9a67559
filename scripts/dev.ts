import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulators } from '../demo/server.ts';
import { createEmulatorState } from '../demo/state.ts';
import { readConfig } from '../server/config.ts';
import { addSampleTeam } from '../server/sample.ts';
import { start } from '../server/start.ts';
import { launchChromium } from './browser/chromium.ts';
import { findChromium } from './browser/find.ts';
import { signIn } from './browser/signIn.ts';

const DEAL = '/?as=tomas#Opportunity/view/d0000000000000001';

/**
 * npm run dev [-- --headless] [-- --no-browser]: the CRM emulators, a server with the sample team,
 * and WXT's dev mode, which rebuilds and reloads the extension at every save. Ends with Ctrl-C or
 * when the window is closed.
 */
const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    'no-browser': { type: 'boolean', default: false },
  },
});
const folder = resolve('.sideline/dev');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const state = createEmulatorState(Date.now(), 300);
const names = ['espocrm', 'odoo', 'salesforce'] as const;
const emulators = await Promise.all(names.map((only) => startEmulators({ state, only })));
const origins = emulators.map(({ port }) => `http://127.0.0.1:${port}`);
const env = {
  SIDELINE_PORT: '0',
  SIDELINE_DB: resolve(folder, 'sideline.db'),
  SIDELINE_LOG: 'warn',
};
const server = await start(readConfig(env, folder));
await addSampleTeam(server.people);

const out = resolve(folder, 'build');
const wxt = spawn(process.execPath, ['node_modules/wxt/bin/wxt.mjs', '-b', 'chrome', '--mv3'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    SIDELINE_OUT: out,
    SIDELINE_CRM_HOSTS: names.map((name, index) => `${name}=${origins[index]}`).join(','),
    SIDELINE_SERVER_URL: server.url,
  },
});

async function close(code: number): Promise<never> {
  wxt.kill();
  await Promise.all(emulators.map((emulator) => emulator.close()));
  await server.stop();
  process.exit(code);
}
process.on('SIGINT', () => close(0));
process.on('SIGTERM', () => close(0));
wxt.on('close', (code) => close(code ?? 1));

const extension = resolve(out, 'chrome-mv3-dev');
while (!existsSync(resolve(extension, 'manifest.json'))) {
  await new Promise((done) => setTimeout(done, 100));
}
for (const [index, name] of names.entries()) console.log(`${name}: ${origins[index]}`);
console.log(`server: ${server.url}\nextension: ${extension}`);
if (!values['no-browser'] && findChromium()) {
  const profile = resolve(folder, 'profile');
  const chromium = await launchChromium({
    extension,
    headed: !values.headless,
    profile,
    place: 'aside',
  });
  await signIn(chromium, 'tomas');
  await chromium.tab(`${origins[0]}${DEAL}`);
  console.log('Tomas is signed in, and a deal is open. Saving a file reloads the extension.');
  chromium.context.on('close', () => close(0));
}
