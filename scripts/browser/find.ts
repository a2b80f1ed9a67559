import { existsSync } from 'node:fs';

const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];
const FIREFOXES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

function first(configured: string | undefined, usual: readonly string[]): string | null {
  return (configured ? [configured] : usual).find((path) => existsSync(path)) ?? null;
}

/** Chromium, not Chrome: Chrome ignores `--load-extension` since version 137. */
export function findChromium(): string | null {
  return first(process.env.SIDELINE_CHROMIUM, CHROMIUMS);
}

export function findFirefox(): string | null {
  return first(process.env.SIDELINE_FIREFOX, FIREFOXES);
}
