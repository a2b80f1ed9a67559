import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { collectionNames, ruleOf } from '../../lib/model/index.ts';

/** Folders whose code works with every collection: what one of them needs is declared beside it. */
const GENERIC = ['lib/store', 'lib/sync', 'server/sync', 'lib/commands'];

/** Files there that are about certain collections, and why. */
const ABOUT: Readonly<Record<string, string>> = {
  'lib/commands/accessLog.ts': 'commands of the access log',
  'lib/commands/calendar.ts': 'commands of calendars',
  'lib/commands/checkIns.ts': 'commands of check-ins',
  'lib/commands/coaching.ts': 'commands of focus, thresholds and competitors',
  'lib/commands/commitments.ts': 'commands of commitments',
  'lib/commands/rejected.ts': 'a rejected text becomes a note',
  'lib/commands/facts.ts': 'commands of added details, CRM users and formats',
  'lib/commands/lines.ts': 'commands of lines in one-on-ones',
  'lib/commands/moments.ts': 'commands of calls, reviews and plans',
  'lib/commands/notes.ts': 'commands of notes',
  'lib/commands/oneOnOne.ts': 'commands of one-on-ones and their rhythm',
  'lib/commands/outcomes.ts': 'commands of answered questions',
  'lib/commands/person.ts': 'commands of goals, focus, first weeks and objectives',
  'lib/commands/playbooks.ts': 'commands of playbooks',
  'lib/commands/prompts.ts': 'commands of questions',
  'lib/commands/recognitions.ts': 'commands of recognitions',
  'lib/commands/records.ts': 'a record that cannot be read still shows its notes',
  'lib/commands/stages.ts': 'commands of stages',
  'lib/store/keyed.ts': 'the migration of the series of 0.1.0, which never changes',
  'lib/store/momentRows.ts': 'reads what a moment shows',
  'lib/store/needsAttention.ts': 'reads the access log',
  'lib/store/commitmentRows.ts': 'reads commitments by who keeps them',
  'lib/store/oneOnOneHistory.ts': 'reads one-on-ones for a search',
  'lib/store/oneOnOneRows.ts': 'reads one-on-ones',
  'lib/store/reportRows.ts': 'reads what each pair has',
  'lib/store/dealRows.ts': 'reads what pages show',
  'lib/store/links.ts': 'reads links to CRM users',
  'lib/store/queries.ts': 'reads what pages show',
  'lib/store/records.ts': 'stores a visit',
  'lib/store/teamRows.ts': 'reads what a page about a team shows',
  'lib/store/todayRows.ts': 'reads what the page of a day shows',
  'lib/store/visits.ts': 'the order of visits',
  'lib/store/votes.ts': 'reads the own votes',
  'server/sync/history.ts': 'logs the access to earlier versions',
};

/** Fields with a meaning of their own in one collection, or under another name in some. */
const FIELDS = collectionNames.flatMap((name) => {
  const { stamps, confirms, moved } = ruleOf(name);
  return [stamps.editor, confirms, ...Object.keys(moved)].filter((field) => field !== null);
});
const NAMES: ReadonlySet<string> = new Set([...collectionNames, ...FIELDS]);

/** Names of collections and of their special fields in code, without types, comments and paths. */
function namesIn(path: string, source: string): string[] {
  const found = new Set<string>();
  const add = (name: string) => NAMES.has(name) && found.add(name);
  const paths = new Set<string>();
  new Visitor({
    ImportDeclaration: ({ source: from }) => void paths.add(from.value),
    Literal: ({ value }) => typeof value === 'string' && add(value),
    TemplateElement: ({ value }) => {
      for (const name of NAMES) if (value.raw.includes(`"${name}"`)) found.add(name);
    },
    MemberExpression: ({ property }) =>
      property.type === 'Identifier' && FIELDS.includes(property.name) && add(property.name),
    Property: ({ key }) => key.type === 'Identifier' && FIELDS.includes(key.name) && add(key.name),
  }).visit(parseSync(path, source).program);
  return [...found].filter((name) => !paths.has(name));
}

const files = GENERIC.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);
const named = (path: string) => namesIn(path, readFileSync(path, 'utf8'));

describe('generic code names no collection', () => {
  it('outside the files that are about some', () => {
    const special = files
      .filter((path) => ABOUT[path] === undefined)
      .flatMap((path) => named(path).map((name) => `${path}: ${name}`));
    expect(
      special,
      'a file about one collection goes into ABOUT, else declare it in lib/model/policy.ts',
    ).toEqual([]);
  });
  it('and each of those files names one', () => {
    expect(Object.keys(ABOUT).filter((path) => named(path).length === 0)).toEqual([]);
  });
  it.each([
    ['a list', "const READ = ['note', 'typedFact'];", ['note', 'typedFact']],
    ['a comparison', "if (row.collection === 'crmIdentity') return;", ['crmIdentity']],
    ['a field', 'if (patch.confirmedBy) return;', ['confirmedBy']],
    ['a written field', 'const row = { editedBy: user };', ['editedBy']],
    ['a field of a destructured row', 'const { agreedBy } = row;', ['agreedBy']],
    ['a text of a query', `const where = \`%"editedBy":"\${user}"%\`;`, ['editedBy']],
  ])('%s is found', (_, source, names) => expect(namesIn('a.ts', source)).toEqual(names));
  it.each([
    ['a comment', '// the note of a rep'],
    ['a type', 'type Visit = Item<C>; const note = 1;'],
  ])('%s is no name', (_, source) => expect(namesIn('a.ts', source)).toEqual([]));
});
