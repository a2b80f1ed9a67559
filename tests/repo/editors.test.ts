import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Expression, parseSync, type Span, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const sources = new Map(
  readdirSync('components', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => [name, readFileSync(join('components', name), 'utf8')]),
);

/** Fields that cut what is pasted into them, without a word. */
const cutting = (source: string) =>
  source.match(/\bmaxLength=|\.slice\(0, (?:MAX|MOST)_\w+\)/g) ?? [];

/** What a file does at a key, as source text; null where that is not written in the file. */
function keyHandlers(path: string, source: string): (string | null)[] {
  const textOf = ({ start, end }: Span) => source.slice(start, end);
  const named = new Map<string, string>();
  const handlers: Expression[] = [];
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && init) named.set(id.name, textOf(init));
    },
    FunctionDeclaration: (node) => {
      if (node.id) named.set(node.id.name, textOf(node));
    },
    JSXAttribute: ({ name, value }) => {
      if (name.type !== 'JSXIdentifier' || !/^onKey(?:Down|Up|Press)$/.test(name.name)) return;
      if (value?.type === 'JSXExpressionContainer') handlers.push(value.expression as Expression);
    },
    CallExpression: ({ callee, arguments: [event, handler] }) => {
      const isListening =
        callee.type === 'MemberExpression' && textOf(callee.property) === 'addEventListener';
      if (isListening && event && handler && /^'key(?:down|up|press)'$/.test(textOf(event)))
        handlers.push(handler as Expression);
    },
  }).visit(parseSync(path, source).program);
  return handlers.map((handler) =>
    handler.type === 'Identifier' ? (named.get(handler.name) ?? null) : textOf(handler),
  );
}

/** Handlers of keys that do not ask whether a word is being composed. */
function deaf(path: string, source: string): number {
  return keyHandlers(path, source).filter((text) => !text?.includes('isComposing(')).length;
}

/** Actions of people whose failure nobody would see: held whole, or taken apart. */
function silent(source: string): string[] {
  const whole = [...source.matchAll(/const (\w+) = useAction\(/g)].map((match) => match[1] ?? '');
  const parts = [...source.matchAll(/const \{([^}]*)\} = useAction\(/g)]
    .map((match) => match[1] ?? '')
    .filter((taken) => !/\b(?:error|isError)\b/.test(taken))
    .map((taken) => /\bmutate(?:Async)?(?:: (\w+))?/.exec(taken)?.[1] ?? taken.trim());
  return [
    ...whole.filter((name) => !new RegExp(`\\b${name}\\.(?:error|isError)\\b`).test(source)),
    ...parts,
  ];
}

/** What the page does by itself, or hands to an editor or a promise that says what went wrong. */
const heardElsewhere: Record<string, readonly string[]> = {
  'panel/Notes.tsx': ['mark', 'open'],
  'panel/useShown.ts': ['shown'],
  'panel/NoteCard.tsx': ['edit', 'reply'],
  'panel/Replies.tsx': ['edit'],
  'panel/FactEditor.tsx': ['action'],
  'options/Sites.tsx': ['add', 'drop'],
  'options/SignIn.tsx': ['signIn', 'accept'],
  'options/Data.tsx': ['serverExport'],
};

/** Pages ask the background; they never write settings by themselves. */
const writes = (source: string) =>
  /\b(?:set|update)Setting\(|storage\.local\.(?:set|remove|clear)/.test(source);

describe('fields', () => {
  it('cut nothing that is typed or pasted', () => {
    expect(
      [...sources].flatMap(([name, source]) => cutting(source).map((cut) => `${name}: ${cut}`)),
    ).toEqual([]);
  });
  it('leave the keys of a composition alone', () => {
    expect(
      [...sources].filter(([name, source]) => deaf(name, source)).map(([name]) => name),
    ).toEqual([]);
  });
});

describe('pages', () => {
  it('say what went wrong with every action', () => {
    const found = [...sources].flatMap(([name, source]) =>
      silent(source)
        .filter((action) => !heardElsewhere[name]?.includes(action))
        .map((action) => `${name}: ${action}`),
    );
    expect(found).toEqual([]);
  });
  it('write no settings', () => {
    expect([...sources].filter(([, source]) => writes(source)).map(([name]) => name)).toEqual([]);
  });
});

it('would notice', () => {
  expect(cutting('<TextInput maxLength={400} />')).toEqual(['maxLength=']);
  expect(cutting('text.slice(0, MAX_LINE_CHARS)')).toHaveLength(1);
  const deafIn = (source: string) => deaf('planted.tsx', source);
  const guarded = '<input onKeyDown={(event) => !isComposing(event) && close()} />';
  const planted = '<input onKeyDown={(event) => event.key === "Escape" && close()} />';
  expect([deafIn(guarded), deafIn(planted)]).toEqual([0, 1]);
  expect(deafIn(`<p>{${guarded}}{${planted}}</p>`), 'beside one that asks').toBe(1);
  const listens = "document.addEventListener('keydown', onKey);";
  expect(deafIn(`const onKey = (event) => isComposing(event) || go(event); ${listens}`)).toBe(0);
  expect(deafIn(`const onKey = (event) => go(event); ${listens}`)).toBe(1);
  expect(deafIn(`function onKey(event) { go(event) } ${listens}`)).toBe(1);
  expect(deafIn('const Field = ({ onKey }) => <input onKeyUp={onKey} />'), 'who knows').toBe(1);
  expect(silent("const save = useAction('self.save'); save.mutate(x);")).toEqual(['save']);
  expect(silent("const save = useAction('self.save'); <NotSaved error={save.error} />")).toEqual(
    [],
  );
  expect(silent("const { mutate: place } = useAction('frame.layout');")).toEqual(['place']);
  expect(silent("const { mutate: place, error } = useAction('frame.layout');")).toEqual([]);
  expect(writes("void setSetting('colours', 'dark')")).toBe(true);
});
