import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import {
  coach,
  type DisplayValue,
  type FactsInput,
  nobody,
  sentenceKey,
} from '../../lib/coaching/index.ts';
import { fromMethod, methods, planFor } from '../../lib/coaching/playbooks/index.ts';
import {
  type DealSnapshot,
  type OrgHistory,
  type PromptOutcome,
  type PromptShown,
  Skill,
} from '../../lib/model/index.ts';
import { day, facts, ms, NOON, snapshot } from '../helpers/deals.ts';

/**
 * A story. Numbers are days before and after today, 22 November 2026. A value that it leaves out is
 * that of a healthy deal in Qualification.
 */
const Story = z.strictObject({
  says: z.string(),
  deal: z._default(
    z.strictObject({
      stage: z.optional(z.string()),
      status: z.optional(z.string()),
      amount: z.optional(z.nullable(z.number())),
      closeIn: z.optional(z.number()),
      created: z.optional(z.number()),
      modified: z.optional(z.number()),
      stageSince: z.optional(z.number()),
      nextStep: z.optional(z.nullable(z.string())),
      nextStepDue: z.optional(z.nullable(z.number())),
      forecast: z.optional(z.string()),
      contacts: z.optional(
        z.array(z.tuple([z.string(), z.string(), z.nullable(z.string()), z.nullable(z.string())])),
      ),
      activities: z.optional(
        z.array(
          z.strictObject({
            done: z.optional(z.number()),
            planned: z.optional(z.number()),
            kind: z.string(),
            subject: z.string(),
            who: z.optional(z.string()),
            direction: z.optional(z.enum(['in', 'out'])),
            sender: z.optional(z.string()),
          }),
        ),
      ),
      dates: z.optional(z.array(z.tuple([z.number(), z.number(), z.number()]))),
      stages: z.optional(z.array(z.tuple([z.number(), z.string(), z.string()]))),
      amounts: z.optional(z.array(z.tuple([z.number(), z.number(), z.number()]))),
      unseen: z.optional(z.array(z.string())),
      visits: z.optional(
        z.array(
          z.strictObject({
            at: z.number(),
            closeIn: z.optional(z.number()),
            owner: z.optional(z.string()),
            nextStep: z.optional(z.string()),
            people: z.optional(z.array(z.string())),
          }),
        ),
      ),
      notes: z.optional(z.array(z.tuple([z.string(), z.number()]))),
      promises: z.optional(z.array(z.tuple([z.string(), z.number()]))),
      news: z.optional(z.string()),
    }),
    {},
  ),
  side: z._default(z.enum(['rep', 'manager']), 'rep'),
  history: z.optional(z.enum(['usual', 'fast', 'slow'])),
  competitors: z.optional(z.array(z.string())),
  playbook: z.optional(z.tuple([z.string(), z.array(z.string())])),
  rep: z.optional(
    z.strictObject({
      losses: z.optional(z.number()),
      pattern: z.optional(z.tuple([z.string(), z.number(), z.number()])),
      weeks: z.optional(z.array(z.number())),
    }),
  ),
  person: z.optional(
    z.strictObject({
      focus: z.optional(Skill),
      agreed: z.optional(z.boolean()),
      retired: z.optional(z.array(z.string())),
    }),
  ),
  /** Days on which a question was shown without an answer. */
  unansweredDays: z.optional(z.record(z.string(), z.number())),
  answered: z.optional(z.array(z.string())),
  off: z.optional(z.array(z.string())),
  limits: z.optional(z.record(z.string(), z.number())),
  asks: z.array(z.string()),
});
type Story = z.infer<typeof Story>;

const folder = 'tests/coaching/stories';
const files = readdirSync(folder).sort();
const locale: unknown = JSON.parse(readFileSync('locales/en.json', 'utf8'));
const say = (key: string): string =>
  key
    .split('.')
    .reduce((tree: unknown, part) => (tree as Record<string, unknown>)[part], locale) as string;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function words(value: DisplayValue): string {
  if (value.type === 'date') {
    const [year, month, date] = value.value.split('-').map(Number);
    const text = `${date} ${MONTHS[(month ?? 1) - 1]}`;
    return year === 2026 ? text : `${text} ${year}`;
  }
  if (value.type === 'days') return `${value.value} days`;
  if (value.type === 'businessDays') return `${value.value} working days`;
  if (value.type === 'element') return say(`element.${value.value}`);
  if (value.type === 'signal') return say(`signals.${value.value}.name`);
  return String(typeof value.value === 'object' ? value.value.amount : value.value);
}

const stay = (value: number, n = 8) =>
  Object.fromEntries(
    ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'].map((stage) => [
      stage,
      { value, n },
    ]),
  );
const histories: Record<'usual' | 'fast' | 'slow', OrgHistory> = Object.fromEntries(
  (
    [
      ['usual', 20],
      ['fast', 10],
      ['slow', 40],
    ] as const
  ).map(([name, days]) => [
    name,
    {
      won: 14,
      lost: 30,
      stageDays: stay(days),
      cycleDays: { value: 95, n: 14 },
      replyHours: null,
      amounts: { GBP: { mean: 40_000, sd: 15_000, n: 44 } },
      contacts: { value: 4, n: 14 },
    },
  ]),
) as never;

function inputOf({ deal, rep, ...story }: Story) {
  const values: Record<string, unknown> = {
    ...(deal.stage && { stage: deal.stage }),
    ...(deal.status && { status: deal.status }),
    ...(deal.amount !== undefined && {
      amount: deal.amount === null ? null : { amount: deal.amount, currency: 'GBP' },
    }),
    ...(deal.closeIn !== undefined && { closeDate: day(deal.closeIn) }),
    ...(deal.created !== undefined && { createdAt: ms(deal.created) }),
    ...(deal.modified !== undefined && { modifiedAt: ms(deal.modified) }),
    ...(deal.stageSince !== undefined && { stageSince: ms(deal.stageSince) }),
    ...(deal.nextStep !== undefined && {
      nextStep: deal.nextStep,
      ...(deal.nextStep === null ? { nextStepDate: null } : {}),
    }),
    ...(deal.nextStepDue !== undefined && {
      nextStepDate: deal.nextStepDue === null ? null : day(deal.nextStepDue),
    }),
    ...(deal.forecast && { forecast: deal.forecast }),
    ...(deal.contacts && {
      contacts: deal.contacts.map(([id, name, role, title]) => ({ id, name, role, title })),
    }),
    ...(deal.activities && {
      activities: deal.activities.map(
        ({ done, planned, kind, subject, who, direction, sender }, index) => ({
          id: `a${index}`,
          kind,
          subject,
          state: done === undefined ? 'open' : 'done',
          at: done === undefined ? null : ms(done),
          due: planned === undefined ? null : day(planned),
          contactId: who ?? null,
          direction: direction ?? null,
          from: sender ?? null,
        }),
      ),
    }),
    ...(deal.dates && {
      closeDateHistory: deal.dates.map(([at, from, to]) => ({
        at: ms(at),
        from: day(from),
        to: day(to),
      })),
    }),
    ...(deal.stages && {
      stageHistory: deal.stages.map(([at, from, to]) => ({ at: ms(at), from, to })),
    }),
    ...(deal.amounts && {
      amountHistory: deal.amounts.map(([at, from, to]) => ({ at: ms(at), from, to })),
    }),
  };
  for (const name of deal.unseen ?? []) values[name] = undefined;
  const shown = story.playbook?.[1] ?? [];
  const method = methods.find((item) => item.id === story.playbook?.[0]);
  const plan = method
    ? planFor({
        ref: { crm: 'espocrm', tenant: 't' },
        stage: deal.stage ?? 'Qualification',
        createdAt: ms(-40),
        versions: [
          {
            refKey: '',
            playbook: 'b',
            version: 1,
            document: fromMethod(method, say),
            why: '',
            takes: [],
            retired: false,
            author: 'u',
            at: ms(-90),
          },
        ],
        maps: [
          {
            refKey: '',
            playbook: 'b',
            crm: 'espocrm',
            tenant: 't',
            stages: {
              Prospecting: 'understand',
              Qualification: 'qualify',
              Proposal: 'decide',
              Negotiation: 'agree',
            },
            author: 'u',
            editedBy: null,
            at: 1,
          },
        ],
        moved: [],
        checks: shown.map((item) => ({
          refKey: 'k',
          playbook: 'b',
          item,
          done: true,
          evidence: 'They wrote it',
          author: 'u',
          editedBy: null,
          at: 1,
        })),
      })
    : null;
  const more: Partial<FactsInput> = {
    snapshots: (deal.visits ?? []).map(
      ({ at, closeIn, ...seen }): DealSnapshot =>
        snapshot(at, {
          ...(closeIn === undefined ? {} : { closeDate: day(closeIn) }),
          ...(seen as Partial<DealSnapshot>),
        }),
    ),
    notes: (deal.notes ?? []).map(([text, at]) => ({ text, at: ms(at) })),
    commitments: (deal.promises ?? []).map(([text, due]) => ({
      refKey: 'k',
      text,
      owner: 'u',
      due: day(due),
      state: 'open' as const,
      settledAt: null,
      author: 'u',
      at: ms(-30),
    })),
    typed: deal.news
      ? [{ refKey: 'k', field: 'news', value: deal.news, author: 'u', editedBy: null, at: ms(-2) }]
      : [],
    competitors: story.competitors ?? [],
    checklist: plan?.checklist ?? null,
    history: story.history ? histories[story.history] : null,
    rep: rep
      ? {
          open: Array.from({ length: rep.pattern?.[2] ?? 0 }, (_, index) => ({
            key: `k${index}`,
            name: `D${index}`,
            triggered: index < (rep.pattern?.[1] ?? 0) ? [rep.pattern?.[0] ?? ''] : [],
          })),
          weeks: rep.weeks ?? [],
          losses: Array.from({ length: rep.losses ?? 0 }, (_, index) => ({
            name: `Deal ${index}`,
            at: ms(-index - 1),
          })),
        }
      : null,
  };
  return facts(values, more);
}

/** The questions in the words that a person reads. */
function askedIn(story: Story): string[] {
  const given = inputOf(story);
  const settings = { limits: story.limits ?? {}, off: story.off ?? [] };
  const all = coach(given, { settings }).triggered;
  const at = NOON - 86_400_000;
  const print = (signal: string) => all.find((item) => item.signal === signal)?.fingerprint ?? '';
  const common = (signal: string) => ({
    refKey: 'k',
    signal,
    fingerprint: print(signal),
    author: 'u',
    at,
  });
  const outcomes = (story.answered ?? []).map(
    (signal): PromptOutcome => ({ ...common(signal), outcome: 'answered', reason: null }),
  );
  const shown = Object.entries(story.unansweredDays ?? {}).map(
    ([signal, days]): PromptShown => ({
      ...common(signal),
      days,
      last: at,
      before: null,
      editedBy: null,
    }),
  );
  const person = {
    ...nobody,
    focus: story.person?.focus
      ? { skill: story.person.focus, agreed: story.person.agreed ?? false }
      : null,
    retired: new Set(story.person?.retired ?? []),
  };
  return coach(given, { outcomes, shown, settings, person }).prompts.map(({ item }) => {
    const values = item.values ?? [];
    return say(sentenceKey(item, story.side)).replace(/\$(\d)/g, (_, place: string) => {
      const value = values[Number(place) - 1];
      return value ? words(value) : '';
    });
  });
}

describe('deal stories', () => {
  it('are at least sixty, with quiet ones and pairs of reps among them', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
    expect(files.filter((name) => name.startsWith('quiet-')).length).toBeGreaterThanOrEqual(10);
    expect(files.filter((name) => name.startsWith('pair-')).length).toBeGreaterThanOrEqual(4);
  });
  it.each(files)('%s', (name) => {
    const story = Story.parse(parse(readFileSync(`${folder}/${name}`, 'utf8')));
    expect({ says: story.says, asks: askedIn(story) }).toEqual({
      says: story.says,
      asks: story.asks,
    });
  });
  it('of a pair differ', () => {
    const asked = files
      .filter((name) => name.startsWith('pair-'))
      .map((name) => askedIn(Story.parse(parse(readFileSync(`${folder}/${name}`, 'utf8')))).join());
    expect(new Set(asked).size).toBeGreaterThan(2);
  });
});
