import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from './connection.ts';
import { findFirefox } from './find.ts';

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

/** Turns off network requests, questions and start pages of the browser itself. */
const QUIET = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'browser.startup.page': 0,
  'browser.startup.homepage': 'about:blank',
  'startup.homepage_welcome_url': '',
  'browser.aboutwelcome.enabled': false,
  'app.update.enabled': false,
  'extensions.update.enabled': false,
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'services.settings.server': 'data:,',
  'remote.log.level': 'Warn',
};

export interface Bidi extends Pick<Connection, 'send' | 'onEvent'> {
  /** Evaluates an expression, awaits it, and returns its value through JSON. */
  evaluate<T>(context: string, expression: string, ms?: number): Promise<T>;
  close(): Promise<void>;
}

/** Firefox over WebDriver BiDi; no driver binary, because the browser implements the protocol. */
export async function startFirefox(
  prefs: Record<string, string | number | boolean>,
  args: readonly string[] = [],
  headed = false,
): Promise<Bidi> {
  const executable = findFirefox();
  if (!executable)
    throw new Error('Firefox was not found. Install it, or set SIDELINE_FIREFOX to its path.');
  const profile = mkdtempSync(join(tmpdir(), 'sideline-firefox-'));
  appendFileSync(
    join(profile, 'user.js'),
    Object.entries({ ...QUIET, ...prefs })
      .map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const port = await freePort();
  const child: ChildProcess = spawn(
    executable,
    [
      ...(headed ? [] : ['-headless']),
      '-no-remote',
      '-profile',
      profile,
      `--remote-debugging-port=${port}`,
      '--remote-allow-hosts',
      'localhost,127.0.0.1',
      '-remote-allow-system-access',
      ...args,
      'about:blank',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
      detached: true,
    },
  );
  let log = '';
  await new Promise<void>((done, fail) => {
    const onOutput = (data: Buffer) => {
      log += data;
      if (/WebDriver BiDi listening/.test(log)) done();
    };
    child.stderr?.on('data', onOutput);
    child.stdout?.on('data', onOutput);
    child.on('exit', () => fail(new Error(`Firefox exited: ${log.slice(-800)}`)));
    setTimeout(() => fail(new Error(`Firefox did not start: ${log.slice(-800)}`)), 60_000).unref();
  });
  const { send, onEvent, end } = await connect(`ws://127.0.0.1:${port}/session`);
  await send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  await send('session.subscribe', { events: ['browsingContext.contextDestroyed'] });
  return {
    send,
    onEvent,
    async evaluate<T>(context: string, expression: string, ms?: number) {
      const params = {
        expression: `(async () => JSON.stringify(await (${expression})))()`,
        target: { context },
        awaitPromise: true,
        userActivation: true,
      };
      const response = await send<{
        type: string;
        result: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', params, ms);
      if (response.type !== 'success')
        throw new Error(response.exceptionDetails?.text ?? 'evaluation failed');
      const { value } = response.result;
      return (value === undefined ? undefined : JSON.parse(value)) as T;
    },
    async close() {
      await Promise.race([
        send('browser.close').catch(() => {}),
        new Promise((done) => setTimeout(done, 3000)),
      ]);
      end();
      await new Promise((done) => setTimeout(done, 300));
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        try {
          if (child.pid) process.kill(-child.pid, signal);
        } catch {
          // already ended
        }
      }
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
