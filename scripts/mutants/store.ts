import type { Mutant } from './mutant.ts';

// `from` and `to` are source code, which can contain placeholders.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
export const store: readonly Mutant[] = [
  {
    name: 'a translated stage is a change of the deal',
    file: 'lib/store/records.ts',
    from: 'return isOtherPipeline || next.stageId !== last.stageId;',
    to: 'return isOtherPipeline || next.stage !== last.stage;',
    tests: ['tests/store/snapshots.test.ts'],
  },
  {
    name: 'cursors are stored in a transaction of their own, before the rows',
    file: 'lib/store/apply.ts',
    from: "  await db.transaction('rw', pulledTables(db), async () => {\n    const lost",
    to: [
      "  const cursors = { ...((await getMeta(db, 'cursors')) ?? {}), ...pulled.cursors };",
      "  await putMeta(db, 'cursors', cursors);",
      "  await db.transaction('rw', pulledTables(db), async () => {",
      '    const lost',
    ].join('\n'),
    tests: ['tests/store/store.test.ts'],
  },
  {
    name: 'a lost pair leaves the summaries of its deals on the device',
    file: 'lib/store/apply.ts',
    from: 'await forgetDerived(db, removed);',
    to: '',
    tests: ['tests/store/departures.test.ts'],
  },
  {
    name: 'saving an editor overwrites changes that arrived while it was open',
    file: 'lib/store/textBasis.ts',
    from: 'from !== undefined &&',
    to: 'from === null &&',
    tests: ['tests/sync/unseen.test.ts'],
  },
  {
    name: 'the cursor advances past changes of others that were not pulled',
    file: 'lib/store/acknowledge.ts',
    from: 'cursor === `${epoch}:${from}`',
    to: 'cursor !== `${epoch}:${from}-`',
    tests: ['tests/store/acknowledge.test.ts'],
  },
  {
    name: 'a revision that contains other people’s changes counts as seen',
    file: 'lib/store/acknowledge.ts',
    from: 'result.rev > expected;',
    to: 'result.rev > expected + 1e9;',
    tests: ['tests/store/acknowledge.test.ts'],
  },
  {
    name: 'a socket without any message counts as connected',
    file: 'lib/sync/client/live.ts',
    from: 'let silence = setTimeout(lost, silenceMs);',
    to: 'let silence = setTimeout(() => {}, silenceMs);',
    tests: ['tests/sync/socket.test.ts'],
  },
  {
    name: 'the writer’s clock, not the server version, orders two rows of one key',
    file: 'lib/store/order.ts',
    from: 'if (!aIsUnsent && a.version !== b.version) return b.version - a.version;',
    to: 'if (aIsUnsent) return 0;',
    tests: ['tests/commands/keyedCurrent.test.ts'],
  },
  {
    name: 'a reading is compared with the visit of the highest clock',
    file: 'lib/store/visits.ts',
    from: '  if (unsent.length === 0) {',
    to: [
      '  const byClock = (a: Row, b: Row) => Number(b.fields.at) - Number(a.fields.at);',
      '  if (visits.length > 0) return [...visits].sort(byClock)[0] ?? null;',
      '  if (unsent.length === 0) {',
    ].join('\n'),
    tests: ['tests/store/visits.test.ts'],
  },
  {
    name: 'a pulled cursor may go back',
    file: 'lib/sync/client/plausible.ts',
    from: "throw implausible('a cursor goes back')",
    to: 'hasMoved = true',
    tests: ['tests/security/lyingServer.test.ts'],
  },
  {
    name: 'security F56: a device sends more values than the server takes',
    file: 'lib/sync/client/push.ts',
    from: 'values > PUSH_VALUES || ',
    to: '',
    tests: ['tests/sync/batch.test.ts'],
  },
  {
    name: 'rows: marks of others decide what is unread',
    file: 'lib/store/queries.ts',
    from: 'const own = await ownMarks(db, user, unmarked);',
    to: "const own: Item<'readMark'>[] = user === '' ? await ownMarks(db, user, unmarked) : [];",
    tests: ['tests/store/crowded.test.ts'],
  },
  {
    name: 'rows: what a team writes takes the place of what a pair writes',
    file: 'lib/store/newest.ts',
    from: 'places.map((place) => read(place, share, 0))',
    to: 'places.map((place) => read(place, most, 0))',
    tests: ['tests/store/crowded.test.ts'],
  },
  {
    name: 'rows: of many scopes, those of teams and the own one are not read',
    file: 'lib/store/newest.ts',
    from: 'const half = Math.ceil(most / 2);',
    to: 'const half = most;',
    tests: ['tests/store/manyScopes.test.ts'],
  },
  {
    name: 'rows: the first visit is the one with the lowest version',
    file: 'lib/store/items.ts',
    from: 'const FIRSTS = 3;',
    to: 'const FIRSTS = 1;',
    tests: ['tests/store/manyScopes.test.ts'],
  },
  {
    name: 'rows: lines for far days hide those of this week',
    file: 'lib/store/oneOnOneRows.ts',
    from: '[byTalk, ...byTime]',
    to: '[byTalk, ...byTime.slice(0, 0)]',
    tests: ['tests/store/crowdedPages.test.ts'],
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text
