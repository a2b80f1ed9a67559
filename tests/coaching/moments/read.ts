import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { LabelChange, Situation } from './situation.ts';

const folder = resolve(import.meta.dirname);

/**
 * The labelled situations of one part. The sealed ones are for `npm run measure -- moments
 * --sealed` only: a test that read them would tune the moments to them.
 */
export function situations(part: 'open' | 'sealed'): Situation[] {
  if (part === 'sealed' && process.env.VITEST)
    throw new Error('No test reads the sealed situations (tests/coaching/moments/README.md).');
  return readdirSync(`${folder}/${part}`)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) =>
      z.array(Situation).parse(JSON.parse(readFileSync(`${folder}/${part}/${name}`, 'utf8'))),
    );
}

export function labelChanges(): LabelChange[] {
  return z.array(LabelChange).parse(JSON.parse(readFileSync(`${folder}/changed.json`, 'utf8')));
}

/** Changes whose new value is not the label of the situation. */
export function staleChanges(
  changes: readonly LabelChange[],
  list: readonly Situation[],
): string[] {
  return changes.flatMap((change) => {
    const situation = list.find(({ id }) => id === change.id);
    return situation && !isDeepStrictEqual(situation.due, change.new) ? [change.id] : [];
  });
}
