import type { DealContact, Element } from '../model/index.ts';
import { elementState } from './checklist.ts';
import { DAY_MS, dayOf } from './days.ts';
import type { DealFacts } from './facts.ts';
import { mention, type WordList, wordLists } from './mentions.ts';
import { type Evaluation, type Finding, say } from './signal.ts';

/** Proposal and later, and late, as shares of the pipeline (docs/decisions/coaching-rules.md). */
export const PROPOSAL = 0.6;
export const LATE = 0.8;

/** Titles and roles of people who decide, as they are written in English, German and Spanish. */
const DECIDES =
  /decision|decid|economic|budget holder|approv|sponsor|entscheid|freigabe|decisor|decisi[oó]n|aprobador/i;
const EXECUTIVE =
  /\b(?:c[efiot]o|chief|president|vp|vice president|managing director|head of|owner|founder|partner|director|geschäftsf\p{L}+|vorst[aä]nd\p{L}*|inhaber\p{L}*|leiter\p{L}*|gesch\.?leitung|prokurist\p{L}*|director(?:a)? general|gerente|presidente|dueñ[oa]|propietari[oa]|consejer[oa] delegad[oa])\b/iu;
export const CHAMPION = /champion|coach|sponsor|fürsprech|impulsor|promotor/i;

export function decides(contact: DealContact): boolean {
  return (contact.role !== null && DECIDES.test(contact.role)) || isExecutive(contact);
}
export function isExecutive(contact: Pick<DealContact, 'title'>): boolean {
  return contact.title !== null && EXECUTIVE.test(contact.title);
}

/**
 * An element of the playbook that nothing shows yet, from a place in the pipeline on. Silent where no playbook asks for it: what nobody
 * asked for is not missing.
 */
export function openElements(
  facts: DealFacts,
  wanted: readonly Element[],
  from: number,
  weight = 0.5,
): Evaluation {
  const { checklist, position } = facts;
  const asked = wanted.flatMap((element) => {
    const state = elementState(checklist, element);
    return state ? [{ element, ...state }] : [];
  });
  if (asked.length === 0 || position === null) return 'unknown';
  const open = asked.filter((item) => !item.done);
  if (position < from || open.length === 0) return null;
  const texts = open.map((item) => item.items[0]?.text ?? '');
  return {
    severity: Math.min(0.9, weight + 0.3 * position + 0.05 * (open.length - 1)),
    fingerprintInputs: {
      open: open.map((item) => item.element).join('|'),
      stage: checklist?.stage?.id ?? null,
    },
    evidence: [{ fact: 'checklist', values: texts.map(say.text) }],
    source: 'typed',
    words: [say.element(open[0]?.element ?? ''), say.text(texts[0] ?? '')],
  };
}

/** How far back words count, in days. */
const RECENT_WORDS = 45;

/** Something that was written lately. Unsure where neither notes nor activities can be read. */
export function mentionedLately(
  facts: DealFacts,
  list: WordList | RegExp,
  severity: number,
  days = RECENT_WORDS,
): Evaluation {
  if (facts.texts === null) return 'unknown';
  const found = mention(
    facts.texts,
    typeof list === 'string' ? wordLists[list] : list,
    facts.now.ms - days * DAY_MS,
  );
  if (!found) return null;
  const day = dayOf(found.at, facts.now.timeZone);
  const finding: Finding = {
    severity,
    fingerprintInputs: { said: found.line, on: day },
    evidence: [{ fact: 'said', values: [say.text(found.line), say.date(day)] }],
    source:
      found.from === 'note'
        ? 'typed'
        : facts.fields.activities.state === 'seen'
          ? facts.fields.activities.source
          : 'api',
    words: [say.text(found.hit), say.date(day)],
  };
  return finding;
}
