import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Expression, parseSync, type Span, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const sources = new Map(
  readdirSync('components', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => [name, readFileSync(join('components', name), 'utf8')]),
);

/** Fields that cut pasted text without a message. */
const cutting = (source: string) =>
  source.match(/\bmaxLength=|\.slice\(0, (?:MAX|MOST)_\w+\)/g) ?? [];

/** The key handlers of a file as source text; null where a handler is from another file. */
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

/** The number of key handlers that do not check whether a word is being composed. */
function uncheckedHandlers(path: string, source: string): number {
  return keyHandlers(path, source).filter((text) => !text?.includes('isComposing(')).length;
}

/** Actions whose error is not shown: as one object, or destructured. */
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

/** Actions without a person, or whose error an editor or a promise shows. */
const shownElsewhere: Record<string, readonly string[]> = {
  'panel/Notes.tsx': ['mark', 'open'],
  'panel/useShown.ts': ['shown'],
  'panel/NoteCard.tsx': ['edit', 'reply'],
  'panel/Replies.tsx': ['edit'],
  'workspace/today/ReplyTo.tsx': ['reply'],
  'panel/FactEditor.tsx': ['action'],
  'options/Sites.tsx': ['drop'],
  'options/AddSite.tsx': ['add'],
  'options/SignIn.tsx': ['signIn', 'accept'],
  'options/Data.tsx': ['serverExport'],
};

/** Pages send messages to the background; they never write settings. */
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
      [...sources]
        .filter(([name, source]) => uncheckedHandlers(name, source))
        .map(([name]) => name),
    ).toEqual([]);
  });
});

describe('pages', () => {
  it('show the error of every action', () => {
    const found = [...sources].flatMap(([name, source]) =>
      silent(source)
        .filter((action) => !shownElsewhere[name]?.includes(action))
        .map((action) => `${name}: ${action}`),
    );
    expect(found).toEqual([]);
  });
  it('write no settings', () => {
    expect([...sources].filter(([, source]) => writes(source)).map(([name]) => name)).toEqual([]);
  });
});

it('the check finds a planted fault', () => {
  expect(cutting('<TextInput maxLength={400} />')).toEqual(['maxLength=']);
  expect(cutting('text.slice(0, MAX_LINE_CHARS)')).toHaveLength(1);
  const uncheckedIn = (source: string) => uncheckedHandlers('planted.tsx', source);
  const guarded = '<input onKeyDown={(event) => !isComposing(event) && close()} />';
  const planted = '<input onKeyDown={(event) => event.key === "Escape" && close()} />';
  expect([uncheckedIn(guarded), uncheckedIn(planted)]).toEqual([0, 1]);
  expect(uncheckedIn(`<p>{${guarded}}{${planted}}</p>`), 'beside one that asks').toBe(1);
  const listens = "document.addEventListener('keydown', onKey);";
  expect(uncheckedIn(`const onKey = (event) => isComposing(event) || go(event); ${listens}`)).toBe(
    0,
  );
  expect(uncheckedIn(`const onKey = (event) => go(event); ${listens}`)).toBe(1);
  expect(uncheckedIn(`function onKey(event) { go(event) } ${listens}`)).toBe(1);
  expect(uncheckedIn('const Field = ({ onKey }) => <input onKeyUp={onKey} />'), 'who knows').toBe(
    1,
  );
  expect(silent("const save = useAction('self.save'); save.mutate(x);")).toEqual(['save']);
  expect(silent("const save = useAction('self.save'); <NotSaved error={save.error} />")).toEqual(
    [],
  );
  expect(silent("const { mutate: place } = useAction('frame.layout');")).toEqual(['place']);
  expect(silent("const { mutate: place, error } = useAction('frame.layout');")).toEqual([]);
  expect(writes("void setSetting('colours', 'dark')")).toBe(true);
});
