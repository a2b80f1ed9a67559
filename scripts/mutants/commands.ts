import type { Mutant } from './mutant.ts';

export const commands: readonly Mutant[] = [
  {
    name: 'a late answer about an earlier navigation is kept',
    file: 'lib/commands/reading.ts',
    from: '|| !isAbout(await db.views.get(tabId), request))',
    to: ')',
    tests: ['tests/commands'],
  },
  {
    name: 'the number on the tab of an earlier record is shown for the next',
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
    name: 'an answer is stored without its outcome',
    file: 'lib/commands/notes.ts',
    from: '[await newOutcome(tx, tx.ids.next(), outcome)]',
    to: '[]',
    tests: ['tests/commands/notes.test.ts'],
  },
  {
    name: 'two simultaneous calls write twice',
    file: 'lib/commands/run.ts',
    from: "    const value = await db.transaction('rw', tables, async () => {",
    to: '    const value = await Promise.resolve().then(async () => {',
    tests: ['tests/commands/every.test.ts'],
  },
  {
    name: 'saving an editor also writes fields that the user did not change',
    file: 'lib/commands/fields.ts',
    from: 'if (from === null) return to;',
    to: 'if (from !== undefined) return to;',
    tests: ['tests/commands/prompts.test.ts'],
  },
  {
    name: 'each tab creates its own row for one key',
    file: 'lib/commands/rows.ts',
    from: 'const values = key.map((name) => storable(fields[name]));',
    to: 'const values = [...key.map((name) => storable(fields[name])), tx.ids.next()];',
    tests: ['tests/commands/keyed.test.ts'],
  },
  {
    name: 'a password may go to a public server over http',
    file: 'lib/messages/session.ts',
    from: "if (!isSafeServer(address)) throw new MessageError('plainHttp');",
    to: '',
    tests: ['tests/messages/error.test.ts'],
  },
  {
    name: 'input counts as soon as the panel is uncovered',
    file: 'lib/platform/covered.ts',
    from: 'this.#inSightAt + AFTER_COVER_MS - now',
    to: '0 * (this.#inSightAt + now)',
    tests: ['tests/security/inSight.test.ts'],
  },
  {
    name: 'security F60: a new panel takes presses at once',
    file: 'lib/platform/covered.ts',
    from: "if (this.#sight !== 'inSight' && sight === 'inSight') {",
    to: "if (this.#sight !== null && this.#sight !== 'inSight' && sight === 'inSight') {",
    tests: ['tests/security/inSight.test.ts'],
  },
  {
    name: 'person: a withdrawn check-in leaves its words on the server',
    file: 'lib/commands/checkIns.ts',
    from: "changes.push(...(await put(tx, 'checkIn', scope, emptied, { force: true })));",
    to: '',
    tests: ['tests/sync/checkIns.test.ts'],
  },
  {
    name: 'an answer that was taken back keeps its outcome',
    file: 'lib/commands/outcomes.ts',
    from: '...(outcome ? await undoOutcome(tx, outcome) : []),',
    to: '',
    tests: ['tests/commands/prompts.test.ts'],
  },
  {
    name: 'pictures: a reading without a user keeps the user before',
    file: 'lib/view/pictures.ts',
    from: 'return { ...all, viewers };',
    to: 'return { ...all, viewers: all.viewers };',
    tests: ['tests/view/pictures.test.ts'],
  },
];
