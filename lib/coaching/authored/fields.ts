import { cut } from '../../model/cut.ts';
import { type DealFieldName, known, upToDate, wholeList } from '../../model/index.ts';
import { decides, knownNames } from '../checks.ts';
import { daysBetween, daysSince } from '../days.ts';
import { type DealFacts, stageSince } from '../facts.ts';
import { steps } from '../moves.ts';
import { plannedDay } from '../planned.ts';
import { statedIn } from '../statements/statements.ts';

export type FactValue = number | string | boolean | string[];
export type FactType = 'double' | 'string' | 'bool' | 'list<string>';

/**
 * A fact that a condition can use. Its description is `condition.facts.<name>` in the locale files.
 */
export interface FactField {
  name: string;
  type: FactType;
  /**
   * Undefined where it is unknown: a condition that depends on it is then unknown, and the question
   * is not asked.
   */
  pick(facts: DealFacts): FactValue | undefined;
}

const LONGEST_LIST = 60;

/** Whether a seen field has a value; undefined while the field was not seen. */
const has = (name: DealFieldName) => (facts: DealFacts) =>
  facts.fields[name].state === 'unseen' ? undefined : facts.fields[name].state === 'seen';
/** A text; '' where the CRM's field is empty. */
const text = (name: 'name' | 'account' | 'stage' | 'nextStep' | 'forecast') => (facts: DealFacts) =>
  facts.fields[name].state === 'empty' ? '' : known(facts.fields[name]);
const since = (name: 'createdAt' | 'modifiedAt') => (facts: DealFacts) => {
  const at = known(facts.fields[name]);
  return at === undefined ? undefined : daysSince(at, facts.now);
};
const activities = (facts: DealFacts) => upToDate(facts.fields.activities)?.value;
const planned = (facts: DealFacts) => activities(facts)?.filter((item) => item.state === 'open');
const people = (facts: DealFacts) => wholeList(facts.fields.contacts)?.value;
const field = (name: string, type: FactType, pick: FactField['pick']): FactField => ({
  name,
  type,
  pick,
});

/**
 * All facts of conditions, under `deal.`. A new one needs a line here and a sentence in the locale
 * files; a test reports a missing one.
 */
export const factFields: readonly FactField[] = [
  field('name', 'string', text('name')),
  field('account', 'string', text('account')),
  field('stage', 'string', text('stage')),
  field('position', 'double', (facts) => facts.position ?? undefined),
  field('amount', 'double', (facts) =>
    facts.fields.amount.state === 'empty' ? 0 : known(facts.fields.amount)?.amount,
  ),
  field('currency', 'string', (facts) => known(facts.fields.amount)?.currency ?? undefined),
  field('hasAmount', 'bool', (facts) =>
    facts.fields.amount.state === 'unseen'
      ? undefined
      : (known(facts.fields.amount)?.amount ?? 0) > 0,
  ),
  field('owner', 'string', (facts) => known(facts.fields.owner)?.name),
  field('hasOwner', 'bool', has('owner')),
  field('probability', 'double', (facts) => known(facts.fields.probability)),
  field('forecast', 'string', text('forecast')),
  field('hasCloseDate', 'bool', has('closeDate')),
  field('daysToClose', 'double', (facts) => {
    const date = known(facts.fields.closeDate);
    return date === undefined ? undefined : daysBetween(facts.day, date);
  }),
  field('closeDatePushes', 'double', (facts) =>
    facts.closeDateMoves?.isPartial === false
      ? steps(facts.closeDateMoves.list).filter((move) => move.to > move.from).length
      : undefined,
  ),
  field('hasNextStep', 'bool', has('nextStep')),
  field('nextStep', 'string', text('nextStep')),
  field('nextStepOverdueDays', 'double', (facts) => {
    const due = known(facts.fields.nextStepDate);
    return due === undefined ? undefined : Math.max(0, daysBetween(due, facts.day));
  }),
  field('quietDays', 'double', (facts) => {
    if (facts.lastActivity.state === 'empty') return since('createdAt')(facts);
    const last = upToDate(facts.lastActivity);
    return last && daysSince(last.value, facts.now);
  }),
  field('daysInStage', 'double', (facts) => {
    const at = stageSince(facts);
    return at ? daysSince(at.at, facts.now) : undefined;
  }),
  field('stageRegressions', 'double', (facts) => {
    const { fields, stageMoves } = facts;
    if (!stageMoves || stageMoves.isUnsure || known(fields.stages) === undefined) return undefined;
    const directions = stageMoves.list.map((step) => step.direction);
    return directions.includes(null)
      ? undefined
      : directions.filter((direction) => direction === 'back').length;
  }),
  field('ageDays', 'double', since('createdAt')),
  field('untouchedDays', 'double', since('modifiedAt')),
  field('amountDropPercent', 'double', (facts) => {
    const amount = known(facts.fields.amount)?.amount;
    if (amount === undefined || facts.amountMoves?.isPartial !== false) return undefined;
    const peak = Math.max(
      amount,
      ...facts.amountMoves.list.flatMap((move) => [move.from ?? 0, move.to ?? 0]),
    );
    return peak > 0 ? Math.round(((peak - amount) / peak) * 100) : 0;
  }),
  field('contacts', 'double', (facts) => people(facts)?.length),
  field('contactNames', 'list<string>', (facts) =>
    people(facts)
      ?.slice(0, LONGEST_LIST)
      .map((contact) => contact.name),
  ),
  field('contactRoles', 'list<string>', (facts) =>
    people(facts)
      ?.slice(0, LONGEST_LIST)
      .flatMap((contact) => (contact.role === null ? [] : [contact.role])),
  ),
  field('contactTitles', 'list<string>', (facts) =>
    people(facts)
      ?.slice(0, LONGEST_LIST)
      .flatMap((contact) => (contact.title === null ? [] : [contact.title])),
  ),
  field('hasDecisionMaker', 'bool', (facts) => people(facts)?.some(decides)),
  field('plannedActivities', 'double', (facts) => planned(facts)?.length),
  field(
    'plannedMeetings',
    'double',
    (facts) => planned(facts)?.filter((item) => item.kind === 'meeting').length,
  ),
  field(
    'overdueTasks',
    'double',
    (facts) =>
      planned(facts)?.filter((item) => {
        const due = plannedDay(item, facts.now.timeZone, 'ends');
        return due !== null && daysBetween(due, facts.day) > 0;
      }).length,
  ),
  field(
    'activities30',
    'double',
    (facts) =>
      activities(facts) &&
      facts.done.filter((item) => daysSince(item.at ?? 0, facts.now) <= 30).length,
  ),
  field('texts', 'list<string>', (facts) =>
    facts.texts?.slice(0, LONGEST_LIST).map((piece) => cut(piece.text, 500)),
  ),
  field('competitorMentioned', 'bool', (facts) =>
    facts.texts === null
      ? undefined
      : statedIn(facts.texts, 'rival', 0, knownNames(facts)) !== null,
  ),
  field('checklistOpen', 'list<string>', (facts) =>
    facts.checklist?.items.filter((item) => !item.done).map((item) => item.id),
  ),
  field('checklistDone', 'list<string>', (facts) =>
    facts.checklist?.items.filter((item) => item.done).map((item) => item.id),
  ),
  field(
    'openCommitments',
    'double',
    (facts) => facts.commitments.filter((item) => item.state === 'open').length,
  ),
];

/** Former names of facts. Stored conditions contain them; pages no longer offer them. */
const FORMER_NAMES: Readonly<Record<string, string>> = { openPromises: 'openCommitments' };

/** The name under which pages offer a fact. */
export const currentName = (name: string): string => FORMER_NAMES[name] ?? name;

/** The facts that a condition may contain: all facts, and those under a former name. */
export const readableFields: readonly FactField[] = [
  ...factFields,
  ...Object.entries(FORMER_NAMES).flatMap(([former, name]) =>
    factFields.filter((fact) => fact.name === name).map((fact) => ({ ...fact, name: former })),
  ),
];

/**
 * A deal as conditions read it: unknown facts are absent. It is a class, so that CEL uses the
 * object instead of copying it each time.
 */
export class FactView {
  [name: string]: FactValue;
}

const pickers = new Map(readableFields.map((field) => [field.name, field.pick]));
interface CachedFacts {
  view: FactView;
  /** Names that were computed, also those without a value. */
  computed: Set<string>;
}
const cache = new WeakMap<DealFacts, CachedFacts>();

/** The facts of a deal that a condition uses. Each is computed once per deal. */
export function factsNamed(facts: DealFacts, names: readonly string[]): FactView {
  let entry = cache.get(facts);
  if (!entry) {
    entry = { view: new FactView(), computed: new Set() };
    cache.set(facts, entry);
  }
  for (const name of names) {
    if (entry.computed.has(name)) continue;
    entry.computed.add(name);
    const value = pickers.get(name)?.(facts);
    if (value !== undefined) entry.view[name] = value;
  }
  return entry.view;
}

/** All facts of a deal. */
export function factValues(facts: DealFacts): FactView {
  return factsNamed(
    facts,
    factFields.map(({ name }) => name),
  );
}
