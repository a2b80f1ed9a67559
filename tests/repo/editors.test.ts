import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = new Map(
  readdirSync('components', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => [name, readFileSync(join('components', name), 'utf8')]),
);

/** Fields that cut what is pasted into them, without a word. */
const cutting = (source: string) =>
  source.match(/\bmaxLength=|\.slice\(0, (?:MAX|MOST)_\w+\)/g) ?? [];

/** Handlers of keys that do not ask whether a word is being composed. */
function deaf(source: string): boolean {
  return (
    /onKeyDown=|addEventListener\('keydown'/.test(source) && !source.includes('isComposing(event)')
  );
}

/** Actions of people whose failure nobody would see. */
function silent(source: string): string[] {
  const names = [...source.matchAll(/const (\w+) = useAction\(/g)].map((match) => match[1] ?? '');
  return names.filter((name) => !new RegExp(`\\b${name}\\.(?:error|isError)\\b`).test(source));
}

/** What the page does by itself, or hands to an editor or a promise that says what went wrong. */
const heardElsewhere: Record<string, readonly string[]> = {
  'panel/Notes.tsx': ['mark', 'opened'],
  'panel/useShown.ts': ['shown'],
  'panel/NoteCard.tsx': ['edit', 'reply'],
  'panel/Replies.tsx': ['edit'],
  'panel/FactEditor.tsx': ['action'],
  'options/Sites.tsx': ['add', 'drop'],
  'options/SignIn.tsx': ['signIn', 'accept'],
  'options/Data.tsx': ['ask'],
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
    expect([...sources].filter(([, source]) => deaf(source)).map(([name]) => name)).toEqual([]);
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
  expect(deaf('<input onKeyDown={(event) => event.key === "Escape" && close()} />')).toBe(true);
  expect(silent("const save = useAction('self.save'); save.mutate(x);")).toEqual(['save']);
  expect(silent("const save = useAction('self.save'); <NotSaved error={save.error} />")).toEqual(
    [],
  );
  expect(writes("void setSetting('colours', 'dark')")).toBe(true);
});
