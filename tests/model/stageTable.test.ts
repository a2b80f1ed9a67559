import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { statusOfName } from '../../lib/model/stageNames.ts';

type Row = [expected: string, name: string, cause: string, accepted?: string[]];
const rows = parse(readFileSync('tests/tables/stageNames.yaml', 'utf8')) as Row[];

describe('names of stages that somebody else collected', () => {
  it('there are as many as there were', () => expect(rows.length).toBeGreaterThanOrEqual(396));
  it.each(rows)('%s: “%s” (%s)', (expected, name, _, accepted = []) => {
    const right = expected === 'openOrUnknown' ? ['open', 'unknown'] : [expected];
    expect([...right, ...accepted]).toContain(statusOfName(name) ?? 'unknown');
  });
});
