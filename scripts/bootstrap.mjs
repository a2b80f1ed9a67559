// Installs what is missing, then runs a task. Plain JavaScript for Node 20 and later, because no
// packages are installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const [task = 'test', ...args] = process.argv.slice(2);
const TASKS = {
  start: ['scripts/start.ts'],
  dev: ['scripts/dev.ts'],
  test: ['scripts/test.ts'],
  'test:unit': ['scripts/test.ts', 'unit'],
  'test:e2e': ['scripts/test.ts', 'e2e'],
  check: ['scripts/check.ts'],
  build: ['scripts/build.ts'],
  zip: ['scripts/zip.ts'],
  server: ['server/main.ts'],
  bench: ['bench/main.ts'],
  docs: ['scripts/docs.ts'],
  soak: ['scripts/soak.ts'],
  mutants: ['scripts/mutants.ts'],
  measure: ['scripts/measure.ts'],
};
/** The oldest Node that runs the server: it has SQLite and runs TypeScript. */
const SERVER_NODE = 24;
const NEEDS_BROWSERS = new Set(['start', 'dev', 'test', 'test:e2e', 'bench']);
const NEEDS_DATABASE = new Set(['test', 'test:unit', 'bench', 'soak', 'mutants']);

function run(command, parameters, options = {}) {
  return (
    spawnSync(command, parameters, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      ...options,
    }).status ?? 1
  );
}
function stop(message) {
  console.error(message);
  process.exit(1);
}

const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const isInstalled = (stamp) => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
const ALL_PACKAGES = resolve(root, 'node_modules/.sideline-lock');
const SERVER_PACKAGES = resolve(root, 'node_modules/.sideline-server-lock');

function install(stamp, args) {
  console.log('Installing packages (once for each change of package-lock.json) …');
  if (run('npm', ['ci', ...args, '--no-audit', '--no-fund', '--loglevel=error']) !== 0)
    stop('The packages could not be installed: npm ci failed. Is the npm registry reachable?');
  writeFileSync(stamp, lock);
}

/** Installs the packages when package-lock.json has changed. @returns the Node of the packages. */
function installPackages() {
  if (!isInstalled(ALL_PACKAGES)) install(ALL_PACKAGES, []);
  const node = resolve(root, 'node_modules/node/bin/node');
  if (!existsSync(node))
    stop(
      'Node 24 is missing although the packages are installed. Delete node_modules and try again.',
    );
  return node;
}

/**
 * Prepares a server: the packages that it imports, without their scripts, and the system's Node.
 * Where the packages for development are installed, they are used, and with an older Node also the
 * Node among them.
 * @returns the Node for the server.
 */
function installServer() {
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= SERVER_NODE;
  const isForDevelopment = existsSync(ALL_PACKAGES);
  if (!isNewEnough && !isForDevelopment)
    stop(
      `The server needs Node ${SERVER_NODE} or later, and this is Node ${process.versions.node}. ` +
        'For development, “npm run check” installs one among the packages.',
    );
  if (isForDevelopment) {
    const node = installPackages();
    return isNewEnough ? process.execPath : node;
  }
  if (!isInstalled(SERVER_PACKAGES))
    install(SERVER_PACKAGES, ['--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts']);
  return process.execPath;
}

/** Generates the types of the browser APIs and of the texts when their sources have changed. */
function generateTypes() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'wxt.config.ts', 'locales/en.json'])
    hash.update(readFileSync(file));
  for (const folder of ['entrypoints', 'public'])
    hash.update(readdirSync(folder, { recursive: true }).sort().join());
  const stamp = resolve(root, '.wxt/made-from');
  const from = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;
  const prepare = spawnSync(node, ['node_modules/wxt/bin/wxt.mjs', 'prepare'], {
    encoding: 'utf8',
  });
  if (prepare.status !== 0) stop(`wxt prepare failed:\n${prepare.stdout}${prepare.stderr}`);
  writeFileSync(stamp, from);
}

/** Installs Debian's PostgreSQL without a cluster: each run creates its own in a folder. */
function installDatabase() {
  if (
    existsSync('/usr/lib/postgresql') ||
    process.getuid?.() !== 0 ||
    !existsSync('/etc/debian_version')
  )
    return;
  console.log('Installing PostgreSQL with apt …');
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  mkdirSync('/etc/postgresql-common', { recursive: true });
  if (!existsSync('/etc/postgresql-common/createcluster.conf'))
    writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], quiet);
}

/** Installs Chromium and Firefox with apt where possible; otherwise the task reports them. */
function installBrowsers() {
  const has = (path) => existsSync(path);
  const missing = [
    has(process.env.SIDELINE_CHROMIUM ?? '/usr/bin/chromium') ? null : 'chromium',
    has(process.env.SIDELINE_FIREFOX ?? '/usr/bin/firefox-esr') ? null : 'firefox-esr',
  ].filter(Boolean);
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return;
  console.log(`Installing ${missing.join(' and ')} with apt …`);
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  run('apt-get', ['update', '-qq'], quiet);
  run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...missing, 'fonts-liberation'],
    quiet,
  );
}

if (!(task in TASKS))
  stop(`There is no task “${task}”. The tasks are: ${Object.keys(TASKS).join(', ')}.`);
const node = task === 'server' ? installServer() : installPackages();
if (task !== 'server') generateTypes();
if (NEEDS_BROWSERS.has(task)) installBrowsers();
if (NEEDS_DATABASE.has(task)) installDatabase();
const path = [resolve(root, 'node_modules/.bin'), process.env.PATH].join(
  process.platform === 'win32' ? ';' : ':',
);
process.exitCode = run(node, ['--disable-warning=ExperimentalWarning', ...TASKS[task], ...args], {
  env: { ...process.env, PATH: path },
  shell: false,
});
