import {
  type Activity,
  type DealContact,
  type Element,
  known,
  type Source,
  type StatementKind,
} from '../model/index.ts';
import { type ChecklistFacts, type CheckState, elementState } from './checklist.ts';
import { DAY_MS, dayOf } from './days.ts';
import type { DealFacts } from './facts.ts';
import { pattern } from './patterns.ts';
import { type Evaluation, type Finding, say } from './signal.ts';
import {
  type DecisionDate,
  decisionDates,
  type Statement,
  statedIn,
} from './statements/statements.ts';
import { activityText } from './statements/written.ts';

/** Start of Proposal, 0 to 1 (docs/decisions/coaching-rules.md). */
export const PROPOSAL = 0.6;

/** Names of roles that decide, as CRMs ship them in English, German and Spanish. */
const DECIDES = pattern('i')`
  decision|decid|economic|budget holder|approv|sponsor
  |entscheid|freigabe
  |decisor|decisi[oó]n|aprobador`;
/** Titles of people who decide, in English, German and Spanish. */
const EXECUTIVE = pattern('iu')`
  \b(?:c[efiot]o|chief|president|vp|vice president|managing director|head of|owner|founder|partner
  |director
  |geschäftsf\p{L}+|vorst[aä]nd\p{L}*|inhaber\p{L}*|leiter\p{L}*|gesch\.?leitung|prokurist\p{L}*
  |director(?:a)? general|gerente|presidente|dueñ[oa]|propietari[oa]|consejer[oa] delegad[oa])\b`;
export const CHAMPION = /champion|coach|sponsor|fürsprech|impulsor|promotor/i;

export function hasDecidingRole(contact: DealContact): boolean {
  return contact.role !== null && DECIDES.test(contact.role);
}
export function decides(contact: DealContact): boolean {
  return hasDecidingRole(contact) || isExecutive(contact);
}
export function isExecutive(contact: Pick<DealContact, 'title'>): boolean {
  return contact.title !== null && EXECUTIVE.test(contact.title);
}

/** As the floor in rank.ts, below which a question waits. */
const FLOOR = 0.4;

/**
 * True when these criteria are the next ones: one of a later stage of the playbook is met, or all
 * of the earlier stages are, none of their own, and the deal is in their stage.
 */
function isNext({ items, stage }: ChecklistFacts, open: readonly CheckState[]): boolean {
  const stages = [...new Set(items.map((item) => item.stage))];
  const first = Math.min(...open.map((item) => stages.indexOf(item.stage)));
  const earlier = items.filter((item) => stages.indexOf(item.stage) < first);
  return (
    items.some((item) => item.done && stages.indexOf(item.stage) > first) ||
    (earlier.length > 0 &&
      earlier.every((item) => item.done) &&
      !items.some((item) => item.done && stages.indexOf(item.stage) === first) &&
      stages.indexOf(stage?.id ?? '') >= first)
  );
}

/**
 * Added to the first open criterion of the playbook, and to the others of its stage: the later ones
 * build on them.
 */
const FIRST = 0.15;
const EARLIEST = 0.05;

function earliness(checklist: ChecklistFacts | null, open: readonly CheckState[]): number {
  const first = checklist?.items.find((item) => !item.done);
  if (open.some((item) => item.id === first?.id)) return FIRST;
  return open.some((item) => item.stage === first?.stage) ? EARLIEST : 0;
}

/** What the buyer did counts more than a box that nobody ticked: above the floor, half. */
const SHARE = 0.5;
const softened = (severity: number) =>
  severity <= FLOOR ? severity : FLOOR + (severity - FLOOR) * SHARE;

/**
 * Triggered when an element of the playbook has no evidence from a position in the pipeline on, or
 * from the time at which a criterion of a later stage is met. `unknown` where no playbook asks for
 * the element, because it cannot be missing then.
 */
export function openElements(
  facts: DealFacts,
  wanted: readonly Element[],
  from: number,
  weight = 0.5,
  { isDueEarly = true } = {},
): Evaluation {
  const { checklist, position } = facts;
  const required = wanted.flatMap((element) => {
    const state = elementState(checklist, element);
    return state ? [{ element, ...state }] : [];
  });
  if (required.length === 0 || position === null) return 'unknown';
  const open = required.filter((item) => !item.done);
  if (open.length === 0) return null;
  const isDue =
    position >= from ||
    (isDueEarly &&
      checklist !== null &&
      isNext(
        checklist,
        open.flatMap((item) => item.items),
      ));
  if (!isDue) return null;
  const texts = open.map((item) => item.items[0]?.text ?? '');
  return {
    severity: softened(
      weight +
        0.2 * position +
        0.05 * (open.length - 1) +
        earliness(
          checklist,
          open.flatMap((item) => item.items),
        ),
    ),
    fingerprintInputs: {
      open: open.map((item) => item.element).join('|'),
      stage: checklist?.stage?.id ?? null,
    },
    evidence: [{ fact: 'checklist', values: texts.map(say.text) }],
    source: 'typed',
    values: [say.element(open[0]?.element ?? ''), say.text(texts[0] ?? '')],
  };
}

function sourceOf({ from }: Statement, { fields }: DealFacts): Source {
  if (from === 'note') return 'typed';
  return fields.activities.state === 'seen' ? fields.activities.source : 'api';
}

/** Days for which a statement in a text counts. */
const STATEMENT_DAYS = 45;

/** The time before which texts do not count, Unix ms. */
export const daysAgo = ({ now }: DealFacts, days: number) => now.ms - days * DAY_MS;

/** The latest statement of the last days; null also where no text can be read. */
export function latestStatement(
  facts: DealFacts,
  kind: StatementKind,
  days = STATEMENT_DAYS,
): Statement | null {
  return statedIn(facts.texts ?? [], kind, daysAgo(facts, days), knownNames(facts));
}

/** Whether the text of an activity says something of a kind. */
export function saysIn({ texts }: DealFacts, item: Activity, kind: StatementKind): boolean {
  const text = (texts ?? []).find(
    (one) => one.from === 'activity' && one.at === item.at && one.text === activityText(item).text,
  );
  return text?.says.said.some((said) => said.kind === kind) ?? false;
}

/** The finding for a statement. Its values are the words and the day. */
export function statementFinding(
  facts: DealFacts,
  statement: Statement,
  severity: number,
): Finding {
  const day = dayOf(statement.at, facts.now.timeZone);
  return {
    severity,
    fingerprintInputs: { said: statement.sentence, on: day },
    evidence: [{ fact: 'said', values: [say.text(statement.sentence), say.date(day)] }],
    source: sourceOf(statement, facts),
    values: [say.text(statement.hit), say.date(day)],
  };
}

/**
 * Triggered by the latest statement of a recent text. `unknown` where neither notes nor activities
 * can be read.
 */
export function evaluateStatement(
  facts: DealFacts,
  kind: StatementKind,
  severity: number,
  days = STATEMENT_DAYS,
): Evaluation {
  if (facts.texts === null) return 'unknown';
  const statement = latestStatement(facts, kind, days);
  return statement && statementFinding(facts, statement, severity);
}

/** As `statementFinding`, with the whole sentence as its words: for signals with own texts. */
export function sentenceFinding(facts: DealFacts, statement: Statement, severity: number): Finding {
  return {
    ...statementFinding(facts, { ...statement, hit: statement.sentence }, severity),
    as: 'said',
  };
}

type GapTopic = Extract<StatementKind, `gap.${string}`> extends `gap.${infer T}` ? T : never;

/** Severity of an open topic that a person wrote down: they know that it is open. */
const OPEN_TOPIC = 0.8;

/**
 * A text that says that the topic is not discussed, asked or known. Null once the playbook has
 * evidence for one of the elements.
 */
export function openTopicFinding(
  facts: DealFacts,
  topic: GapTopic,
  elements: readonly Element[],
): Finding | null {
  if (elements.some((element) => elementState(facts.checklist, element)?.done)) return null;
  const statement = latestStatement(facts, `gap.${topic}`);
  // An open topic that somebody wrote down is a question of its own, unlike a criterion.
  return (
    statement && { ...sentenceFinding(facts, statement, OPEN_TOPIC), topic: `checklist ${topic}` }
  );
}

/** Days for which a day of the buyer in a text counts. */
const DECISION_DAYS = 45;

/** The days that the next step and the latest texts name for steps of the buyer. */
export function decisionDatesOf(facts: DealFacts): DecisionDate[] {
  const { step, texts, now } = facts;
  const said = (texts ?? []).map(({ at, says }) => ({ at, said: says.said }));
  const all = [{ at: now.ms, said: step.decisions }, ...said];
  return decisionDates(all, daysAgo(facts, DECISION_DAYS), now);
}

/** Names that a text may contain without meaning somebody new: the account, its people, us. */
export function knownNames({ fields }: DealFacts): string[] {
  return [
    ...(known(fields.contacts) ?? []).map(({ name }) => name),
    known(fields.account) ?? '',
    known(fields.owner)?.name ?? '',
  ].filter((name) => name !== '');
}
