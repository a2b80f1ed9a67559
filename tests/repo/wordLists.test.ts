import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STATEMENTS_VERSION } from '../../lib/model/index.ts';

/** Everything that decides what a text says. */
function wordFiles(): string[] {
  const folder = 'lib/coaching/evidence';
  return [
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
    'lib/coaching/statements/sentences.ts',
  ].sort();
}

it('other word lists have another version, so that stored texts are read again', () => {
  const hash = createHash('sha256');
  for (const file of wordFiles()) hash.update(readFileSync(file));
  // Changed words: set STATEMENTS_VERSION (lib/model/statements.ts) to the value that this expects.
  expect(STATEMENTS_VERSION).toBe(hash.digest('hex').slice(0, 12));
});
