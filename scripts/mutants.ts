import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Mutant {
  name: string;
  file: string;
  from: string;
  to: string;
  /** The tests that have to fail. */
  tests: readonly string[];
}

// `from` and `to` are source code, which can contain placeholders.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
/** Plausible faults, planted one at a time in a copy of the project: each must make a test fail. */
const mutants: readonly Mutant[] = [
  {
    name: 'versions from a sequence: drawn outside of the transaction (as bigserial does)',
    file: 'server/sync/push.ts',
    from: 'let locked = await lockOrg(tx, work.who.org, work.count);',
    to: [
      'let locked = await lockOrg(store.db as never, work.who.org, work.count);',
      'await new Promise((done) => setTimeout(done, Math.random() * 5));',
    ].join(' '),
    tests: ['tests/soak/processes.test.ts', '-t', 'servers'],
  },
  {
    name: 'nothing is deduplicated',
    file: 'server/sync/work.ts',
    from: 'const known = resultOf(key);',
    to: "const known = resultOf(key === '' ? key : 'nothing');",
    tests: ['tests/server/sync.test.ts'],
  },
  {
    name: 'the scope predicate is wider: a rep reads the manager’s private notes',
    file: 'server/sync/pull.ts',
    from: 'const mine = scopesOf(who) as string[];',
    to:
      'const mine = [...scopesOf(who), ' +
      '...(who.team?.manager ? [`u:${who.team.manager}`] : [])] as string[];',
    tests: ['tests/soak/visibility.test.ts', '-t', 'never theirs'],
  },
  {
    name: 'rows and cursors in two transactions, cursors first',
    file: 'lib/store/apply.ts',
    from: "  await db.transaction('rw', db.rows, db.outbox, db.meta, async () => {\n    const lost",
    to: [
      "  const cursors = { ...((await getMeta(db, 'cursors')) ?? {}), ...pulled.cursors };",
      "  await putMeta(db, 'cursors', cursors);",
      "  await db.transaction('rw', db.rows, db.outbox, db.meta, async () => {",
      '    const lost',
    ].join('\n'),
    tests: ['tests/store/store.test.ts'],
  },
  {
    name: 'a merge that drops the loser',
    file: 'server/sync/textFields.ts',
    from: 'patch.conflicts = [...others, { text, author: who.user, at, rev: row.rev + 1 }];',
    to: 'patch.conflicts = others;',
    tests: ['tests/soak/model.test.ts', '-t', 'no divergence'],
  },
  {
    name: 'revision numbers of a server that was restored since are believed',
    file: 'server/sync/text.ts',
    from: 'if (change.seen !== undefined) return',
    to: 'if (change.seen === "") return',
    tests: ['tests/sync/restored.test.ts'],
  },
  {
    name: 'what is saved from an editor goes over what came while it was open',
    file: 'lib/store/textBasis.ts',
    from: 'from !== undefined &&',
    to: 'from === null &&',
    tests: ['tests/sync/unseen.test.ts'],
  },
  {
    name: 'the hash of a scope is constant',
    file: 'lib/model/sum.ts',
    from: 'const text = `${id}:${version}`;\n  return (',
    to: 'const text = `${id.length * 0}:${version * 0}`;\n  return (',
    tests: ['tests/sync/versions.test.ts', '-t', 'L3'],
  },
  {
    name: 'cursors pass over what others did meanwhile',
    file: 'lib/store/acknowledge.ts',
    from: 'cursor === `${epoch}:${from}`',
    to: 'cursor !== `${epoch}:${from}-`',
    tests: ['tests/store/acknowledge.test.ts'],
  },
  {
    name: 'an answer’s revision is taken for one that was seen',
    file: 'lib/store/acknowledge.ts',
    from: 'result.rev > expected;',
    to: 'result.rev > expected + 1e9;',
    tests: ['tests/store/acknowledge.test.ts'],
  },
  {
    name: 'a late answer about an earlier navigation is kept',
    file: 'lib/commands/reading.ts',
    from: '|| !isAbout(await db.views.get(tabId), request))',
    to: ')',
    tests: ['tests/commands'],
  },
  {
    name: 'what was counted for an earlier record is shown on the next',
    file: 'lib/commands/tabs.ts',
    from: [
      'if (refreshes.get(tabId) !== refreshNumber || !isLatest(tabId, view.navigation)) return;',
      '    if (now?.refKey !== view.refKey || ' +
        '!sameNavigation(now.navigation, view.navigation)) return;',
    ].join('\n'),
    to: 'if (now === undefined) return;',
    tests: ['tests/commands/tabs.test.ts', 'tests/commands/interleavings.test.ts'],
  },
  {
    name: 'a draft that was refused counts as kept',
    file: 'components/data/keeper.ts',
    from: "(error: unknown) => done(content, { state: 'failed', error }),",
    to: "() => done(content, { state: 'kept', error: null }),",
    tests: ['tests/components'],
  },
  {
    name: 'an answer is written beside its outcome, not with it',
    file: 'lib/commands/notes.ts',
    from: 'const answered = outcome === null ? [] : await outcomeOf(tx, outcome);',
    to: 'const answered: Change[] = outcome === null ? [] : [];',
    tests: ['tests/commands/notes.test.ts'],
  },
  {
    name: 'a command reads before its transaction: asked twice at once it writes twice',
    file: 'lib/commands/run.ts',
    from: "    const value = await db.transaction('rw', tables, async () => {",
    to: '    const value = await Promise.resolve().then(async () => {',
    tests: ['tests/commands/every.test.ts'],
  },
  {
    name: 'an editor that was open meanwhile saves every field as it shows it',
    file: 'lib/commands/fields.ts',
    from: 'if (from === null) return to;',
    to: 'if (from !== undefined) return to;',
    tests: ['tests/commands/prompts.test.ts'],
  },
  {
    name: 'a line that says nothing is taken for one that lives',
    file: 'lib/sync/client/live.ts',
    from: 'let silence = setTimeout(lost, silenceMs);',
    to: 'let silence = setTimeout(() => {}, silenceMs);',
    tests: ['tests/sync/socket.test.ts'],
  },
  {
    name: 'history shows what was written in another scope',
    file: 'server/sync/history.ts',
    from: ".where('scope_at', 'in', scopesOf(who))",
    to: ".where('scope_at', 'not in', ['none'])",
    tests: ['tests/server/people.test.ts'],
  },
  {
    name: 'the clock of whoever wrote decides which of two rows counts',
    file: 'lib/store/order.ts',
    from: 'if (!aIsUnsent && a.version !== b.version) return b.version - a.version;',
    to: 'if (aIsUnsent) return 0;',
    tests: ['tests/commands/keyed.test.ts'],
  },
  {
    name: 'a device writes from the future: moments are not clamped',
    file: 'server/sync/stamp.ts',
    from: 'return Math.min(Math.max(value, MIN_INSTANT), now);',
    to: 'return value;',
    tests: ['tests/server/stamped.test.ts'],
  },
  {
    name: 'each tab makes a row of its own for one key',
    file: 'lib/commands/rows.ts',
    from: 'const values = key.map((name) => tidy(fields[name]));',
    to: 'const values = [...key.map((name) => tidy(fields[name])), tx.ids.next()];',
    tests: ['tests/commands/keyed.test.ts'],
  },
  {
    name: 'the server believes the id that a device made up for a key',
    file: 'server/sync/put.ts',
    from: 'if (mutation.rowId !== keyedId(who.org, scope, mutation.collection, values))',
    to: "if (mutation.rowId === '')",
    tests: ['tests/server/keyedRights.test.ts'],
  },
  {
    name: 'an edit that does not say whose it is stays nobody’s',
    file: 'server/sync/stamp.ts',
    from: 'result[editor] = isEdit ? user : (before[editor] ?? null);',
    to: 'result[editor] = isEdit ? (patch[editor] ?? null) : (before[editor] ?? null);',
    tests: ['tests/server/stamped.test.ts'],
  },
  {
    name: 'a handover lets what was there stand, also where it is older',
    file: 'server/sync/move.ts',
    from: 'if (before?.deleted === false && before.version > row.version) return [deletion];',
    to: 'if (before?.deleted === false) return [deletion];',
    tests: ['tests/server/order.test.ts'],
  },
  {
    name: 'a handover counts as saying it anew',
    file: 'server/sync/move.ts',
    from: 'await keepOrder(tx, org, positions, at);',
    to: 'void keepOrder;',
    tests: ['tests/server/order.test.ts'],
  },
  {
    name: 'erasing a person takes every row that the person began',
    file: 'server/sync/erase.ts',
    from: 'if (writer !== user) return {',
    to: 'if (writer !== user && row.author !== user) return {',
    tests: ['tests/server/erased.test.ts'],
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text

const root = mkdtempSync(join(tmpdir(), 'sideline-mutants-'));
let survived = 0;
try {
  for (const name of [
    'lib',
    'server',
    'tests',
    'components',
    'entrypoints',
    'locales',
    'demo',
    'scripts',
    'public',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'wxt.config.ts',
    '.wxt',
  ])
    cpSync(resolve(name), join(root, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  const wanted = process.argv.slice(2).join(' ');
  for (const { name, file, from, to, tests } of mutants.filter((mutant) =>
    mutant.name.includes(wanted),
  )) {
    const path = join(root, file);
    const source = readFileSync(path, 'utf8');
    if (source.split(from).length !== 2) {
      console.log(`✗ ${name}: its line is not exactly once in ${file}`);
      survived += 1;
      continue;
    }
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
    const run = spawnSync(
      'vitest',
      [
        'run',
        '--project',
        'pure',
        '--project',
        'unit',
        '--project',
        'soak',
        '--bail',
        '1',
        ...tests,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    writeFileSync(path, source);
    const ran = /Tests\s+.*?(\d+) failed/.test(run.stdout ?? '');
    console.log(`${ran ? '✓ caught' : '✗ survived'}: ${name}`);
    if (!ran) {
      survived += 1;
      console.log(`${run.stdout ?? ''}${run.stderr ?? ''}`.split('\n').slice(-25).join('\n'));
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit(survived === 0 ? 0 : 1);
