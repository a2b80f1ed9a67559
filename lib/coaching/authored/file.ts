import * as z from 'zod/mini';
import { type AuthoredPrompt, Kind, PLAYBOOK_FORMAT, Playbook, Skill } from '../../model/index.ts';
import { compileCondition } from './condition.ts';
import type { Problem } from './problems.ts';
import { type FieldTypes, readYaml, writeYaml, YamlError } from './yaml.ts';

/** About 300 questions, or 10 playbooks. */
export const MOST_BYTES = 128_000;
const MOST_IN_FILE = 10_000;
export const PROMPTS_FORMAT = 1;

const line = z.string().check(z.minLength(1), z.maxLength(400));

const FilePrompt = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  when: z._default(z.string().check(z.maxLength(2000)), ''),
  rep: line,
  manager: line,
  kind: z._default(Kind, 'process'),
  skill: z._default(z.nullable(Skill), null),
  stage: z._default(z.nullable(z.string().check(z.maxLength(200))), null),
  priority: z._default(z.int().check(z.minimum(1), z.maximum(5)), 3),
  expires: z._default(z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), null),
  on: z._default(z.boolean(), true),
  directive: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(400))), null),
});
export type FilePrompt = z.infer<typeof FilePrompt>;

/** The file of questions; docs/schemas/prompts.schema.json is generated from it. */
export const PromptFile = z.strictObject({
  format: z.literal(PROMPTS_FORMAT),
  prompts: z.array(FilePrompt).check(z.maxLength(MOST_IN_FILE)),
});
/** The file of a playbook; docs/schemas/playbook.schema.json is generated from it. */
export const PlaybookFile = Playbook;

const PROMPT_TYPES: FieldTypes = {
  numbers: ['format', 'priority'],
  flags: ['on'],
  dates: ['expires'],
};
const PLAYBOOK_TYPES: FieldTypes = { numbers: ['format'], flags: [], dates: [] };

/**
 * Why a file was not imported; the sentence is `file.<code>` in the locale files. A file with a
 * problem is not imported at all.
 */
export interface FileProblem {
  code: 'tooLarge' | 'notYaml' | 'newer' | 'notOurs' | 'field' | 'condition' | 'empty';
  values: readonly string[];
  problem?: Problem;
}
type Read<T> = { ok: true; value: T } | { ok: false; problems: readonly FileProblem[] };

const fail = (
  code: FileProblem['code'],
  ...values: string[]
): { ok: false; problems: FileProblem[] } => ({ ok: false, problems: [{ code, values }] });

/** The problem of a file of this size; pages check it before they read the file. */
export const tooLarge = (bytes: number): FileProblem => ({
  code: 'tooLarge',
  values: [String(Math.ceil(bytes / 1000)), String(MOST_BYTES / 1000)],
});

/** The bytes of a text in UTF-8 (RFC 3629): one to four for each code point. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Parses a file as YAML (JSON is YAML too) and checks it as a whole. */
function readFile(text: string, format: number, types: FieldTypes): Read<unknown> {
  // More characters are more bytes, too: those of a huge text are not counted.
  const bytes = text.length > MOST_BYTES ? text.length : utf8Bytes(text);
  if (bytes > MOST_BYTES) return { ok: false, problems: [tooLarge(bytes)] };
  if (text.trim() === '') return fail('empty');
  let data: unknown;
  try {
    data = readYaml(text, types);
  } catch (error) {
    const at = error instanceof YamlError ? error : { line: 1, column: 1 };
    return fail('notYaml', String(at.line), String(at.column));
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return fail('notOurs');
  const fileFormat = (data as { format?: unknown }).format;
  if (typeof fileFormat === 'number' && fileFormat > format)
    return fail('newer', String(fileFormat), String(format));
  // An alias that contains itself makes endless data.
  try {
    JSON.stringify(data);
  } catch {
    return fail('notOurs');
  }
  return { ok: true, value: data };
}

const MOST_PROBLEMS = 20;

function fieldProblems(error: z.core.$ZodError): { ok: false; problems: FileProblem[] } {
  return {
    ok: false,
    problems: error.issues.slice(0, MOST_PROBLEMS).map((issue) => ({
      code: 'field',
      values: [
        issue.path
          .map((step) => (typeof step === 'number' ? step + 1 : String(step)))
          .join(' › ') || '–',
        issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.message,
      ],
    })),
  };
}

/** @returns the questions of a file, or all reasons why it was not imported. */
export function importPrompts(text: string): Read<FilePrompt[]> {
  const read = readFile(text, PROMPTS_FORMAT, PROMPT_TYPES);
  if (!read.ok) return read;
  const parsed = PromptFile.safeParse(read.value);
  if (!parsed.success) return fieldProblems(parsed.error);
  const problems = parsed.data.prompts.flatMap((prompt): FileProblem[] => {
    const condition = compileCondition(prompt.when);
    return condition.ok
      ? []
      : [{ code: 'condition', values: [prompt.name], problem: condition.problem }];
  });
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, MOST_PROBLEMS) }
    : { ok: true, value: parsed.data.prompts };
}

export function exportPrompts(prompts: readonly AuthoredPrompt[]): string {
  const plain = prompts.map(
    ({ name, when, rep, manager, kind, skill, stage, priority, expires, on, directive }) => ({
      name,
      when,
      rep,
      manager,
      kind,
      skill,
      stage,
      priority,
      expires,
      on,
      directive,
    }),
  );
  return writeYaml({ format: PROMPTS_FORMAT, prompts: plain });
}

export function importPlaybook(text: string): Read<Playbook> {
  const read = readFile(text, PLAYBOOK_FORMAT, PLAYBOOK_TYPES);
  if (!read.ok) return read;
  const parsed = PlaybookFile.safeParse(read.value);
  if (!parsed.success) return fieldProblems(parsed.error);
  const duplicate = repeated(parsed.data);
  return duplicate ? fail('field', duplicate, '2 ×') : { ok: true, value: parsed.data };
}

/** The first id that two things share, else null: one mark would then meet two criteria. */
export function repeated(playbook: Playbook): string | null {
  const seen = new Set<string>();
  for (const id of playbook.stages.flatMap((stage) => [
    stage.id,
    ...stage.exit.map((item) => `${item.id}`),
  ])) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

export function exportPlaybook(playbook: Playbook): string {
  return writeYaml(playbook);
}
