import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Scene } from '../../../scripts/browser/types.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The violations that axe finds on a page or in a frame, which loads axe once. It waits first: a
 * text that fades in, or whose button still works, has too little contrast for a moment.
 */
export async function violations(scene: Scene): Promise<string[]> {
  if (!(await scene.eval<boolean>(`'axe' in globalThis`)))
    await scene.eval(`(() => { ${axe}; return true; })()`);
  return scene.eval(
    `(async () => {
      const isMoving = () =>
        document.querySelector('[data-loading]') !== null ||
        document.getAnimations().some(({ playState, effect }) =>
          playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime));
      const end = performance.now() + 3000;
      while (isMoving() && performance.now() < end)
        await new Promise((done) => setTimeout(done, 50));
      const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      const htmlOf = (node) => node.html.slice(0, 120);
      return violations.map(({ id, nodes }) => id + ': ' + nodes.map(htmlOf).join(' | '));
    })()`,
  );
}
