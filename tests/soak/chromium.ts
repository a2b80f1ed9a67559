import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { findChromium } from '../../scripts/browser/find.ts';
import { quietSwitches } from '../../scripts/browser/switches.ts';

interface Process {
  pid: number;
  group: number;
  command: string;
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [
        {
          pid: Number(name),
          group: Number(group),
          command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
        },
      ];
    } catch {
      return []; // ended meanwhile
    }
  });
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // already ended
  }
}

/** Kills the browser of a profile without warning; only for profiles that this run created. */
export async function killProfile(profile: string): Promise<void> {
  const [main] = processes().filter(
    ({ command }) => command.includes(`--user-data-dir=${profile}`) && !command.includes('--type='),
  );
  const group = processes().filter(
    (item) =>
      item.pid === main?.pid ||
      (main !== undefined && item.group === main.group && item.command.includes('--type=')),
  );
  for (const { pid } of group) end(pid);
  while (processes().some(({ pid }) => group.some((item) => item.pid === pid)))
    await new Promise((done) => setTimeout(done, 20));
}

/** Chromium without debugging port and driver, as people run it. */
export function bareChromium(options: { profile: string; extension: string; url: string }) {
  const child = spawn(
    findChromium() ?? '',
    [
      '--headless=new',
      ...quietSwitches(options.extension),
      '--password-store=basic',
      '--use-mock-keychain',
      `--user-data-dir=${options.profile}`,
      options.url,
    ],
    { stdio: 'ignore', detached: true },
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    /** Kills the process of the extension's worker and panel. @returns how many there were. */
    killWorker(): number {
      const found = processes().filter(
        ({ group, command }) => group === child.pid && command.includes('--extension-process'),
      );
      for (const { pid } of found) end(pid);
      return found.length;
    },
    async kill(): Promise<void> {
      for (const { pid, group } of processes()) if (group === child.pid) end(pid);
      await ended;
    },
  };
}
