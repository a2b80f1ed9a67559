import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from 'selfsigned';
import { startEmulators } from '../demo/server.ts';
import { createEmulatorState } from '../demo/state.ts';
import { readConfig } from '../server/config.ts';
import { addSampleTeam, sampleTeam } from '../server/sample.ts';
import { start } from '../server/start.ts';
import { build } from './browser/build.ts';
import { launchChromium } from './browser/chromium.ts';
import { findChromium } from './browser/find.ts';
import { signIn } from './browser/signIn.ts';
import { isLanguage, languages } from './texts.ts';
import { tour } from './tour.ts';

/** Hosts of the CRM emulators, mapped only in the browser that this script starts. */
const HOSTS = {
  salesforce: 'larch.lightning.force.com',
  odoo: 'larch.odoo.com',
  espocrm: 'larch.eu.espocloud.com',
};
const PATTERNS = [
  'salesforce=https://*.lightning.force.com',
  'odoo=https://*.odoo.com',
  'espocrm=https://*.espocloud.com',
].join(',');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      headless: { type: 'boolean', default: false },
      shots: { type: 'string', default: 'out' },
      language: { type: 'string', default: 'en' },
    },
  });
  const { language } = values;
  if (!isLanguage(language)) {
    console.error(`--language has to be one of ${languages.join(', ')}.`);
    process.exit(1);
  }
  if (!findChromium()) {
    console.error(
      'npm start needs Chromium. Install the package “chromium”, or set SIDELINE_CHROMIUM to the ' +
        'path of a Chromium. Then run npm start again.',
    );
    process.exit(1);
  }
  const folder = resolve('.sideline/demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await start(
    readConfig(
      { SIDELINE_PORT: '0', SIDELINE_DB: resolve(folder, 'sideline.db'), SIDELINE_LOG: 'warn' },
      folder,
    ),
  );
  await addSampleTeam(server.people);
  const pems = await generate([{ name: 'commonName', value: 'Sideline CRM emulators' }], {
    keySize: 2048,
  });
  const emulators = await startEmulators({
    state: createEmulatorState(Date.now(), values.headless ? 300 : 900),
    tls: { key: pems.private, cert: pems.cert },
  });
  console.log('Building the extension …');
  const extension = await build(
    'chrome',
    { SIDELINE_CRM_HOSTS: PATTERNS, SIDELINE_SERVER_URL: server.url },
    resolve(folder, 'build'),
  );
  const hostRules = Object.values(HOSTS)
    .map((host) => `MAP ${host} 127.0.0.1:${emulators.port}`)
    .join(',');
  // Two people in two profiles: each has a session, a database and a panel.
  const [rep, manager] = await Promise.all(
    ['rep', 'manager'].map((who) =>
      launchChromium({
        extension,
        hostRules,
        headed: !values.headless,
        language,
        profile: resolve(folder, who),
      }),
    ),
  );
  if (!rep || !manager) throw new Error('the browsers did not start');
  const stop = async () => {
    await Promise.all([rep.close(), manager.close()]).catch(() => {});
    await emulators.close();
    await server.stop();
  };
  try {
    await signIn(rep, 'tomas', language);
    await signIn(manager, 'dana', language);
    if (values.headless) {
      const result = await tour({
        rep,
        manager,
        origins: {
          salesforce: `https://${HOSTS.salesforce}`,
          odoo: `https://${HOSTS.odoo}`,
          espocrm: `https://${HOSTS.espocrm}`,
        },
        shots: resolve(values.shots),
        language,
      });
      await stop();
      console.log(JSON.stringify(result));
      return;
    }
    await rep.tab(`https://${HOSTS.espocrm}/?as=tomas#Opportunity/view/d0000000000000001`);
    await manager.tab(`https://${HOSTS.espocrm}/?as=dana#Opportunity/view/d0000000000000001`);
    console.log(
      [
        `Two windows are open: ${sampleTeam.reps[0].name}, a rep, and ` +
          `${sampleTeam.manager.name}, his manager.`,
        'Click the Sideline tab at the right edge. The same deals are also at',
        `  https://${HOSTS.odoo}/odoo/crm and ` +
          `https://${HOSTS.salesforce}/lightning/o/Opportunity/list`,
        'Close both windows to stop.',
      ].join('\n'),
    );
    await Promise.all(
      [rep, manager].map((driver) => new Promise((done) => driver.context.on('close', done))),
    );
    await stop();
  } catch (error) {
    await stop();
    throw error;
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
