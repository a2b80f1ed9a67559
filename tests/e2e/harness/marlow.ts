import {
  CLICK_MS,
  type Driver,
  type Scene,
  type Tab,
  until,
} from '../../../scripts/browser/types.ts';
import { hasText } from './expressions.ts';
import type { Stack } from './stack.ts';

/** The sample deal of most stories, and its address in the EspoCRM emulator. */
export const MARLOW = 'Marlow Foods: cold-chain monitoring';
export const HASH = '#Opportunity/view/d0000000000000001';

/** The address of a deal in the EspoCRM emulator; the first one is MARLOW. */
export const deal = (stack: Stack, as: string, n = 1) =>
  `${stack.espo}/?as=${as}#Opportunity/view/d${n.toString(16).padStart(16, '0')}`;

/** Opens the panel of a page, and waits until it has read the deal. */
export async function openPanel(tab: Tab, heading = MARLOW): Promise<Scene> {
  await tab.openPanel();
  const panel = await tab.panel();
  await panel.get('heading', heading);
  await panel.until(`!document.querySelector('.skeleton')`);
  return panel;
}

/** Opens that deal with its panel, and waits until the panel has read it. */
export async function open(driver: Driver, url: string): Promise<{ tab: Tab; panel: Scene }> {
  const tab = await driver.tab(url);
  return { tab, panel: await openPanel(tab) };
}

/** The present frame of the panel: a removed frame stays in the list for a moment. */
export async function livePanel(tab: Tab, heading: string): Promise<Scene> {
  return until(async () => {
    const scene = await tab.panel();
    return (await scene.eval<boolean>(
      `document.querySelector('h1')?.textContent === ${JSON.stringify(heading)}`,
    ))
      ? scene
      : null;
  }, `the panel with ${heading}`);
}

/** Starts a sync round at once, instead of waiting for the next attempt. */
export const syncNow = (panel: Scene) =>
  panel.eval(
    `(globalThis.browser ?? chrome).runtime.sendMessage({ name: 'sync.now' }).then(() => true)`,
  );

/** Waits until a note is in the list, which means that it is stored. */
export const seeNote = (panel: Scene, text: string) => panel.until(hasText('.note .text', text));

/** Types a note. A panel that has just opened takes no keys. */
export async function typeNote(panel: Scene, text: string): Promise<void> {
  const field = await panel.get('textbox', 'New note');
  await until(async () => {
    await field.fill(text);
    return panel.eval<boolean>(
      `[...document.querySelectorAll('textarea')]
        .some((item) => item.value === ${JSON.stringify(text)})`,
    );
  }, `the text “${text}” in the field`);
}

/** Writes a note, and waits until it is in the list. */
export async function saveNote(panel: Scene, text: string): Promise<void> {
  await typeNote(panel, text);
  await (await panel.get('button', 'Save note')).click();
  await seeNote(panel, text);
}

/**
 * Chooses where the panel is, in its menu, which may be open already. Clicks do not count while the
 * panel has just appeared.
 */
export async function chooseMode(panel: Scene, name: string): Promise<void> {
  const button = await panel.get('button', 'Place on the page');
  const choice = `[...document.querySelectorAll('[role=menuitemradio]')]
    .find((item) => item.textContent.startsWith(${JSON.stringify(name)}))`;
  await until(async () => {
    // A click on the button of an open menu closes it.
    if (await panel.eval<boolean>(`!!(${choice})`)) return true;
    await button.click(CLICK_MS).catch(() => {});
    await panel.until(`!!(${choice})`, CLICK_MS);
    return true;
  }, 'the menu of places');
  const label = await panel.eval<string>(`(${choice}).innerText.replace(/\\s+/g, ' ').trim()`);
  await (await panel.get('menuitemradio', label)).click();
  await panel.until(`!document.querySelector('[role=menu]')`);
}

/** Waits until the panel's mode on the pages of the EspoCRM emulator is stored. */
export const seeMode = (scene: Scene, mode: string) =>
  scene.until(
    `(globalThis.browser ?? chrome).storage.local
      .get('layout:espocrm')
      .then((stored) => stored['layout:espocrm']?.mode === '${mode}')`,
  );
