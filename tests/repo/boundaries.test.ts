import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Graph, graphOf, type Import, importsOf, PRODUCT, readTree } from './imports.ts';
import {
  fieldsAtStart,
  fileCycles,
  folderCycles,
  heavy,
  partCycles,
  tooEarly,
  unruled,
  wrongDirections,
} from './rules.ts';

const tree = readTree();
const graph = graphOf(tree);
const contentScripts = [...tree.keys()].filter((path) =>
  /^entrypoints\/(record\.content|panel-host|readers)\//.test(path),
);

const pages = [...tree.keys()].filter((path) =>
  /^entrypoints\/(panel|sidepanel|popup|welcome|options|workspace)\/main\.tsx$/.test(path),
);

describe('imports', () => {
  it('go one way', () => expect(wrongDirections(graph)).toEqual([]));
  it('have a rule in every folder', () => expect(unruled(graph)).toEqual([]));
  it('have no cycle of files', () => expect(fileCycles(graph)).toEqual([]));
  it('have no cycle of parts', () => expect(partCycles(graph)).toEqual([]));
  it('have no cycle of folders', () => expect(folderCycles(graph)).toEqual([]));
  it('are looked at in every content script', () =>
    expect(contentScripts.length).toBeGreaterThan(5));
  it.each(contentScripts)('%s reaches no React, no Dexie, no zod', (path) =>
    expect(heavy(graph, path)).toEqual([]),
  );
  it.each(pages)('%s starts without the word lists and the merge', (path) =>
    expect(tooEarly(graph, path)).toEqual([]),
  );
  it.each(['panel', 'sidepanel', 'welcome'])('%s starts without Mantine', (page) =>
    expect(fieldsAtStart(graph, `entrypoints/${page}/main.tsx`)).toEqual([]),
  );
  it('are looked at in every page', () => expect(pages).toHaveLength(6));
});

/** The tree with lines added to some files. */
function planted(files: Record<string, string>): Graph {
  const changed = Object.entries(files).map(
    ([path, lines]) => [path, `${tree.get(path) ?? ''}\n${lines}`] as const,
  );
  return new Map([...graph, ...graphOf(new Map(changed))]);
}
const added = (found: string[], known: string[]) => found.filter((line) => !known.includes(line));

describe('every way to import is seen', () => {
  it.each<[string, Import['kind']]>([
    [`import { a } from './to.ts'`, 'static'],
    [`import './to.ts'`, 'static'],
    [`import { type A } from './to.ts'`, 'static'],
    [`import type { A } from './to.ts'`, 'type'],
    [`export { a } from './to.ts'`, 'static'],
    [`export type { A } from './to.ts'`, 'type'],
    [`export * from './to.ts'`, 'static'],
    [`const a = () => import('./to.ts')`, 'dynamic'],
    [`let a: import('./to.ts').A`, 'type'],
    [`type A = typeof import('./to.ts')`, 'type'],
  ])('%s', (source, kind) =>
    expect(importsOf('lib/a/from.ts', source)).toEqual([{ to: 'lib/a/to.ts', kind }]),
  );
});

describe('a planted violation is caught', () => {
  /** Forbidden imports; each is tried in every way to import. */
  const violations: [string, string, string][] = [
    [
      'a component that writes to the store',
      'components/panel/Bad.tsx',
      '../../lib/store/write.ts',
    ],
    ['a component that runs a command', 'components/panel/Bad.tsx', '../../lib/commands/notes.ts'],
    ['a component that knows the CRM', 'components/panel/Bad.tsx', '../../lib/crm/index.ts'],
    ['a panel with Mantine’s own buttons', 'components/panel/Bad.tsx', '@mantine/core'],
    ['a component that syncs', 'components/data/bad.ts', '../../lib/sync/client/index.ts'],
    [
      'a page that reads the store past the components',
      'entrypoints/panel/bad.ts',
      '../../lib/store/index.ts',
    ],
    [
      'a content script that knows all CRMs',
      'entrypoints/record.content/bad.ts',
      '../../lib/crm/registry.ts',
    ],
    ['a background that draws', 'entrypoints/background/bad.ts', 'react'],
    [
      'a content script that reads the store',
      'entrypoints/panel-host/bad.ts',
      '../../lib/store/index.ts',
    ],
    ['a view that writes to the store', 'lib/view/bad.ts', '../store/write.ts'],
    ['a view that runs a command', 'lib/view/bad.ts', '../commands/notes.ts'],
    ['a command that syncs', 'lib/commands/bad.ts', '../sync/client/index.ts'],
    ['the store that coaches', 'lib/store/bad.ts', '../coaching/index.ts'],
    ['the store that syncs', 'lib/store/bad.ts', '../sync/protocol.ts'],
    ['coaching that knows the browser', 'lib/coaching/bad.ts', '#imports'],
    ['coaching that knows messages', 'lib/coaching/signals/bad.ts', '../../messages/index.ts'],
    ['values that know coaching', 'lib/values/bad.ts', '../coaching/index.ts'],
    ['merging that knows the model', 'lib/merge/bad.ts', '../model/index.ts'],
    ['the model that knows Dexie', 'lib/model/bad.ts', 'dexie'],
    ['a CRM that knows the extension', 'lib/crm/adapters/bad.ts', '#imports'],
    ['messages that know the store', 'lib/messages/bad.ts', '../store/index.ts'],
    ['the protocol that knows the store', 'lib/sync/protocol.ts', '../store/index.ts'],
    [
      'the sync client that imports the server',
      'lib/sync/client/bad.ts',
      '../../../server/sync/push.ts',
    ],
    ['the server that imports the store', 'server/sync/bad.ts', '../../lib/store/index.ts'],
    ['the server that coaches', 'server/bad.ts', '../lib/coaching/index.ts'],
    ['an emulator that knows the adapters', 'demo/bad.ts', '../lib/crm/index.ts'],
    ['a script that draws', 'scripts/bad.ts', '../components/panel/Panel.tsx'],
    ['a script that imports a test', 'scripts/bad.ts', '../tests/repo/rules.ts'],
    ['a measurement that starts the loop', 'bench/bad.ts', '../scripts/dev.ts'],
    ['a peer that uses our code', 'bench/peers/empty/bad.ts', '../../../lib/model/index.ts'],
  ];
  const ways: [string, (to: string) => string][] = [
    ['statically', (to) => `import { bad } from '${to}';`],
    ['dynamically', (to) => `export const bad = () => import('${to}');`],
    ['for a type', (to) => `import type { Bad } from '${to}';`],
    ['for a type on the spot', (to) => `export let bad: import('${to}').Bad;`],
    ['by passing it on', (to) => `export * from '${to}';`],
  ];
  const clean = wrongDirections(graph);
  it.each(
    violations.flatMap(([name, path, to]) =>
      ways.map(([way, line]) => [name, way, path, line(to)] as const),
    ),
  )('%s, %s', (_, __, path, line) =>
    expect(added(wrongDirections(planted({ [path]: line })), clean)).not.toEqual([]),
  );

  it('an import whose address is put together', () => {
    const found = wrongDirections(
      planted({ 'components/panel/Bad.tsx': 'export const bad = (name: string) => import(name);' }),
    );
    expect(added(found, clean)).toHaveLength(1);
  });

  it('a folder without a rule', () =>
    expect(unruled(planted({ 'lib/misc/bad.ts': '' }))).toEqual(['lib/misc/bad.ts']));

  it.each([
    `import { useState } from 'react';`,
    `export const bad = () => import('react');`,
    `export * from 'zod/mini';`,
  ])('a content script that reaches React or zod through another file: %s', (line) => {
    const bad = planted({
      'lib/crm/bad.ts': line,
      'lib/crm/watch.ts': `export const later = () => import('./bad.ts');`,
    });
    expect(heavy(bad, 'entrypoints/record.content/index.ts')).not.toEqual([]);
  });

  it.each([
    `import { trouble } from '../evidence/trouble.ts';`,
    `export * from '../evidence/words/trouble.ts';`,
  ])('a signal that brings the word lists into the pages: %s', (line) => {
    const bad = planted({ 'lib/coaching/signals/badNews.ts': line });
    for (const page of ['panel', 'sidepanel', 'workspace'])
      expect(tooEarly(bad, `entrypoints/${page}/main.tsx`)).not.toEqual([]);
  });

  it.each([
    `import { Button } from '@mantine/core';`,
    `import { TextInput } from '../ui/inputs.ts';`,
  ])('a field of the first panel that brings Mantine into it: %s', (line) => {
    const bad = planted({ 'components/panel/Prompt.tsx': line });
    expect(fieldsAtStart(bad, 'entrypoints/panel/main.tsx')).not.toEqual([]);
  });

  it('a cycle of files, closed by a dynamic import', () => {
    const bad = planted({
      'lib/model/bad.ts': `import { other } from './other.ts';`,
      'lib/model/other.ts': `export const other = () => import('./bad.ts');`,
    });
    expect(fileCycles(bad)).toEqual(['lib/model/bad.ts → lib/model/other.ts → lib/model/bad.ts']);
  });

  it('a cycle of folders that is none of files', () => {
    const bad = planted({
      'lib/values/bad.ts': `import type { Now } from '../coaching/days.ts';`,
      'lib/coaching/bad.ts': `import { parseMoney } from '../values/index.ts';`,
    });
    expect(fileCycles(bad)).toEqual([]);
    expect(partCycles(bad)).toEqual(['lib/coaching ⇄ lib/values']);
  });

  it('a cycle of a part with the files beside its folders', () => {
    const bad = planted({ 'server/store/bad.ts': `import type { Config } from '../config.ts';` });
    expect(partCycles(bad)).toEqual(['server ⇄ server/store']);
  });

  it('a cycle of two folders of one part', () => {
    const bad = planted({
      'lib/coaching/statements/bad.ts': `import type { A } from '../moments/bad.ts';`,
      'lib/coaching/moments/bad.ts': `import type { A } from '../statements/bad.ts';`,
    });
    expect(partCycles(bad)).toEqual([]);
    expect(folderCycles(bad)).toEqual(['lib/coaching/moments ⇄ lib/coaching/statements']);
  });

  it('a cycle of three folders', () => {
    const bad = planted({
      'components/panel/bad.ts': `import '../../components/charts/bad.ts';`,
      'components/charts/bad.ts': `import '../../components/maps/bad.ts';`,
      'components/maps/bad.ts': `import '../../components/panel/Bad.tsx';`,
      'components/panel/Bad.tsx': '',
    });
    expect(partCycles(bad)).toEqual([expect.stringContaining('components/maps')]);
  });
});

describe('files', () => {
  it('are of a size that can be read', () => {
    const long = [...readTree(PRODUCT)]
      .map(([path, source]) => [path, source.split('\n').length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long.map(([path, lines]) => `${path}: ${lines} lines`)).toEqual([]);
  });
  it('name no path of a machine and no registry', () => {
    const bad = [...tree].filter(([, source]) =>
      /registry\.npmjs|\/root\/|\/home\/\w+\//.test(source),
    );
    expect(bad.map(([path]) => relative('.', path))).toEqual([]);
  });
});
