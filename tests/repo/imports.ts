import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** `type` is removed by the build; `dynamic` is loaded later than `static`. */
export interface Import {
  to: string;
  kind: 'static' | 'dynamic' | 'type';
}
export type Graph = ReadonlyMap<string, readonly Import[]>;
export type Sources = ReadonlyMap<string, string>;

/** The target of `import(…)` with a computed address, which no rule can check. */
export const COMPUTED = '(computed)';

/** Every way in which a file refers to another, dynamic imports and `import('…').T` included. */
export function importsOf(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join()}`);
  const found: Import[] = [];
  const add = (to: string, kind: Import['kind']) =>
    found.push({ to: to.startsWith('.') ? posix.join(dirname(path), to) : to, kind });
  const kindOf = (word: string | undefined) => (word === 'type' ? 'type' : 'static');
  new Visitor({
    // `import { type A } from` stays in the build as an import: verbatimModuleSyntax.
    ImportDeclaration: (node) => add(node.source.value, kindOf(node.importKind)),
    ExportAllDeclaration: (node) => add(node.source.value, kindOf(node.exportKind)),
    ExportNamedDeclaration: (node) =>
      node.source && add(node.source.value, kindOf(node.exportKind)),
    ImportExpression: ({ source: from }) =>
      add(
        from.type === 'Literal' && typeof from.value === 'string' ? from.value : COMPUTED,
        'dynamic',
      ),
    TSImportType: (node) => add(node.source.value, 'type'),
  }).visit(program);
  return found;
}

export function graphOf(sources: Sources): Graph {
  return new Map([...sources].map(([path, source]) => [path, importsOf(path, source)]));
}

/** What people install, and what only the developers run. */
export const PRODUCT = ['lib', 'components', 'entrypoints', 'server'];
export const TOOLS = ['scripts', 'demo', 'bench'];

export function readTree(folders: readonly string[] = [...PRODUCT, ...TOOLS]): Sources {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      // What a build generates is in folders whose names begin with a dot.
      if (/^(?!.*\/\.).*\.tsx?$/.test(path)) sources.set(path, readFileSync(path, 'utf8'));
    }
  }
  return sources;
}

/** What a file can load, without types: now or later, or only now. */
export function reach(
  graph: Graph,
  from: string,
  kinds: readonly Import['kind'][] = ['static', 'dynamic'],
): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { to, kind } of graph.get(path) ?? []) if (kinds.includes(kind)) visit(to);
  };
  visit(from);
  return seen;
}

/** Cycles of a graph, each once, with its first name again at the end. */
export function cyclesOf(edges: ReadonlyMap<string, Iterable<string>>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, trail: string[]) => {
    if (trail.includes(node)) {
      found.push([...trail.slice(trail.indexOf(node)), node].join(' → '));
      return;
    }
    if (done.has(node)) return;
    for (const next of edges.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of edges.keys()) visit(node, []);
  return found;
}

/** The parts: lib/store, components/panel, server/sync …, `server` itself, and each tool. */
export function partOf(path: string): string {
  const [top = '', ...inside] = folderOf(path).split('/');
  return TOOLS.includes(top) ? top : [top, ...inside.slice(0, 1)].join('/');
}

/** The whole folder: lib/coaching/signals, server/store/migrations … */
export function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
