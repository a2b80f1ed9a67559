import { CLICK_MS, type Scene, until } from './types.ts';

/**
 * Clicks a button until it is gone, as a person would: a panel that has just come into view takes
 * no clicks for half a second.
 */
export async function clickUntilGone(scene: Scene, name: string): Promise<void> {
  const button = await scene.get('button', name);
  const isThere = `[...document.querySelectorAll('button')].some(
    (item) => item.innerText.trim() === ${JSON.stringify(name)},
  )`;
  await until(async () => {
    if (!(await scene.eval<boolean>(isThere))) return true;
    await button.click(CLICK_MS).catch(() => {});
    return !(await scene.eval<boolean>(isThere));
  }, `“${name}” to go`);
}
