import * as z from 'zod/mini';
import type { Side } from '../../lib/coaching/index.ts';
import {
  type LintIssue,
  type LintLanguage,
  languageOf,
  lint,
} from '../../lib/coaching/lint/index.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import {
  AuthoredPrompt,
  MAX_LINE_CHARS,
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  mayManage,
  parseScope,
} from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import type { KnownDeal } from '../data/deals.ts';
import { isShapedLike } from './loose.ts';
import type { Who } from './page.ts';

/** The two readers of a question; each has its own wording. */
export const sides: readonly Side[] = ['rep', 'manager'];
/** A rep's own question has one reader. */
export const ownSides: readonly Side[] = ['rep'];

const blank: PromptInput = {
  name: '',
  when: '',
  rep: '',
  manager: '',
  kind: 'process',
  skill: null,
  stage: null,
  priority: 3,
  expires: null,
  on: true,
  directive: null,
};
const Shape = z.omit(AuthoredPrompt, {
  refKey: true,
  author: true,
  at: true,
  editedBy: true,
  editedAt: true,
});

/** The fields of a question that the editor has, always in the same order. */
function inputFrom(source: PromptInput): PromptInput {
  const { name, when, rep, manager, kind, skill, stage, priority, expires, on, directive } = source;
  return { name, when, rep, manager, kind, skill, stage, priority, expires, on, directive };
}

/** @param row null for a question that is not saved yet. */
export function inputOf(row: Item<'prompt'> | null): PromptInput {
  return row ? inputFrom(row.fields) : blank;
}

/** Parses a draft, which may have an empty name or a text that is too long; null for other data. */
export function parseDraft(raw: unknown): PromptInput | null {
  const draft = raw as PromptInput | null;
  const filled = { ...draft, name: draft?.name || '–', directive: draft?.directive || null };
  if (!draft || !isShapedLike(Shape, filled)) return null;
  return inputFrom({ ...draft, name: draft.name ?? '', directive: draft.directive ?? null });
}

/** Lint issues of both wordings. @param reader language of the page */
export function issuesOf(value: PromptInput, reader: string): Record<Side, LintIssue[]> {
  const short = reader.slice(0, 2);
  const readerLanguage: LintLanguage = short === 'de' || short === 'es' ? short : 'en';
  const issues = (text: string) =>
    text.trim() === '' ? [] : lint(text, languageOf(text, readerLanguage));
  return { rep: issues(value.rep), manager: issues(value.manager) };
}

/**
 * A rep's own question with the wording for a manager, whom it is never shown to: the one that is
 * stored, or that for the rep. @param saved as it is stored.
 */
export function withHiddenSide(value: PromptInput, saved: PromptInput): PromptInput {
  const isCopy = value.manager.trim() === '' || value.manager === saved.rep;
  return isCopy ? { ...value, manager: value.rep } : value;
}

/** Results of compiling the condition and of the lint. */
interface Checks {
  /** The condition compiles. */
  works: boolean;
  /** A wording tells the reader what to do instead of asking, so a reason is required. */
  isDirective: boolean;
}

function isLong(value: PromptInput, isDirective: boolean): boolean {
  if (value.name.length > MAX_NAME_CHARS || value.when.length > MAX_PROSE_CHARS) return true;
  const lines = [value.rep, value.manager, isDirective ? (value.directive ?? '') : ''];
  return lines.some((line) => line.length > MAX_LINE_CHARS);
}

/** The first reason why the question cannot be saved; null if it can. */
export function missingIn(value: PromptInput, { works, isDirective }: Checks) {
  const isBlank = (text: string | null) => (text ?? '').trim() === '';
  if (isBlank(value.name)) return 'name';
  if (isBlank(value.rep)) return 'rep';
  if (isBlank(value.manager)) return 'manager';
  if (isLong(value, isDirective)) return 'long';
  if (!works) return 'when';
  return isDirective && isBlank(value.directive) ? 'lint' : null;
}

/** The question as it is saved. */
export function cleanQuestion(value: PromptInput, isDirective: boolean): PromptInput {
  return {
    ...value,
    name: value.name.trim(),
    rep: value.rep.trim(),
    manager: value.manager.trim(),
    directive: isDirective && value.directive ? value.directive.trim() : null,
  };
}

/** Key of the sentence about who is asked. */
export function askedKey(row: Item<'prompt'> | null, { me }: Who) {
  if (me === null) return 'questions.forMe';
  const isForAll = row ? parseScope(row.scope)?.kind === 'org' : mayManage(me);
  return isForAll ? 'questions.forAll' : 'questions.forMeOnly';
}

/** Names of the open stages of the deals on this device. */
export function openStages(deals: readonly KnownDeal[]): string[] {
  const names = deals.flatMap(({ facts }) => {
    const { stages } = facts.fields;
    const seen = stages.state === 'seen' ? stages.value : [];
    return seen.filter((stage) => stage.kind === 'open').map((stage) => stage.name);
  });
  return [...new Set(names)];
}
