import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capabilities, capabilityTable, signals } from '../../lib/coaching/index.ts';
import { commands } from '../../lib/commands/index.ts';
import { adapters } from '../../lib/crm/index.ts';
import { dataMessages } from '../../lib/messages/data.ts';
import { commandMessages } from '../../lib/messages/registry.ts';
import { collectionNames, crmLabels } from '../../lib/model/index.ts';

const names = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => basename(name, '.ts'));

describe('nothing is forgotten', () => {
  it('every adapter file is in the registry', () =>
    expect(names('lib/crm/adapters').sort()).toEqual(
      adapters.map((adapter) => adapter.name).sort(),
    ));
  it('every signal file is in the catalogue', () =>
    expect(names('lib/coaching/signals').sort()).toEqual(
      signals.map((signal) => signal.id).sort(),
    ));
  it('every signal has a number of its own', () => {
    const numbers = signals.map((signal) => signal.number);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
    // A signal of the catalogue that no CRM here can feed: docs/signals.md.
    expect(numbers).not.toContain(40);
  });
  it('every command is a message that names the account whose data its page shows', () => {
    const named = Object.keys({ ...commandMessages, ...dataMessages });
    expect(Object.keys(commands).length).toBeGreaterThan(50);
    expect(Object.keys(commands).filter((name) => !named.includes(name))).toEqual([]);
  });
  const reading = adapters
    .filter((adapter) => adapter.read)
    .map((adapter) => adapter.name)
    .sort();
  it('every CRM that is read has a reader, and an entry point that the background injects', () => {
    expect(names('entrypoints/readers').sort()).toEqual(reading);
    for (const name of reading) expect(names('lib/crm/readers')).toContain(name);
  });
  it('every reader declares the fields it reads', () =>
    expect(Object.keys(capabilities).sort()).toEqual(reading));
  it.each(reading)('the reader of %s is run by a test', (name) => {
    const tests = readdirSync('tests/crm').map((file) =>
      readFileSync(join('tests/crm', file), 'utf8'),
    );
    expect(tests.some((source) => source.includes(`/readers/${name}.ts'`))).toBe(true);
  });
  it('every CRM is in the README, and every collection in its page', () => {
    const readme = readFileSync('README.md', 'utf8');
    // In the first column of the table: “Close” and “Copper” are words of English too.
    const listed = [...readme.matchAll(/^\| ([^|]+) \| deals/gm)].flatMap(([, cell = '']) =>
      cell.split(', '),
    );
    for (const label of Object.values(crmLabels))
      expect(
        listed.some((name) => name.startsWith(label)),
        label,
      ).toBe(true);
    expect(readme).toContain(`all ${signals.length} signals`);
    const sync = readFileSync('docs/sync.md', 'utf8');
    for (const name of collectionNames) expect(sync).toContain(`\`${name}\``);
  });
  it('the table of which CRM feeds which signal is the one that the code makes', () =>
    expect(readFileSync('docs/signals.md', 'utf8'), 'npm run docs').toContain(capabilityTable()));
  it('the table has thresholds as people read them', () => {
    const thresholds = new Map(
      capabilityTable()
        .split('\n')
        .slice(2)
        .map((line) => line.split(' | ').map((cell) => cell.trim()))
        .map(([, id = '', , , threshold = '']) => [id.replaceAll('`', ''), threshold]),
    );
    expect([...thresholds.values()].filter((text) => /none|sd|[A-Z]|^1 .*s$/.test(text))).toEqual(
      [],
    );
    const expected = {
      quiet: '14 days',
      championQuiet: '5 working days',
      singleThreaded: '1 person',
      noPower: '100,000 in the currency of the deal',
      noChampion: '–',
    };
    for (const [id, text] of Object.entries(expected)) expect(thresholds.get(id), id).toBe(text);
  });
});
