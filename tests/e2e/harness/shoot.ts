import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tab } from '../../../scripts/browser/types.ts';

const folder = process.env.SIDELINE_SHOTS;

/**
 * Stores a screenshot for people who look at the screens, in the folder that `SIDELINE_SHOTS`
 * names. Without it nothing is drawn: a screenshot takes up to half a second.
 * @param name without its folder and `.png`.
 */
export async function shoot(tab: Pick<Tab, 'screenshot'>, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await tab.screenshot(join(folder, `${name}.png`));
}
