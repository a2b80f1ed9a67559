// `npm run mutants`: plants one fault after the other in a copy of the project, and expects the
// named tests to fail. The faults are one list, one for each class of fault that the project once
// had; the code that runs them is at the end.

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
    name: 'a question changes its words on the day on which it was asked',
    file: 'lib/coaching/wording.ts',
    from: 'const isBeforeToday = (at: number) => dayOf(at, now.timeZone) < day;',
    to: 'const isBeforeToday = (at: number) => dayOf(at, now.timeZone) <= day;',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'a question that was put off comes back in the same words',
    file: 'lib/coaching/wording.ts',
    from: '(takenUp + step * putAside)',
    to: '(takenUp + 0 * step * putAside)',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'the words of a question that was put off are the same on every deal',
    file: 'lib/coaching/wording.ts',
    from: 'fnv1a(`${key};${signal}`)',
    to: 'fnv1a(`${signal}`)',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'a question changes its words while somebody reads it',
    file: 'components/panel/useWordings.ts',
    from: 'if (!first.has(signal)) first.set(signal, wording);',
    to: 'first.set(signal, wording);',
    tests: ['tests/components/wordings.test.tsx'],
  },
  {
    name: 'a long name fills a question',
    file: 'lib/coaching/sentence.ts',
    from: 'if (text.length <= LONGEST_INSERT) return text;',
    to: 'if (text.length >= 0) return text;',
    tests: ['tests/coaching/wording.test.ts'],
  },
  {
    name: 'a stage with an unknown name counts as open',
    file: 'lib/coaching/stageStatus.ts',
    from: 'return { ...decided(unknown), unknownStage: point };',
    to: "return decided(seen('open', stage.source, stage.at));",
    tests: ['tests/coaching/stageStatus.test.ts'],
  },
  {
    name: 'a stage is looked up by its name although it has an id',
    file: 'lib/coaching/stages.ts',
    from: "if (point.id !== null && list.some((stage) => typeof stage.id === 'string')) {",
    to: 'if (list.length < 0) {',
    tests: ['tests/coaching/stageTable.test.ts'],
  },
  {
    name: 'a deal is in the first of its business processes',
    file: 'lib/crm/readers/dynamics.ts',
    from: 'return only && others.length === 0 ? only : null;',
    to: 'return only && others.length >= 0 ? (rows[0] ?? null) : null;',
    tests: ['tests/crm/pages.test.ts'],
  },
  {
    name: 'a translated stage is a change of the deal',
    file: 'lib/store/records.ts',
    from: 'return isOtherPipeline || next.stageId !== last.stageId;',
    to: 'return isOtherPipeline || next.stage !== last.stage;',
    tests: ['tests/store/snapshots.test.ts'],
  },
  {
    name: 'versions are allocated outside the transaction',
    file: 'server/sync/push.ts',
    from: 'let locked = await lockOrg(tx, work.who.org, work.count);',
    to: [
      'let locked = await lockOrg(store.db as never, work.who.org, work.count);',
      'await new Promise((done) => setTimeout(done, Math.random() * 5));',
    ].join(' '),
    tests: ['tests/soak/processes.test.ts', '-t', 'servers, on'],
  },
  {
    name: 'work for sockets leaves no room for other requests',
    file: 'server/live/workQueue.ts',
    from: 'await otherRequests();',
    to: '',
    tests: ['tests/server/workQueue.test.ts'],
  },
  {
    name: 'anybody hands over the rows of a rep',
    file: 'server/people/handover.ts',
    from: "if (who.role !== 'admin' && who.user !== rep)",
    to: "if (who.role !== 'admin' && rep === '')",
    tests: ['tests/soak/visibility.test.ts', '-t', 'never theirs'],
  },
  {
    name: 'a link that nobody confirmed shares deals',
    file: 'lib/view/sharing.ts',
    from: 'return isConfirmed(link) || isProven(link, me, record) ? link.userId : null;',
    to: 'return link.userId;',
    tests: ['tests/soak/visibility.test.ts', '-t', 'never theirs'],
  },
  {
    name: 'a colleague takes over a CRM user’s link',
    file: 'server/sync/put.ts',
    from: "if (row && isTaken(request, row)) return reject('taken');",
    to: "if (row && isTaken(request, row) && rule.key === null) return reject('taken');",
    tests: ['tests/security/links.test.ts'],
  },
  {
    name: 'a member confirms their own link',
    file: 'lib/model/collections/crmIdentity.ts',
    from: '  return isAdmin || leads(member);',
    to: "  return isAdmin || leads(member) || member !== '';",
    tests: ['tests/security/links.test.ts'],
  },
  {
    name: 'an unconfirmed link decides who receives rows',
    file: 'lib/view/sharing.ts',
    from: '  return isConfirmed(link) || isProven(link, me, record) ? link.userId : null;',
    to: '  return isConfirmed(link) || isProven(link, me, record) || link ? link.userId : null;',
    tests: ['tests/security/confirmed.test.ts'],
  },
  {
    name: 'a note moves with the replies of others',
    file: 'server/sync/decide.ts',
    from: "  if (isMove && othersWrote) return reject('hasReplies');",
    to: "  if (isMove && othersWrote && op === 'delete') return reject('hasReplies');",
    tests: ['tests/security/sharedWords.test.ts'],
  },
  {
    name: 'an edit by another person revives deleted words',
    file: 'server/sync/past.ts',
    from: "  return op === 'put' || (op === 'patch' && !readsDeleted(who, row));",
    to: "  return op === 'put' && !readsDeleted(who, row);",
    tests: ['tests/security/deletedWords.test.ts'],
  },
  {
    name: 'any field of a change is taken for a change of lists',
    file: 'server/sync/decide.ts',
    from: 'DECLARED_ONLY.has(name) && !declares(rule, name)',
    to: "DECLARED_ONLY.has(name) && !declares(rule, name) && name === 'op'",
    tests: ['tests/security/undeclared.test.ts'],
  },
  {
    name: 'words from before a note was shared can be tested',
    file: 'server/sync/revisions.ts',
    from: "is('author', '=', who.user),",
    to: "is('author', '!=', ''),",
    tests: ['tests/security/sharedWords.test.ts'],
  },
  {
    name: 'deleted words are sent to others',
    file: 'server/sync/pull.ts',
    from: '  const isSent = !isDeleted || readsDeleted(who, { ...rest, author });',
    to: "  const isSent = !isDeleted || readsDeleted(who, { ...rest, author }) || who.org !== '';",
    tests: ['tests/security/sharedWords.test.ts'],
  },
  {
    name: 'a row’s key may be any text',
    file: 'server/sync/case.ts',
    from: '  if (parsed === null || refKey(parsed) !== key) return false;',
    to: '  if (parsed !== null && refKey(parsed) !== key) return false;',
    tests: ['tests/security/forged.test.ts'],
  },
  {
    name: 'a row may have a moment of any size',
    file: 'server/sync/stamp.ts',
    from: '  return Math.min(Math.max(value, MIN_INSTANT), now);',
    to: '  return value;',
    tests: ['tests/security/forged.test.ts'],
  },
  {
    name: 'one row uses up all numbers of versions',
    file: 'server/sync/numbers.ts',
    from: '  const isFree = !used.has(own) && own <= highest + MOST_SKIPPED;',
    to: '  const isFree = !used.has(own) || own > highest + MOST_SKIPPED;',
    tests: ['tests/security/forged.test.ts'],
  },
  {
    name: 'the words of a commitment are changed by its readers',
    file: 'lib/model/collections/commitment.ts',
    from: '      before.author === writer.user ||',
    to: "      before.author !== '' ||",
    tests: ['tests/security/forged.test.ts'],
  },
  {
    name: 'one row that cannot be drawn takes the list away',
    file: 'components/panel/RowFailsafe.tsx',
    from: '    return { broken: true };',
    to: '    return { broken: false };',
    tests: ['tests/security/undrawable.test.tsx'],
  },
  {
    name: 'a change that is sent again is applied again',
    file: 'server/sync/work.ts',
    from: 'const known = resultOf(key);',
    to: "const known = resultOf(key === '' ? key : 'nothing');",
    tests: ['tests/server/push.test.ts'],
  },
  {
    name: 'a rep pulls the manager’s private notes',
    file: 'server/sync/pull.ts',
    from: 'const mine = scopesOf(who) as string[];',
    to:
      'const mine = [...scopesOf(who), ' +
      '...(who.team?.manager ? [`u:${who.team.manager}`] : [])] as string[];',
    tests: ['tests/soak/visibility.test.ts', '-t', 'never theirs'],
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
    from: 'await forgetDerived(db, left);',
    to: '',
    tests: ['tests/store/departures.test.ts'],
  },
  {
    name: 'a text conflict discards the second version',
    file: 'server/sync/textFields.ts',
    from: 'patch.conflicts = [...others, { text, author: who.user, at, rev: row.rev + 1 }];',
    to: 'patch.conflicts = others;',
    tests: ['tests/soak/model.test.ts', '-t', 'no divergence'],
  },
  {
    name: 'revision numbers from before a server restore are trusted',
    file: 'server/sync/text.ts',
    from: 'if (change.seen !== undefined) return',
    to: 'if (change.seen === "") return',
    tests: ['tests/sync/restored.test.ts'],
  },
  {
    name: 'saving an editor overwrites changes that arrived while it was open',
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
    name: 'a list without a session is an empty list',
    file: 'lib/crm/readers/shape.ts',
    from: '    if (error instanceof ReadError && error.isFinal) throw error;\n',
    to: '',
    tests: ['tests/crm/said.test.ts'],
  },
  {
    name: 'posts in the CRM are no activities',
    file: 'lib/crm/readers/espocrmStream.ts',
    from: 'return [...activities, ...posts];',
    to: 'return activities;',
    tests: ['tests/crm/said.test.ts'],
  },
  {
    name: 'a record that the CRM withholds shows what is stored of it',
    file: 'components/panel/Panel.tsx',
    from: 'whole && isWithheld && user',
    to: 'whole && !whole && user',
    tests: ['tests/components/withheld.test.tsx'],
  },
  {
    name: 'what was logged a moment ago is in the future',
    file: 'lib/view/viewer.ts',
    from: 'const ms = Math.max(now.ms - ahead, clock);',
    to: 'const ms = now.ms;',
    tests: ['tests/crm/said.test.ts'],
  },
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
    name: 'a draft that was refused counts as kept',
    file: 'components/data/keeper.ts',
    from: "(error: unknown) => done(content, { state: 'failed', error }),",
    to: "() => done(content, { state: 'kept', error: null }),",
    tests: ['tests/components'],
  },
  {
    name: 'an answer is stored without its outcome',
    file: 'lib/commands/notes.ts',
    from: 'const answered = outcome === null ? [] : await outcomeOf(tx, outcome);',
    to: 'const answered: Change[] = outcome === null ? [] : [];',
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
    name: 'a socket without any message counts as connected',
    file: 'lib/sync/client/live.ts',
    from: 'let silence = setTimeout(lost, silenceMs);',
    to: 'let silence = setTimeout(() => {}, silenceMs);',
    tests: ['tests/sync/socket.test.ts'],
  },
  {
    name: 'the history shows revisions of scopes that the reader cannot read',
    file: 'server/sync/history.ts',
    from: ".where('scope_at', 'in', scopesOf(who))",
    to: ".where('scope_at', 'not in', ['none'])",
    tests: ['tests/server/people.test.ts'],
  },
  {
    name: 'the writer’s clock, not the server version, orders two rows of one key',
    file: 'lib/store/order.ts',
    from: 'if (!aIsUnsent && a.version !== b.version) return b.version - a.version;',
    to: 'if (aIsUnsent) return 0;',
    tests: ['tests/commands/keyedCurrent.test.ts'],
  },
  {
    name: 'the server believes the time of a visit',
    file: 'lib/model/collections/dealSnapshot.ts',
    from: "  aged: ['at'],",
    to: '',
    tests: ['tests/server/stamped.test.ts'],
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
    name: 'timestamps in the future are not clamped',
    file: 'server/sync/stamp.ts',
    from: 'return Math.min(Math.max(value, MIN_INSTANT), now);',
    to: 'return value;',
    tests: ['tests/server/stamped.test.ts'],
  },
  {
    name: 'each tab creates its own row for one key',
    file: 'lib/commands/rows.ts',
    from: 'const values = key.map((name) => storable(fields[name]));',
    to: 'const values = [...key.map((name) => storable(fields[name])), tx.ids.next()];',
    tests: ['tests/commands/keyed.test.ts'],
  },
  {
    name: 'the server accepts an id that does not match the key of its row',
    file: 'server/sync/put.ts',
    from: 'if (mutation.rowId !== keyedId(who.org, scope, mutation.collection, values))',
    to: "if (mutation.rowId === '')",
    tests: ['tests/server/keyedRights.test.ts'],
  },
  {
    name: 'the server takes the editor from the patch, not from the session',
    file: 'server/sync/stamp.ts',
    from: 'result[editor] = isEdit ? user : (before[editor] ?? null);',
    to: 'result[editor] = isEdit ? (patch[editor] ?? null) : (before[editor] ?? null);',
    tests: ['tests/server/stamped.test.ts'],
  },
  {
    name: 'in a handover the existing row wins even if it is older',
    file: 'server/sync/move.ts',
    from: 'if (before?.deleted === false && before.version > row.version) return [deletion];',
    to: 'if (before?.deleted === false) return [deletion];',
    tests: ['tests/server/order.test.ts'],
  },
  {
    name: 'rows moved by a handover count as new changes',
    file: 'server/sync/move.ts',
    from: 'await keepOrder(tx, org, positions, at);',
    to: 'void keepOrder;',
    tests: ['tests/server/order.test.ts'],
  },
  {
    name: 'erasing a person changes rows that another person wrote last',
    file: 'server/sync/erase.ts',
    from: 'if (writer !== user) return {',
    to: 'if (writer !== user && row.author !== user) return {',
    tests: ['tests/server/erased.test.ts'],
  },
  {
    name: 'a backup contains sessions',
    file: 'server/ops/tables.ts',
    from: "{ ...plain('session', 'id'), ends: everyRow },",
    to: "plain('session', 'id'),",
    tests: ['tests/security/restore.test.ts'],
  },
  {
    name: 'a restore brings erased people back',
    file: 'server/ops/replay.ts',
    from: "const users = await present(tx, 'user', 'id', gone);",
    to: 'const users: string[] = [];',
    tests: ['tests/security/restore.test.ts'],
  },
  {
    name: 'a restore brings deleted notes back',
    file: 'server/ops/replay.ts',
    from: 'done.rows += await deleteRows(tx, org, now);',
    to: '',
    tests: ['tests/security/restore.test.ts'],
  },
  {
    name: 'a start deletes a key that is in use again',
    file: 'server/sync/rows.ts',
    from: 'for (const ids of chunks(idsOf(isNew))) await removeErasedRows(tx, org, ids);',
    to: '',
    tests: ['tests/security/revived.test.ts'],
  },
  {
    name: 'a backup is plain although it has a recipient',
    file: 'server/ops/backup.ts',
    from: "protection === 'plain' ? stream",
    to: "protection !== 'nothing' ? stream",
    tests: ['tests/security/encryptedBackups.test.ts'],
  },
  {
    name: 'an erased word stays in the free pages of the file',
    file: 'server/store/sqlite.ts',
    from: 'pragma secure_delete = on',
    to: 'pragma secure_delete = off',
    tests: ['tests/security/files.test.ts'],
  },
  {
    name: 'others can read the files of an earlier version',
    file: 'server/store/privateFiles.ts',
    from: 'for (const path of wide) chmodSync(path, PRIVATE);',
    to: '',
    tests: ['tests/security/files.test.ts'],
  },
  {
    name: 'an earlier invitation founds a second company',
    file: 'server/people/invitations.ts',
    from: "if (await tx.selectFrom('org').select('id').limit(1).executeTakeFirst())",
    to: 'if (org !== null)',
    tests: ['tests/security/founder.test.ts'],
  },
  {
    name: 'a common password is accepted',
    file: 'server/people/guessable.ts',
    from: '< TRIES_OF_PASSWORD;',
    to: '< 0;',
    tests: ['tests/security/passwords.test.ts'],
  },
  {
    name: 'a secret that can be guessed is accepted',
    file: 'server/people/guessable.ts',
    from: '< TRIES_OF_SECRET;',
    to: '< 0;',
    tests: ['tests/security/passwords.test.ts'],
  },
  {
    name: 'packages of the server run their scripts when they are installed',
    file: 'scripts/bootstrap.mjs',
    from: ", '--ignore-scripts']);",
    to: ']);',
    tests: ['tests/security/serverInstall.test.ts'],
  },
  {
    name: 'security F3: a body without a session may be as large as with one',
    file: 'server/api/route.ts',
    from: 'open: 16 * KB,',
    to: 'open: 64 * KB,',
    tests: ['tests/security/bodies.test.ts'],
  },
  {
    name: 'security F3: a packed body may be larger once it is unpacked',
    file: 'server/http/bodies.ts',
    from: '{ maxOutputLength: max }',
    to: '{ maxOutputLength: 1000 * max }',
    tests: ['tests/security/bodies.test.ts'],
  },
  {
    name: 'security F9: a push that is sent again counts again',
    file: 'server/limits/pushBudget.ts',
    from: 'spent.rows - asked.rows',
    to: '0 * spent.rows',
    tests: ['tests/security/pushBudget.test.ts'],
  },
  {
    name: 'security F9: texts that are too expensive to merge cost nothing',
    file: 'lib/merge/index.ts',
    from: 'mineWords.length + (isTooMuch ? 0 : cost);',
    to: 'mineWords.length - baseWords.length - headWords.length - mineWords.length;',
    tests: ['tests/security/pushBudget.test.ts'],
  },
  {
    name: 'security F9: an export reads everything at once',
    file: 'server/ops/personExport.ts',
    from: 'const PAGE = 200;',
    to: 'const PAGE = 200_000;',
    tests: ['tests/security/exports.test.ts'],
  },
  {
    name: 'security F9: one person has any number of sockets',
    file: 'server/live/live.ts',
    from: 'own.size > MOST_OF_PERSON',
    to: 'own.size > 1000 * MOST_OF_PERSON',
    tests: ['tests/security/sockets.test.ts'],
  },
  {
    name: 'security F11: guesses for an account from many networks have no wait',
    file: 'server/limits/guesses.ts',
    from: 'isStranger ? await elsewhere.begin(account) : 0',
    to: "isStranger && account === '' ? await elsewhere.begin(account) : 0",
    tests: ['tests/security/guesses.test.ts'],
  },
  {
    name: 'security F11: strangers make the person wait at home',
    file: 'server/limits/guesses.ts',
    from: 'const isStranger = !(await isFamiliar(account, network));',
    to: 'const isStranger = !(await isFamiliar(account, network)) || true;',
    tests: ['tests/security/guesses.test.ts'],
  },
  {
    name: 'security F11: each address of an IPv6 network has limits of its own',
    file: 'server/limits/network.ts',
    from: 'parsed.parts.slice(0, 4)',
    to: 'parsed.parts.slice(0, 8)',
    tests: ['tests/security/guesses.test.ts'],
  },
  {
    name: 'security F11: nothing is stored for an address without an account',
    file: 'server/people/sessions.ts',
    from: 'if (await internalAdapter.findUserByEmail(email)) return;',
    to: "if ((await internalAdapter.findUserByEmail(email)) || email !== '') return;",
    tests: ['tests/security/resetRequest.test.ts'],
  },
  {
    name: 'security F11: a request for a new password waits for its work',
    file: 'server/routes/betterAuth.ts',
    from: 'const isTaken = deps.later.add(async () => {',
    to: 'const isTaken = await ((work) => work().then(() => true))(async () => {',
    tests: ['tests/security/resetRequest.test.ts'],
  },
  {
    name: 'security F13: a session that its person ended is forgotten',
    file: 'server/people/sessions.ts',
    from: 'await rememberEnded(tx, user, tokens, deps.now());',
    to: '',
    tests: ['tests/security/wipe.test.ts'],
  },
  {
    name: 'security F13: kept data outlives a wipe',
    file: 'entrypoints/background/account.ts',
    from: 'if ((await secrets.kept.get(name))?.mark !== mark) return;',
    to: 'if (mark.length > 0) return;',
    tests: ['tests/security/leavingTheDevice.test.ts'],
  },
  {
    name: 'security F26: the export of an operator is not logged',
    file: 'server/ops/loggedExport.ts',
    from: 'if (org !== null) {',
    to: 'if (org !== null && asker) {',
    tests: ['tests/security/accessLog.test.ts'],
  },
  {
    name: 'a route has no access check',
    file: 'server/http/serve.ts',
    from: '[...counts, guards.access[route.access], ...delay]',
    to: '[...counts, ...delay]',
    tests: ['tests/server/routes.test.ts'],
  },
  {
    name: 'security F24: /metrics is open behind a proxy that adds no header',
    file: 'server/routes/ops.ts',
    from: 'isLocal && !isForwarded',
    to: '!isForwarded',
    tests: ['tests/security/proxies.test.ts'],
  },
  {
    name: 'security F25: sockets count for their network after the sign-in',
    file: 'server/live/live.ts',
    from: 'admitted(request.socket);',
    to: '',
    tests: ['tests/security/sockets.test.ts'],
  },
  {
    name: 'security F28: each health check asks the database',
    file: 'server/health.ts',
    from: 'now() - checkedAt >= FRESH_MS',
    to: 'now() >= checkedAt',
    tests: ['tests/security/health.test.ts'],
  },
  {
    name: 'a link works without the role of its maker (F1)',
    file: 'server/people/links.ts',
    from: "return member?.role === 'admin';",
    to: 'return member !== undefined;',
    tests: ['tests/security/leftovers.test.ts', '-t', 'checked against the role'],
  },
  {
    name: 'an account is opened by the address that a provider states (F4)',
    file: 'server/people/claims.ts',
    from: "if (existing) return { error: 'notLinked' };",
    to: 'if (existing) return { user: existing.id };',
    tests: ['tests/security/signIns.test.ts', '-t', 'opens no existing account'],
  },
  {
    name: 'a sign-in returns to any add-on in Firefox (F12)',
    file: 'server/extensionIds.ts',
    from: 'redirects.includes(parsed.origin)',
    to: "(redirects.includes(parsed.origin) || parsed.host.endsWith('.extensions.allizom.org'))",
    tests: ['tests/security/returns.test.ts'],
  },
  {
    name: 'an older link for a password works beside a newer one (F20)',
    file: 'server/people/resetLinks.ts',
    from: 'await endResetLinks(tx, user);',
    to: 'void endResetLinks;',
    tests: ['tests/security/resetLinks.test.ts', '-t', 'an older link'],
  },
  {
    name: 'an answer counts at the callback of another provider (F28)',
    file: 'server/people/oidc.ts',
    from: 'pending.data.provider !== provider.id',
    to: "pending.data.provider === ''",
    tests: ['tests/security/signIns.test.ts', '-t', 'only at the callback'],
  },
  {
    name: 'a condition has no budget of steps',
    file: 'lib/coaching/authored/steps.ts',
    from: 'if (this.isOver) throw OVER;',
    to: '',
    tests: ['tests/security/conditionSteps.test.ts'],
  },
  {
    name: 'an imported file may nest as deep as it likes',
    file: 'lib/coaching/authored/yaml.ts',
    from: '  refuseDeep(text);\n',
    to: '',
    tests: ['tests/security/importedFiles.test.ts'],
  },
  {
    name: 'a pulled cursor may go back',
    file: 'lib/sync/client/plausible.ts',
    from: "throw implausible('a cursor goes back')",
    to: 'hasMoved = true',
    tests: ['tests/security/lyingServer.test.ts'],
  },
  {
    name: 'a password may go to a public server over http',
    file: 'entrypoints/background/session.ts',
    from: "if (!isSafeServer(address)) throw new MessageError('plainHttp');",
    to: '',
    tests: ['tests/security/serverOfALink.test.tsx'],
  },
  {
    name: 'two regions of a CRM are one system',
    file: 'lib/crm/adapters/dynamics.ts',
    from: "region === '' ? name",
    to: 'region !== undefined ? name',
    tests: ['tests/security/tenants.test.ts'],
  },
  {
    name: 'input counts as soon as the panel is uncovered',
    file: 'lib/platform/covered.ts',
    from: ' && now - this.#since >= AFTER_COVER_MS',
    to: '',
    tests: ['tests/security/inSight.test.ts'],
  },
  {
    name: 'a removed account leaves its rows on the device',
    file: 'entrypoints/background/session.ts',
    from: 'if (session && remove) await removeAccount(session);',
    to: '',
    tests: ['tests/security/leavingTheDevice.test.ts'],
  },
  {
    name: 'a wipe does not reach devices whose session had ended',
    file: 'server/people/wipe.ts',
    from: 'await remarkAll(tx, ENDED, WIPED, { user });',
    to: '',
    tests: ['tests/security/wipe.test.ts'],
  },
  {
    name: 'a wipe needs no fresh sign-in',
    file: 'server/people/wipe.ts',
    from: "if (!(await isConfirmed(deps, session, password))) throw new PeopleError('confirm');",
    to: '',
    tests: ['tests/security/wipe.test.ts'],
  },
  {
    name: 'security F29: a session may end while the body arrives',
    file: 'server/http/serve.ts',
    from: "if (route.in && route.access === 'session') await guards.identify(c);",
    to: '',
    tests: ['tests/security/heldRequests.test.ts'],
  },
  {
    name: 'security F29: an administrator acts with the role of the headers',
    file: 'server/people/people.ts',
    from: "(await currentMembership(tx, who)).role !== 'admin'",
    to: '(await currentMembership(tx, who)).role === undefined',
    tests: ['tests/security/heldRequests.test.ts'],
  },
  {
    name: 'security F30: guesses of a session count by the text of its header',
    file: 'server/http/requestLimits.ts',
    from: "=> c.get('session');",
    to: "=> c.req.header('authorization') ?? '';",
    tests: ['tests/security/guesses.test.ts'],
  },
  {
    name: 'security F31: sessions that a new password ended are forgotten',
    file: 'server/passwordHooks.ts',
    from: 'await rules?.ended(session);',
    to: 'void session;',
    tests: ['tests/security/resetLinks.test.ts'],
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text

const root = mkdtempSync(join(tmpdir(), 'sideline-mutants-'));
let failures = 0;
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
      console.log(`✗ ${name}: its source text must occur exactly once in ${file}`);
      failures += 1;
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
        ...['pure', 'device', 'unit', 'soak'].flatMap((name) => ['--project', name]),
        '--bail',
        '1',
        ...tests,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    writeFileSync(path, source);
    const isCaught = /Tests\s+.*?(\d+) failed/.test(run.stdout ?? '');
    console.log(`${isCaught ? '✓ caught' : '✗ survived'}: ${name}`);
    if (!isCaught) {
      failures += 1;
      console.log(`${run.stdout ?? ''}${run.stderr ?? ''}`.split('\n').slice(-25).join('\n'));
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
