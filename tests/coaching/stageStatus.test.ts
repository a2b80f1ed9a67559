import { describe, expect, it } from 'vitest';
import { stageSince } from '../../lib/coaching/facts.ts';
import { coach, dealFacts, isOpen, type StageAnswer, timeline } from '../../lib/coaching/index.ts';
import { withLaterVisits } from '../../lib/coaching/visits.ts';
import { type DealRecord, known, seen } from '../../lib/model/index.ts';
import { day, deal, facts, ms, NOON, now, snapshot } from '../helpers/deals.ts';

const answer = (change: Partial<StageAnswer>): StageAnswer => ({
  refKey: '',
  crm: 'espocrm',
  tenant: 't',
  pipeline: '',
  stage: 'order received',
  name: 'Order received',
  status: 'won',
  author: 'u',
  editedBy: null,
  at: ms(-1),
  isShared: true,
  ...change,
});
/** A grave deal: passed date, no next step, nothing planned. */
const grave = {
  closeDate: day(-3),
  nextStep: null,
  nextStepDate: null,
  activities: [],
  contacts: [],
  stages: undefined,
};
const of = (values: object, answers: StageAnswer[] = []) =>
  facts({ ...grave, status: undefined, probability: undefined, ...values }, { answers });
const warnings = (it: ReturnType<typeof of>) =>
  coach(it)
    .triggered.filter((item) => item.kind !== 'praise')
    .map((item) => item.signal);

describe('the status of a deal', () => {
  it.each([
    ['Won', 'won'],
    ['Lost', 'lost'],
    ['6 - Closed Won', 'won'],
    ['Cierre ganado', 'won'],
    ['Verloren', 'lost'],
    ['Closed - not won', undefined],
    ['Closed Lost - won back later', undefined],
    ['Order received', undefined],
  ])('“%s” raises nothing about an open deal', (stage, status) => {
    const found = of({ stage });
    expect(known(found.fields.status)).toBe(status);
    expect(isOpen(found)).toBe(false);
    // A lost deal is asked about its loss, and nothing else.
    expect(warnings(found).filter((signal) => signal !== 'lossReview')).toEqual([]);
  });
  it('an open deal with the same data has warnings', () => {
    expect(warnings(of({ stage: 'Negotiation' }))).toContain('closePassed');
  });

  it.each<[string, object, StageAnswer[], string | undefined]>([
    ['the CRM’s flag before an answer', { status: 'open' }, [answer({})], 'open'],
    [
      'the kind of the stage before an answer',
      { stages: [{ name: 'Order received', kind: 'lost' }] },
      [answer({})],
      'lost',
    ],
    ['the forecast before an answer', { forecast: 'Commit' }, [answer({})], 'open'],
    ['the probability before an answer', { probability: 40 }, [answer({})], 'open'],
    [
      'an answer before a forecast that the probability contradicts',
      { forecast: 'Commit', probability: 100 },
      [answer({})],
      'won',
    ],
    ...[
      { forecast: 'Commit', probability: 100 },
      { forecast: 'Pipeline', probability: 0 },
      { forecast: 'Closed', probability: 60 },
      { forecast: 'Closed', probability: 0 },
    ].map((values): [string, object, StageAnswer[], string | undefined] => [
      `nothing where ${values.forecast} and ${values.probability} % contradict each other`,
      values,
      [],
      undefined,
    ]),
    [
      'the name where forecast and probability contradict each other',
      { stage: 'Negotiation', forecast: 'Commit', probability: 100 },
      [],
      'open',
    ],
    [
      'the name that states a loss before “Closed”',
      { stage: 'Lost', forecast: 'Closed' },
      [],
      'lost',
    ],
    ['“Closed” that the probability confirms', { forecast: 'Closed', probability: 100 }, [], 'won'],
    ['an answer before the name', { stage: 'Lost' }, [answer({ stage: 'lost' })], 'won'],
    [
      'the organisation’s before the person’s own',
      {},
      [answer({ status: 'lost', isShared: false }), answer({})],
      'won',
    ],
    ['the person’s own', {}, [answer({ isShared: false })], 'won'],
    ['not one of another tenant', {}, [answer({ tenant: 'other' })], undefined],
    ['not one that was withdrawn', {}, [answer({ status: null })], undefined],
    [
      'that of the pipeline before that of none',
      { pipeline: { id: 'b', name: 'B' } },
      [answer({ status: 'lost' }), answer({ pipeline: 'b', status: 'open' })],
      'open',
    ],
    [
      'not that of another pipeline',
      { pipeline: { id: 'b', name: 'B' } },
      [answer({ pipeline: 'a' })],
      undefined,
    ],
    [
      'none where pipelines disagree and the page shows none',
      {},
      [answer({ pipeline: 'a' }), answer({ pipeline: 'b', status: 'lost' })],
      undefined,
    ],
    [
      'by id, in another language',
      { stage: 'Auftrag da', stageId: '7' },
      [answer({ stage: '#7' })],
      'won',
    ],
  ])('%s', (_, values, answers, status) => {
    expect(known(of({ stage: 'Order received', ...values }, answers).fields.status)).toBe(status);
  });

  it('asks about an unknown stage, and not once it is answered', () => {
    const asked = of({ stage: 'Order received' });
    expect(asked.unknownStage).toEqual({ id: null, pipeline: null, name: 'Order received' });
    const answered = of({ stage: 'Order received' }, [answer({ status: 'open' })]);
    expect(answered.unknownStage).toBeNull();
    expect(answered.stageAnswer?.status).toBe('open');
    expect(warnings(answered)).toContain('closePassed');
  });
  it('asks about a stage whose forecast and probability contradict each other', () => {
    const asked = of({ stage: 'Order received', forecast: 'Commit', probability: 100 });
    expect(asked.unknownStage?.name).toBe('Order received');
    expect(warnings(asked)).toEqual([]);
  });
  it('asks nothing where the stage is empty or unseen', () => {
    expect(of({ stage: null }).unknownStage).toBeNull();
    expect(of({ stage: undefined }).unknownStage).toBeNull();
  });
  it('decides the kinds of stages that the CRM does not explain, for the position', () => {
    const stages = ['Lead', 'Prüfstand', 'Order received'].map((name) => ({
      name,
      kind: 'unknown',
    }));
    const found = of({ stage: 'Prüfstand', stages }, [
      answer({ stage: 'prüfstand', name: 'Prüfstand', status: 'open' }),
      answer({}),
    ]);
    expect(known(found.fields.stages)?.map((stage) => stage.kind)).toEqual(['open', 'open', 'won']);
    expect(found.position).toBe(1);
  });
  it.each(['hubspot', 'salesforce'] as const)(
    'does not believe an “open” that 0.1.0 guessed in %s',
    (crm) => {
      const record = deal({ ...grave, stage: 'Order received', status: undefined });
      record.ref = { ...record.ref, crm };
      record.fields.probability = { state: 'unseen', why: 'notVisible' };
      record.fields.status = seen('open', 'snapshot', NOON);
      expect(isOpen(dealFacts({ record }, now, () => null))).toBe(false);
      record.ref = { ...record.ref, crm: 'espocrm' };
      expect(isOpen(dealFacts({ record }, now, () => null))).toBe(true);
    },
  );
});

describe('visits in two languages', () => {
  const german = [
    { id: '1', pipeline: null, name: 'Neu', kind: 'open' },
    { id: '2', pipeline: null, name: 'Vorschlag', kind: 'open' },
  ];
  const values = { stage: 'Neu', stageId: '1', stages: german, stageHistory: undefined };
  const visit = (inDays: number, stage: string, stageId?: string) =>
    snapshot(inDays, { stage, ...(stageId ? { stageId } : {}) });
  const moves = (...snapshots: ReturnType<typeof snapshot>[]) =>
    facts(values, { snapshots }).stageMoves;

  it('make no move out of a translation', () => {
    const switched = moves(visit(-9, 'New', '1'), visit(-5, 'Neu', '1'), visit(-2, 'New', '1'));
    expect(switched).toMatchObject({ list: [], isUnsure: false });
  });
  it('keep a move by its ids, in the names of this language', () => {
    expect(moves(visit(-9, 'Proposition', '2'), visit(-5, 'New', '1'))?.list).toMatchObject([
      { from: 'Vorschlag', to: 'Neu', direction: 'back' },
    ]);
  });
  it('without ids a name of another language is neither a move nor none', () => {
    const old = facts(values, { snapshots: [visit(-9, 'New'), visit(-5, 'Neu')] });
    expect(old.stageMoves).toMatchObject({ list: [], isUnsure: true });
    expect(timeline(old, { notes: [], prompts: [] }).map(({ kind }) => kind)).not.toContain(
      'stage',
    );
    expect(coach(old).notEvaluated).toContain('stageBack');
  });
  it('with names that the list has they are a move as before', () => {
    expect(moves(visit(-9, 'Vorschlag'), visit(-5, 'Neu'))).toMatchObject({
      list: [{ direction: 'back' }],
      isUnsure: false,
    });
  });

  describe('of a page that shows neither ids nor a list of stages', () => {
    const page = { stage: 'Verhandlung', stages: undefined, stageHistory: undefined };
    const seenAt = (inDays: number, stage: string, language?: string) =>
      snapshot(inDays, { stage, ...(language ? { language } : {}) });
    const of = (...snapshots: ReturnType<typeof snapshot>[]) =>
      facts({ ...page, stageSince: undefined }, { snapshots });
    it.each([
      ['de', 'en'],
      ['de', undefined],
      [undefined, undefined],
    ])('are no move between “%s” and “%s”, nor proof that there was none', (first, second) => {
      const it = of(seenAt(-60, 'Negotiation', second), seenAt(-2, 'Verhandlung', first));
      expect(it.stageMoves).toMatchObject({ list: [], isUnsure: true });
      expect(stageSince(it)).toBeNull();
      expect(timeline(it, { notes: [], prompts: [] }).map(({ kind }) => kind)).not.toContain(
        'stage',
      );
    });
    it('are a move in one language', () => {
      const it = of(seenAt(-60, 'Angebot', 'de'), seenAt(-20, 'Verhandlung', 'de'));
      expect(it.stageMoves).toMatchObject({ list: [{ to: 'Verhandlung' }], isUnsure: false });
      expect(stageSince(it)?.at).toBe(ms(-20));
    });
    it('are a move where one name states an end and the other one none', () => {
      const it = of(seenAt(-60, 'Verhandlung', 'de'), seenAt(-20, 'Closed Won', 'en'));
      expect(it.stageMoves).toMatchObject({ list: [{ to: 'Closed Won' }], isUnsure: false });
    });
    it('since the last move only what came after it is unsure', () => {
      const moved = [seenAt(-60, 'Angebot', 'de'), seenAt(-20, 'Verhandlung', 'de')];
      expect(stageSince(of(...moved, seenAt(-2, 'Negotiation', 'en')))).toBeNull();
      const before = of(seenAt(-80, 'Offer'), ...moved);
      expect([before.stageMoves?.isUnsure, stageSince(before)?.at]).toEqual([true, ms(-20)]);
    });
  });

  const reading = (): DealRecord => deal(values);
  it('a later visit to the same stage keeps the name of this language', () => {
    const { fields } = withLaterVisits(reading(), [visit(-1, 'New', '1')]);
    expect(known(fields.stage)).toBe('Neu');
    expect(fields.stage.state === 'seen' && fields.stage.source).toBe('api');
  });
  it('a later visit to another stage brings its id', () => {
    const { fields } = withLaterVisits(reading(), [visit(-1, 'Proposition', '2')]);
    expect([known(fields.stage), known(fields.stageId)]).toEqual(['Proposition', '2']);
    expect(
      facts({}, { record: withLaterVisits(reading(), [visit(-1, 'Proposition', '2')]) }).position,
    ).toBe(1);
  });
  it('a later visit of 0.1.0 to another stage has no id, so that ours does not stay', () => {
    const { fields } = withLaterVisits(reading(), [visit(-1, 'Vorschlag')]);
    expect([known(fields.stage), known(fields.stageId)]).toEqual(['Vorschlag', undefined]);
  });
});
