import { registerHooks } from 'node:module';
import { startCluster } from '../tests/helpers/cluster.ts';

// The extension's code imports the browser API from WXT; plain Node gets the tests' version.
const browserApi = new URL('../tests/browser/imports.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => next(name === '#imports' ? browserApi : name, context),
});
const { soaks } = await import('../tests/soak/index.ts');

/** Long runs: npm run soak -- NAME [--runs N] [--seed N] [--store sqlite|postgres] */
const [name, ...args] = process.argv.slice(2);
const value = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
const soak = name !== undefined && Object.hasOwn(soaks, name) ? soaks[name] : undefined;
if (!soak) {
  console.error('Usage: npm run soak -- NAME [--runs N] [--seed N] [--store sqlite|postgres]');
  for (const [key, { what, full }] of Object.entries(soaks))
    console.error(`  ${key.padEnd(12)} ${what} (${full.toLocaleString('en')} by default)`);
  process.exit(1);
}
const runs = Number(value('--runs') ?? soak.full);
const seed = Number(value('--seed') ?? Math.floor(Math.random() * 1e9));
const stores = soak.stores.filter(
  (store) => value('--store') === undefined || value('--store') === store,
);
let failed = 0;
for (const store of stores) {
  const cluster = store === 'postgres' ? await startCluster({ durable: true }) : null;
  if (store === 'postgres' && !cluster) {
    console.log('PostgreSQL is not installed; skipped.');
    continue;
  }
  const began = Date.now();
  let last = began;
  const report = (done: number) => {
    if (Date.now() - last < 15_000) return;
    last = Date.now();
    console.log(`  ${done} of ${runs} after ${Math.round((last - began) / 1000)} s`);
  };
  try {
    const url = cluster ? await cluster.create('soak') : null;
    const result = await soak.run({ runs, seed, url, report });
    const figures = Object.entries(result.figures ?? {}).map(
      ([key, figure]) => `, ${key} ${figure}`,
    );
    const mark = result.failed === null ? '✓' : '✗';
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(
      `${mark} ${name} on ${store}: ${result.runs} runs from seed ${seed} in ` +
        `${seconds} s${figures.join('')}`,
    );
    if (result.failed !== null) {
      failed += 1;
      console.log(result.failed);
    }
  } finally {
    await cluster?.stop();
  }
}
process.exit(failed === 0 ? 0 : 1);
