import type { Mutant } from './mutant.ts';

export const operation: readonly Mutant[] = [
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
    from: 'return deleteRows(tx, org, now);',
    to: 'return 0;',
    tests: ['tests/security/restore.test.ts'],
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
    name: 'security F9: an export reads everything at once',
    file: 'server/ops/personExport.ts',
    from: 'const PAGE = 200;',
    to: 'const PAGE = 200_000;',
    tests: ['tests/security/exports.test.ts'],
  },
  {
    name: 'security F26: the export of an operator is not logged',
    file: 'server/ops/loggedExport.ts',
    from: 'if (org !== null) {',
    to: 'if (org !== null && asker) {',
    tests: ['tests/security/accessLog.test.ts'],
  },
  {
    name: 'security F10: a later erasure forgets the address of a removed person',
    file: 'server/store/erased.ts',
    from: "eb.fn.coalesce('excluded.address', sql<string | null>`erasure.address`)",
    to: "eb.ref('excluded.address')",
    tests: ['tests/security/sideBySide.test.ts'],
  },
  {
    name: 'rows: an export has what others deleted',
    file: 'server/ops/personExport.ts',
    from: 'const isRead = !deleted || ownsDeleted(person, row);',
    to: 'const isRead = !deleted || ownsDeleted(person, row) || who !== null;',
    tests: ['tests/security/exportedWords.test.ts'],
  },
];
