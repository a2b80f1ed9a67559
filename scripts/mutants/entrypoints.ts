import type { Mutant } from './mutant.ts';

export const entrypoints: readonly Mutant[] = [
  {
    name: 'packages of the server run their scripts when they are installed',
    file: 'scripts/bootstrap.mjs',
    from: ", '--ignore-scripts']);",
    to: ']);',
    tests: ['tests/security/serverInstall.test.ts'],
  },
  {
    name: 'security F13: kept data outlives a wipe',
    file: 'entrypoints/background/account.ts',
    from: 'if ((await secrets.kept.get(name))?.mark !== mark) return;',
    to: 'if (mark.length > 0) return;',
    tests: ['tests/security/leavingTheDevice.test.ts'],
  },
  {
    name: 'a removed account leaves its rows on the device',
    file: 'entrypoints/background/session.ts',
    from: 'if (session && remove) await removeAccount(session);',
    to: '',
    tests: ['tests/security/leavingTheDevice.test.ts'],
  },
  {
    name: 'security F39: a content script opens a port like a page',
    file: 'entrypoints/background/openPages.ts',
    from: "?.kind !== 'page'",
    to: "?.kind === 'nobody'",
    tests: ['tests/security/forgedPorts.test.ts'],
  },
  {
    name: 'security F40: a locked device keeps what a removed person may not read',
    file: 'entrypoints/background/sync.ts',
    from: "if (error.code === 'removed') await purge(db);",
    to: '',
    tests: ['tests/security/leavingTheDevice.test.ts'],
  },
  {
    name: 'security F47: a panel that the page moved counts as there',
    file: 'entrypoints/panel-host/host.ts',
    from: 'isKeptAway || host.parentNode === document.documentElement',
    to: 'isKeptAway || host.isConnected',
    tests: ['tests/host/host.test.ts'],
  },
  {
    name: 'security F58: a code that another server made is sent on',
    file: 'entrypoints/background/oidc.ts',
    from: "if (params.get('iss') !== server)",
    to: "if (params.get('iss') === null)",
    tests: ['tests/security/mixedUp.test.ts'],
  },
  {
    name: 'security F58: the extension opens any address that the server returns',
    file: 'entrypoints/background/oidc.ts',
    from: 'const code = await codeFrom(session.server, provider, { ticket }, input);',
    to: 'const code = await codeFrom(new URL(url).origin, provider, { ticket }, input);',
    tests: ['tests/security/mixedUp.test.ts'],
  },
];
