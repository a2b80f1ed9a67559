import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '../../../scripts/browser/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * Folders of the extension, built once for all stories; null for a browser that is not used.
     */
    builds: Record<'chromium' | 'firefox', string | null>;
  }
}

/** Placeholders for a story's addresses in a build: ports that no story uses. */
const STAND_INS = {
  espocrm: 'http://127.0.0.1:64001',
  odoo: 'http://127.0.0.1:64002',
  salesforce: 'http://127.0.0.1:64003',
  server: 'http://127.0.0.1:64004',
};
export type Addresses = Record<keyof typeof STAND_INS, string>;

/**
 * Builds the extension once per browser. Each story has its own ports, which are filled in later.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-builds-'));
  const { server, ...crms } = STAND_INS;
  const sites = Object.entries(crms).map(([crm, origin]) => `${crm}=${origin}`);
  const env = { SIDELINE_CRM_HOSTS: sites.join(','), SIDELINE_SERVER_URL: server };
  const wanted = (name: string) => (process.env.SIDELINE_BROWSER ?? name) === name;
  const [chromium, firefox] = await Promise.all([
    wanted('chromium') ? build('chrome', env, join(folder, 'chromium')) : null,
    wanted('firefox') ? build('firefox', env, join(folder, 'firefox')) : null,
  ]);
  project.provide('builds', { chromium, firefox });
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Copies a build and fills in a story's addresses, as if it had been built with them. */
export function copyFor(from: string, to: string, addresses: Addresses): string {
  cpSync(from, to, { recursive: true });
  const missing = new Set(Object.values(STAND_INS));
  for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const source = readFileSync(join(to, name), 'utf8');
    let changed = source;
    for (const [key, standIn] of Object.entries(STAND_INS)) {
      if (changed.includes(standIn)) missing.delete(standIn);
      changed = changed.replaceAll(standIn, addresses[key as keyof Addresses]);
    }
    if (changed !== source) writeFileSync(join(to, name), changed);
  }
  if (missing.size > 0) throw new Error(`the build does not contain ${[...missing].join(', ')}`);
  return to;
}
