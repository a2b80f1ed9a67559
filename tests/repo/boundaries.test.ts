import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Imports of a file: where from, and whether only types come over (those are gone after the build). */
function importsOf(path: string, source: string): { to: string; typeOnly: boolean }[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  return file.statements.flatMap((node) => {
    if (!(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) || !node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    const typeOnly = ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly === true : node.isTypeOnly;
    const { text } = node.moduleSpecifier;
    return [{ to: text.startsWith('.') ? posix.join(dirname(path), text) : text, typeOnly }];
  });
}

type Graph = Map<string, { to: string; typeOnly: boolean }[]>;

function graphOf(sources: Map<string, string>): Graph {
  return new Map([...sources].map(([path, source]) => [path, importsOf(path, source)]));
}

function readTree(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of ['lib', 'components', 'entrypoints', 'server']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (/\.tsx?$/.test(name) && !name.endsWith('.d.ts')) sources.set(join(folder, name), readFileSync(join(folder, name), 'utf8'));
    }
  }
  return sources;
}

/** A folder, and where its files may import from. `inside` is always allowed. */
const ALLOWED: [RegExp, RegExp, string][] = [
  [/^lib\/model\//, /^zod\/mini$/, 'model imports zod only'],
  [/^lib\/values\//, /^(lib\/model\/|temporal-polyfill$)/, 'values import the vocabulary'],
  [/^lib\/coaching\/written\//, /^(lib\/model\/|lib\/coaching\/|zod\/mini$|yaml$|@marcbachmann\/cel-js$)/, 'conditions and files import CEL and YAML'],
  [/^lib\/coaching\/(?!written\/)/, /^(lib\/model\/|lib\/coaching\/|temporal-polyfill$)/, 'coaching imports the vocabulary'],
  [/^lib\/crm\//, /^(lib\/model\/|lib\/values\/)/, 'crm imports the vocabulary and values, and no extension API'],
  [/^lib\/store\//, /^(lib\/model\/|lib\/sync\/merge\.ts$|zod\/mini$|dexie$)/, 'store imports the vocabulary, and how texts merge'],
  [/^lib\/messages\//, /^(lib\/model\/|zod\/mini$|#imports$)/, 'messages import the vocabulary'],
  [/^lib\/settings\//, /^(lib\/model\/|zod\/mini$|#imports$)/, 'settings import the vocabulary'],
  [/^lib\/platform\//, /^(lib\/model\/|#imports$|temporal-polyfill$)/, 'platform imports nothing of ours'],
  [/^lib\/sync\/protocol\.ts$/, /^(lib\/model\/|zod\/mini$)/, 'the protocol imports the vocabulary'],
  [/^lib\/sync\/merge\.ts$/, /^node-diff3$/, 'merging is one pure function'],
  [/^lib\/sync\/client\//, /^(lib\/model\/|lib\/store\/|lib\/sync\/protocol\.ts$|zod\/mini$)/, 'the sync client imports store, protocol and vocabulary'],
  [
    /^server\//,
    /^(lib\/model\/|lib\/sync\/(protocol|merge)\.ts$|lib\/platform\/ids\.ts$|node:|zod|hono|@hono|zod-openapi|kysely$|better-auth|pino$|ws$|pg$|openid-client$|nodemailer$|prom-client$)/,
    'the server shares vocabulary and protocol',
  ],
  [
    /^components\//,
    /^(lib\/(model|coaching|messages|settings|platform|values)\/|components\/|#|react|@mantine|@tanstack|zustand$|dexie-react-hooks$|minisearch$|diff$|papaparse$|zod\/mini$|lib\/store\/index\.ts$)/,
    'components reach the store’s reads only',
  ],
  [/^entrypoints\/(panel|sidepanel|options|workspace)\//, /^(components\/|#|react|@tanstack|@mantine)/, 'pages only wire'],
  [
    /^entrypoints\/(record\.content|panel-host|readers)\//,
    /^(lib\/crm\/|lib\/messages\/(index|tell)\.ts$|#imports$)/,
    'content scripts stay small, and know nothing of each other',
  ],
];

function wrongDirections(graph: Graph): string[] {
  const wrong: string[] = [];
  for (const [path, imports] of graph) {
    for (const [of, allowed, why] of ALLOWED) {
      if (!of.test(path)) continue;
      for (const { to } of imports) {
        const inside = of.test(to) || (to.startsWith(dirname(path)) && !to.includes('node_modules'));
        if (!inside && !allowed.test(to) && !to.endsWith('.css')) wrong.push(`${path} imports ${to}: ${why}`);
      }
    }
    for (const { to } of imports) {
      if (to.startsWith('server/') && !path.startsWith('server/')) wrong.push(`${path} imports ${to}: nothing outside imports the server`);
      if (/^lib\/store\/write\.ts$/.test(to) && !/^(entrypoints\/background|lib\/sync\/client|lib\/store)\//.test(path))
        wrong.push(`${path} imports ${to}: only the background writes`);
      if (/^lib\/sync\/client\//.test(to) && !/^(entrypoints\/background|lib\/sync\/client)\//.test(path)) wrong.push(`${path} imports ${to}: only the background syncs`);
    }
  }
  return wrong;
}

/** Everything a file brings into its bundle, types left out. */
function reach(graph: Graph, from: string): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { to, typeOnly } of graph.get(path) ?? []) if (!typeOnly) visit(to);
  };
  visit(from);
  return seen;
}

function circles(graph: Graph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: string[]) => {
    if (trail.includes(path)) return void found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path)) return;
    for (const { to } of graph.get(path) ?? []) if (graph.has(to)) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

const HEAVY = /^(react|react-dom|dexie|zod|zod\/mini|@mantine)/;
const tree = readTree();
const graph = graphOf(tree);
const planted = (path: string, source: string) => graphOf(new Map([...tree, [path, source]]));
const inContent = [...tree.keys()].filter((path) => /^entrypoints\/(record\.content|panel-host|readers)\//.test(path));

describe('imports', () => {
  it('go one way', () => expect(wrongDirections(graph)).toEqual([]));
  it('have no circles', () => expect(circles(graph)).toEqual([]));
  it.each(inContent)('%s reaches no React, no Dexie, no zod', (path) => {
    expect([...reach(graph, path)].filter((to) => HEAVY.test(to))).toEqual([]);
  });
});

describe('a planted violation is caught', () => {
  it('a content script that reaches React', () => {
    const bad = planted('lib/crm/bad.ts', `import { useState } from 'react';`);
    bad.get('lib/crm/watch.ts')?.push({ to: 'lib/crm/bad.ts', typeOnly: false });
    expect([...reach(bad, 'entrypoints/record.content/index.ts')].some((to) => HEAVY.test(to))).toBe(true);
  });
  it('a circle', () => {
    const bad = planted('lib/model/bad.ts', `import '../coaching/index.ts';`);
    bad.get('lib/model/index.ts')?.push({ to: 'lib/model/bad.ts', typeOnly: false });
    expect(circles(bad).length).toBeGreaterThan(0);
  });
  it.each([
    ['a component that writes to the store', 'components/panel/Bad.tsx', `import { write } from '../../lib/store/write.ts';`],
    ['a component that knows the CRM', 'components/panel/Bad.tsx', `import { adapters } from '../../lib/crm/index.ts';`],
    ['pure code that knows the browser', 'lib/coaching/bad.ts', `import { browser } from '#imports';`],
    ['a page that syncs', 'components/data/bad.ts', `import { cycle } from '../../lib/sync/client/index.ts';`],
    ['the extension that imports the server', 'lib/sync/client/bad.ts', `import { push } from '../../../server/sync/push.ts';`],
    ['the server that imports the store', 'server/bad.ts', `import { SidelineDb } from '../lib/store/index.ts';`],
  ])('%s', (_, path, source) => expect(wrongDirections(planted(path, source)).length).toBeGreaterThan(0));
});

describe('files', () => {
  it('are of a size that can be read', () => {
    const long = [...tree].map(([path, source]) => [path, source.split('\n').length] as const).filter(([, lines]) => lines > 300);
    expect(long.map(([path, lines]) => `${path}: ${lines} lines`)).toEqual([]);
  });
  it('name no path of a machine and no registry', () => {
    const bad = [...tree].filter(([, source]) => /registry\.npmjs|\/root\/|\/home\/\w+\//.test(source));
    expect(bad.map(([path]) => relative('.', path))).toEqual([]);
  });
});
