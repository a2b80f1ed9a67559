import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, type Timed } from './measured.ts';

const FOLDER = 'bench/peers/sync';
export const peerNames = ['pouchdb', 'tinybase', 'yjs', 'rxdb'] as const;
export type PeerName = (typeof peerNames)[number];

/** Peers are installed only into this folder. */
export function installPeers(): void {
  if (existsSync(join(FOLDER, 'node_modules/rxdb'))) return;
  console.log('Installing the peers of this benchmark (once) …');
  if (
    spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: FOLDER,
      stdio: 'inherit',
    }).status !== 0
  )
    throw new Error('the peers could not be installed');
}

export function peerVersion(name: PeerName): string {
  return JSON.parse(readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8'))
    .version as string;
}

export async function peerServer(
  name: PeerName,
  port: number,
  folder: string,
): Promise<{ rss(): Promise<number>; stop(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const child: ChildProcess = spawn(process.execPath, ['server.js', name, String(port), folder], {
    cwd: FOLDER,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const line = (wanted: RegExp) =>
    new Promise<string>((done, fail) => {
      const onData = (data: unknown) => {
        const found = String(data)
          .split('\n')
          .find((text) => wanted.test(text));
        if (found === undefined) return;
        child.stdout?.off('data', onData);
        done(found);
      };
      child.stdout?.on('data', onData);
      child.once('exit', () => fail(new Error(`${name} ended`)));
    });
  await line(/^ready/);
  return {
    async rss() {
      const memory = line(/^\{/);
      child.stdin?.write('memory\n');
      return (JSON.parse(await memory) as { rss: number }).rss;
    },
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill('SIGKILL'); // some wait for open connections
      }),
  };
}

/** @param room a separate database, so that the warm-up does not count. */
export function peerClients(
  name: PeerName,
  url: string,
  count: number,
  folder: string,
  room: string,
): Promise<Timed> {
  mkdirSync(folder, { recursive: true });
  return measured(name, ['client.js', name, url, String(count), folder, room], FOLDER);
}
