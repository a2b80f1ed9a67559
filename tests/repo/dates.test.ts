// Dates on screen: in the zone in which people count days, whatever the zone of the device is.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The makers of formats get their options, with the zone, from their callers. */
const MAKERS = ['ui/format.ts'];
/** Characters around a format in which its zone is named. */
const AROUND = 250;

function withoutZone(source: string): string[] {
  return [...source.matchAll(/new Intl\.DateTimeFormat\(/g)]
    .map(({ index }) => source.slice(Math.max(0, index - AROUND), index + AROUND))
    .filter((around) => !/\btimeZone\b/.test(around));
}

describe('dates on screen', () => {
  it('name their time zone', () => {
    const files = readdirSync('components', { recursive: true, encoding: 'utf8' });
    const found = files
      .filter((name) => /\.tsx?$/.test(name) && !MAKERS.includes(name))
      .filter((name) => withoutZone(readFileSync(join('components', name), 'utf8')).length > 0);
    expect(found).toEqual([]);
  });
  it.each([
    ['new Intl.DateTimeFormat(language()).format(at)', 1],
    ['const { timeZone } = now; new Intl.DateTimeFormat(language(), { timeZone })', 0],
  ])('a format without one is found: %s', (source, count) =>
    expect(withoutZone(source)).toHaveLength(count),
  );
});
