import type { FactsInput } from '../../lib/coaching/index.ts';
import { fromMethod, methods, planFor } from '../../lib/coaching/playbooks/index.ts';
import type { Commitment, DealSnapshot, OrgHistory } from '../../lib/model/index.ts';
import { day, facts, ms, snapshot } from '../helpers/deals.ts';
import { repWith } from '../helpers/rep.ts';
import type { Story } from './story.ts';

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

const promise = (text: string, due: number, keptAt: number | null): Commitment => ({
  refKey: 'k',
  text,
  owner: 'u',
  due: day(due),
  state: keptAt === null ? 'open' : 'kept',
  settledAt: keptAt,
  author: 'u',
  at: ms(-30),
});

/** The facts of a story’s deal. `say` returns the English text of a key. */
export function factsOf({ deal, rep, ...story }: Story, say: (key: string) => string) {
  const values: Record<string, unknown> = {
    ...(deal.stage && { stage: deal.stage }),
    ...(deal.status && { status: deal.status }),
    ...(deal.amount !== undefined && {
      amount: deal.amount === null ? null : { amount: deal.amount, currency: 'GBP' },
    }),
    ...(deal.closeIn !== undefined && {
      closeDate: deal.closeIn === null ? null : day(deal.closeIn),
    }),
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
        stage: { id: null, name: deal.stage ?? 'Qualification' },
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
  const [signal = '', count = 0, of = 0] = rep?.pattern ?? [];
  const pattern = rep?.pattern ? [{ signal, count, of, share: (count / of) * 100, deals: [] }] : [];
  const more: Partial<FactsInput> = {
    snapshots: (deal.visits ?? []).map(
      ({ at, closeIn, ...seen }): DealSnapshot =>
        snapshot(at, {
          ...(closeIn === undefined ? {} : { closeDate: day(closeIn) }),
          ...(seen as Partial<DealSnapshot>),
        }),
    ),
    notes: (deal.notes ?? []).map(([text, at]) => ({ text, at: ms(at) })),
    commitments: [
      ...(deal.promises ?? []).map(([text, due]) => promise(text, due, null)),
      ...(deal.keptPromises ?? []).map(([text, due]) => promise(text, due, ms(due))),
    ],
    typed: deal.news
      ? [{ refKey: 'k', field: 'news', value: deal.news, author: 'u', editedBy: null, at: ms(-2) }]
      : [],
    competitors: story.competitors ?? [],
    checklist: plan?.checklist ?? null,
    history: story.history ? histories[story.history] : null,
    rep: rep
      ? repWith(pattern, {
          weeks: rep.weeks ?? [],
          losses: Array.from({ length: rep.losses ?? 0 }, (_, index) => ({
            name: `Deal ${index}`,
            at: ms(-index - 1),
          })),
        })
      : null,
  };
  return facts(values, more);
}
