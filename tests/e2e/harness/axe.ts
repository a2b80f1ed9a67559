import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Scene } from '../../../scripts/browser/types.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on a page or in a frame. */
export function violations(scene: Scene): Promise<string[]> {
  return scene.eval(
    `(() => { ${axe}; return axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map((item) => item.id + ': ' + item.nodes.map((node) => node.html.slice(0, 120)).join(' | '))); })()`,
  );
}
