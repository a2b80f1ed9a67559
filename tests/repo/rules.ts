import { COMPUTED, cyclesOf, folderOf, type Graph, partOf, reach } from './imports.ts';

/** A folder, what its files may import besides each other, and the rule in one sentence. */
interface Rule {
  folder: RegExp;
  may: RegExp[];
  why: string;
}

const PURE = /^lib\/(model|values|coaching|merge)\//;
const TIME = /^temporal-polyfill$/;
const ZOD = /^zod\/mini$/;
const EXTENSION = /^#imports$/;
const READS = /^lib\/store\/index\.ts$/;
const model = /^lib\/model\//;
const values = /^lib\/values\//;
const merge = /^lib\/merge\//;
const messages = /^lib\/messages\//;
const coaching = /^lib\/coaching\//;
const protocol = /^lib\/sync\/protocol\.ts$/;

/** Where imports may point: the table of ARCHITECTURE.md. */
const RULES: readonly Rule[] = [
  {
    folder: /^lib\/model\//,
    may: [ZOD, /^uuid$/],
    why: 'the model imports zod, and uuid for ids of keys',
  },
  { folder: /^lib\/merge\//, may: [/^node-diff3$/], why: 'merging imports nothing of ours' },
  {
    folder: /^lib\/values\/ics\.ts$/,
    may: [model, /^ical\.js$/],
    why: 'calendar files import a parser',
  },
  { folder: /^lib\/values\//, may: [model, TIME], why: 'values import the model' },
  {
    folder: /^lib\/crm\//,
    may: [model, values],
    why: 'CRM code imports model and values, and no extension API',
  },
  {
    folder: /^lib\/coaching\/authored\//,
    may: [model, values, coaching, ZOD, /^(yaml|@marcbachmann\/cel-js)$/],
    why: 'conditions and files import CEL and YAML',
  },
  {
    folder: /^lib\/coaching\//,
    may: [model, values, TIME],
    why: 'coaching imports model and values',
  },
  { folder: /^lib\/messages\//, may: [model, ZOD, EXTENSION], why: 'messages import the model' },
  {
    folder: /^lib\/settings\//,
    may: [model, ZOD, EXTENSION],
    why: 'settings import the model',
  },
  {
    folder: /^lib\/platform\//,
    may: [model, EXTENSION, /^#i18n$/, TIME],
    why: 'platform code imports the model',
  },
  {
    folder: /^lib\/store\//,
    may: [model, merge, ZOD, /^dexie$/],
    why: 'the store imports model and merge',
  },
  {
    folder: /^lib\/view\//,
    may: [PURE, READS, TIME],
    why: 'views import the store’s reads and pure code',
  },
  {
    folder: /^lib\/commands\//,
    may: [PURE, /^lib\/(store|view|messages|settings)\//, ZOD, TIME],
    why: 'commands import store, view, messages, settings and pure code',
  },
  { folder: protocol, may: [model, ZOD], why: 'the protocol imports the model' },
  {
    folder: /^lib\/sync\/client\//,
    may: [model, merge, protocol, /^lib\/store\//, ZOD],
    why: 'the sync client imports store, protocol and merge',
  },
  {
    folder: /^server\//,
    may: [
      model,
      merge,
      protocol,
      // The extension's ids: the server has to recognise its origin.
      /^lib\/platform\/ids\.ts$/,
      /^(?!lib\/|components\/|entrypoints\/|#|react|@mantine|dexie|@tanstack|wxt)/,
    ],
    why: 'the server shares model, merge and protocol',
  },
  {
    folder: /^components\//,
    may: [
      PURE,
      READS,
      /^(components|lib\/(view|messages|settings|platform))\//,
      ZOD,
      /^(#|react(-dom)?(\/|$)|@mantine\/|@tanstack\/)/,
      /^(zustand|dexie-react-hooks|minisearch|diff|papaparse)$/,
    ],
    why: 'components import views, messages, settings, platform and the store’s reads',
  },
  {
    folder: /^entrypoints\/(panel|sidepanel|popup|welcome|options|workspace)\//,
    may: [/^components\//, /^(#|react|@tanstack|@mantine)/],
    why: 'pages only wire',
  },
  {
    folder: /^entrypoints\/demo\//,
    may: [
      /^components\//,
      /^lib\/(commands|messages|model|platform|store)\//,
      /^(#|react|@tanstack|@mantine|dexie)/,
    ],
    why: 'the demo runs commands in its own database',
  },
  {
    folder: /^entrypoints\/(record\.content|panel-host|readers)\//,
    may: [/^entrypoints\/(record\.content|panel-host)\//, /^lib\/crm\//, messages, EXTENSION],
    why: 'content scripts know the CRM and the messages',
  },
  {
    folder: /^entrypoints\/panel-hello\//,
    may: [/^components\/panel\/picture\.ts$/, messages, EXTENSION],
    why: 'the first script of the panel has what paints a picture, and nothing large',
  },
  {
    folder: /^entrypoints\/background\//,
    may: [/^lib\//, /^#i(mports|18n)$/, ZOD, /^dexie$/],
    why: 'the background has no pages and no readers',
  },
  {
    folder: /^demo\//,
    may: [/^node:/],
    why: 'the emulators of CRMs know nothing of Sideline',
  },
  {
    folder: /^scripts\//,
    may: [
      /^(demo|server|lib\/(model|coaching|platform)|tests\/(helpers|soak|coaching))\//,
      /^(node:|zod(\/mini)?$|ws$|jszip$|selfsigned$|playwright-core$)/,
    ],
    why: 'scripts start the parts; only samples and long runs of the tests are shared',
  },
  {
    folder: /^bench\/peers\//,
    may: [/^(wxt|#imports)$/],
    why: 'peers are packages of their own',
  },
  {
    folder: /^bench\//,
    may: [
      /^(demo|scripts\/browser|server|lib|components|tests\/(helpers|soak))\//,
      /^(node:|vite$|ws$|playwright-core$)/,
    ],
    why: 'measurements use the product and helpers of the long runs, and no other script',
  },
];

/** Imports that are only allowed from one place. */
const ONLY: readonly { to: RegExp; from: RegExp; why: string }[] = [
  {
    to: /^server\//,
    from: /^(server|scripts|bench)\//,
    why: 'nothing that is installed beside it imports the server',
  },
  {
    to: /^lib\/store\/(?!index\.ts$)/,
    from: /^(lib\/(store|commands|sync\/client)|entrypoints\/(background|demo)|bench)\//,
    why: 'only commands and the background write, and the demo into its own database',
  },
  {
    to: /^lib\/(commands|sync\/client)\//,
    from: /^(lib\/(commands|sync\/client)|entrypoints\/(background|demo)|bench)\//,
    why: 'only the background runs commands and syncs, and the demo in its own database',
  },
  {
    to: /^lib\/crm\/(index|registry)\.ts$/,
    from: /^(lib\/crm|entrypoints\/background)\//,
    why: 'only the background knows all CRMs',
  },
  {
    to: /^@mantine\//,
    from: /^(components\/(ui|options|workspace|demo)|entrypoints)\//,
    why: 'the panel takes its buttons and fields from components/ui',
  },
];

function judge(path: string, to: string, kind: string): string[] {
  // A benchmark looks for peers that are installed beside the repository.
  if (to === COMPUTED) return /^bench\//.test(path) ? [] : [`${path} imports a computed address`];
  const wrong = ONLY.filter((only) => only.to.test(to) && !only.from.test(path)).map(
    ({ why }) => why,
  );
  const rule = RULES.find(({ folder }) => folder.test(path));
  if (
    rule &&
    !to.endsWith('.css') &&
    !rule.folder.test(to) &&
    !rule.may.some((may) => may.test(to))
  )
    wrong.push(rule.why);
  return wrong.map((why) => `${path} imports ${to} (${kind}): ${why}`);
}

export function wrongDirections(graph: Graph): string[] {
  return [...graph].flatMap(([path, imports]) =>
    imports.flatMap(({ to, kind }) => judge(path, to, kind)),
  );
}

/** Files without a rule: a new folder needs one. */
export function unruled(graph: Graph): string[] {
  return [...graph.keys()].filter((path) => !RULES.some(({ folder }) => folder.test(path)));
}

const HEAVY = /^(react|react-dom|dexie|zod|yaml|temporal-polyfill|@mantine|@tanstack)(\/|$)/;

/** Heavy packages that a content script would load into a page of the CRM, at once or later. */
export function heavy(graph: Graph, path: string): string[] {
  return [...reach(graph, path)].filter((to) => HEAVY.test(to));
}

/** Files of Mantine that a page loads at its start: the panel's first buttons are our own. */
export function fieldsAtStart(graph: Graph, page: string): string[] {
  return [...reach(graph, page, ['static'])].filter((to) => to.startsWith('@mantine/'));
}

/**
 * Files that a page must not load at its start: the word lists, of which it gets what they read,
 * and the merge of texts, which only writing needs.
 */
export function tooEarly(graph: Graph, page: string): string[] {
  return [...reach(graph, page, ['static'])].filter((to) =>
    /^lib\/(coaching\/evidence|merge)\//.test(to),
  );
}

export function fileCycles(graph: Graph): string[] {
  return cyclesOf(
    new Map(
      [...graph].map(([path, imports]) => [
        path,
        imports.map(({ to }) => to).filter((to) => graph.has(to)),
      ]),
    ),
  );
}

/** Cycles between the parts of the product. */
export function partCycles(graph: Graph): string[] {
  return cyclesBetween(graph, partOf, () => true);
}

/**
 * Cycles between folders of any depth. A folder may list the files of a folder in it, which use its
 * other files: that is no cycle.
 */
export function folderCycles(graph: Graph): string[] {
  return cyclesBetween(graph, folderOf, (from, to) => !to.startsWith(`${from}/`));
}

/** Pairs of folders that import each other, and longer cycles without such a pair. */
function cyclesBetween(
  graph: Graph,
  nameOf: (path: string) => string,
  counts: (from: string, to: string) => boolean,
): string[] {
  const edges = new Map<string, Set<string>>();
  for (const [path, imports] of graph) {
    const from = nameOf(path);
    const targets = edges.get(from) ?? new Set();
    edges.set(from, targets);
    for (const to of imports.filter((item) => graph.has(item.to)).map((item) => nameOf(item.to)))
      if (to !== from && counts(from, to)) targets.add(to);
  }
  const pairs = [...edges].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => from < to && edges.get(to)?.has(from))
      .map((to) => [from, to] as const),
  );
  for (const [from, to] of pairs) {
    edges.get(from)?.delete(to);
    edges.get(to)?.delete(from);
  }
  return [...pairs.map(([from, to]) => `${from} ⇄ ${to}`), ...cyclesOf(edges)].sort();
}
