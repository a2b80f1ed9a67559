import { type Node, parseSync, Visitor } from 'oxc-parser';

// What code takes from its surroundings instead of from its arguments: a result that depends on it
// cannot be computed again, and no test can choose it.

export type Ambient = 'time' | 'zone' | 'randomness';

/** Globals whose members give time or randomness. */
const GLOBALS: Readonly<Record<string, Readonly<Record<string, Ambient>>>> = {
  Date: { now: 'time' },
  Math: { random: 'randomness' },
  performance: { now: 'time', timeOrigin: 'time' },
  crypto: { getRandomValues: 'randomness', randomUUID: 'randomness', subtle: 'randomness' },
  Temporal: { Now: 'time' },
};
/** Parts of a date in the time zone of the device. */
const LOCAL =
  /^(?:get|set)(?:FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/;
/** Packages, and the only functions of `uuid` that compute an id. */
const RANDOM_PACKAGES = /^(?:node:)?crypto$|^nanoid/;
const COMPUTED_IDS = ['v3', 'v5', 'validate', 'version', 'parse', 'stringify'];

/** Time, time zone and randomness that a file does not get as arguments, in its order. */
export function ambientIn(path: string, source: string): Ambient[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join()}`);
  const found: { at: number; what: Ambient }[] = [];
  const textOf = ({ start, end }: Node) => source.slice(start, end);
  const add = ({ start }: Node, what: Ambient) => found.push({ at: start, what });
  const globalOf = (node: Node) => textOf(node).replace(/^(?:globalThis|self|window)\./, '');
  new Visitor({
    MemberExpression: (node) => {
      const name = textOf(node.property).replace(/^['"]|['"]$/g, '');
      const members = GLOBALS[globalOf(node.object)];
      const what = members && Object.hasOwn(members, name) ? members[name] : undefined;
      if (what) add(node, what);
      if (LOCAL.test(name)) add(node, 'zone');
      if (name === 'timeZone' && /\.resolvedOptions\(\)$/.test(textOf(node.object)))
        add(node, 'zone');
    },
    // `const { now } = Date`
    VariableDeclarator: ({ init, id }) => {
      const members = init ? GLOBALS[globalOf(init)] : undefined;
      if (!members) return;
      for (const [name, what] of Object.entries(members))
        if (id.type === 'Identifier' || new RegExp(`\\b${name}\\b`).test(textOf(id))) add(id, what);
    },
    NewExpression: (node) => {
      if (globalOf(node.callee) === 'Date') {
        if (node.arguments.length === 0) add(node, 'time');
        if (node.arguments.length > 1) add(node, 'zone');
      }
      if (isFormat(node.callee) && !hasZone(node.arguments)) add(node, 'zone');
    },
    CallExpression: (node) => {
      if (globalOf(node.callee) === 'Date') add(node, 'time');
      const isLocal = /\.toLocale(?:Date|Time)String$/.test(textOf(node.callee));
      if ((isFormat(node.callee) || isLocal) && !hasZone(node.arguments)) add(node, 'zone');
    },
    ImportDeclaration: (node) => {
      const from = node.source.value;
      if (RANDOM_PACKAGES.test(from)) add(node, 'randomness');
      if (from !== 'uuid') return;
      for (const item of node.specifiers) {
        const isComputed =
          item.type === 'ImportSpecifier' && COMPUTED_IDS.includes(textOf(item.imported));
        if (!isComputed) add(item, 'randomness');
      }
    },
  }).visit(program);
  return found.sort((a, b) => a.at - b.at).map(({ what }) => what);

  function isFormat(callee: Node): boolean {
    return globalOf(callee) === 'Intl.DateTimeFormat';
  }
  function hasZone(args: readonly Node[]): boolean {
    return args.some((arg) => /\btimeZone\b/.test(textOf(arg)));
  }
}
