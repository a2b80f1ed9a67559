import { describe, expect, it } from 'vitest';
import { coach, type DealFacts, dealFacts, timeline } from '../../lib/coaching/index.ts';
import { read } from '../../lib/crm/readers/odoo.ts';
import { type DealRecord, known } from '../../lib/model/index.ts';
import { crmPage, dealOf } from '../helpers/crmPage.ts';

/** An invented Odoo whose stages have names in two languages, and a second team. */
const NOW = Date.parse('2026-11-22T12:00:00Z');
const STAGES = [
  { id: 1, en: 'New', de: 'Neu', team: false, won: false },
  { id: 2, en: 'Qualified', de: 'Qualifiziert', team: false, won: false },
  { id: 3, en: 'Proposition', de: 'Vorschlag', team: false, won: false },
  { id: 7, en: 'Qualified', de: 'Geprüft', team: [9, 'Renewals'], won: false },
  { id: 8, en: 'Terms', de: 'Konditionen', team: [9, 'Renewals'], won: false },
  { id: 4, en: 'Ordered', de: 'Bestellt', team: false, won: true },
];

interface OdooData {
  lang?: 'en' | 'de';
  stage?: number;
  team?: number;
  /** [day, from, to], as the writers' languages have them. */
  tracked?: [string, string, string][];
  lead?: object;
  languages?: string[];
  /** 19 has several teams per stage. */
  version?: 18 | 19;
}

interface Request {
  path: string;
  model: string;
  context: { lang?: string };
  fields?: string[];
}

function odoo({ lang = 'de', stage = 3, team = 1, ...data }: OdooData = {}) {
  const requests: Request[] = [];
  const { win } = crmPage('http://odoo.test/odoo/crm/31', '', () => null);
  const result = (value: unknown) =>
    new Response(JSON.stringify({ jsonrpc: '2.0', id: 1, result: value }));
  const named = (id: number, language: string) => {
    const row = STAGES.find((item) => item.id === id);
    return language.startsWith('de') ? row?.de : row?.en;
  };
  const fetch = async (path: string, init: RequestInit) => {
    const { params } = JSON.parse(String(init.body));
    const context = params.kwargs?.context ?? {};
    requests.push({ path, model: params.model, context, fields: params.kwargs?.fields });
    const language = context.lang ?? 'en_US';
    if (path.includes('session_info'))
      return result({ uid: 1, name: 'A', user_context: { lang: `${lang}_XX`, tz: 'UTC' } });
    if (path.includes('action/load')) return result({ res_model: 'crm.lead' });
    if (path.includes('thread/messages'))
      return result({
        messages: (data.tracked ?? []).map(([date, from, to], id) => ({
          id: id + 1,
          date: `${date} 10:00:00`,
          message_type: 'notification',
          body: '',
          trackingValues: [
            { fieldName: 'stage_id', oldValue: { value: from }, newValue: { value: to } },
          ],
        })),
      });
    if (path.includes('res.lang'))
      return result((data.languages ?? ['en_XX', 'de_XX']).map((code) => ({ code })));
    if (path.includes('crm.stage')) {
      const teams = (team: false | [number, string]) =>
        data.version === 19 ? { team_ids: team ? [team[0], 12] : [] } : { team_id: team };
      return result(
        STAGES.map((row) => ({
          id: row.id,
          name: named(row.id, language),
          is_won: row.won,
          ...teams(row.team as false | [number, string]),
        })),
      );
    }
    if (path.includes('mail.message/search_read')) return result([]);
    if (path.includes('mail.message')) return result({ length: 0, records: [] });
    if (/mail\.activity|calendar\.event/.test(path)) return result([]);
    return result([
      {
        id: 31,
        name: 'Kiln',
        type: 'opportunity',
        active: true,
        stage_id: { id: stage, display_name: named(stage, language) },
        team_id: { id: team, display_name: team === 9 ? 'Renewals' : 'Sales' },
        probability: 40,
        ...data.lead,
      },
    ]);
  };
  Object.assign(win, { fetch });
  return { win, requests };
}

const deal = async (data: OdooData) => dealOf(await read(odoo(data).win), 'odoo', '31', NOW);
const factsIn = (record: DealRecord, more: object = {}): DealFacts =>
  dealFacts({ record, ...more }, { ms: NOW, timeZone: 'UTC' }, () => null);
const results = (facts: DealFacts) => {
  const { triggered, notEvaluated } = coach(facts);
  return { triggered: triggered.map((item) => item.signal), notEvaluated };
};
const BACK: OdooData['tracked'] = [
  ['2026-11-10', 'New', 'Qualified'],
  ['2026-11-14', 'Qualified', 'Proposition'],
  ['2026-11-18', 'Proposition', 'Qualified'],
];

describe('stages of Odoo in two languages', () => {
  it('reads ids and the team, and the stages of this team only', async () => {
    const { fields } = await deal({ lang: 'de' });
    expect(known(fields.stageId)).toBe('3');
    expect(known(fields.pipeline)).toEqual({ id: '1', name: 'Sales' });
    expect(known(fields.stages)).toEqual([
      { id: '1', pipeline: null, name: 'Neu', kind: 'open' },
      { id: '2', pipeline: null, name: 'Qualifiziert', kind: 'open' },
      { id: '3', pipeline: null, name: 'Vorschlag', kind: 'open' },
      { id: '4', pipeline: null, name: 'Bestellt', kind: 'won' },
    ]);
  });

  it.each(['en', 'de'] as const)(
    'takes the stage of the deal for the latest change, where two have its name (%s)',
    async (lang) => {
      const tracked: OdooData['tracked'] = [['2026-11-10', 'Terms', 'Qualified']];
      const { fields } = await deal({ lang, team: 9, stage: 7, tracked });
      expect(known(fields.stageHistory)?.[0]).toMatchObject({ fromId: '8', toId: '7' });
      const before = await deal({ lang, team: 9, stage: 8, tracked: [...tracked, ...tracked] });
      expect(known(before.fields.stageHistory)?.[0]).toMatchObject({ toId: null });
    },
  );

  it('sees a move back that was written in another language, by its names here', async () => {
    const facts = factsIn(await deal({ lang: 'de', stage: 2, tracked: BACK }));
    expect(results(facts).triggered).toContain('stageBack');
    expect(facts.stageMoves?.list.at(-1)).toMatchObject({
      from: 'Vorschlag',
      to: 'Qualifiziert',
      fromId: '3',
      toId: '2',
      direction: 'back',
    });
    const kinds = timeline(facts, { notes: [], prompts: [] }).map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'forward' || kind === 'back')).toEqual([
      'back',
      'forward',
      'forward',
    ]);
  });

  it('asks the same question in both languages', async () => {
    const of = async (lang: 'en' | 'de') =>
      coach(factsIn(await deal({ lang, stage: 2, tracked: BACK }))).triggered.find(
        (item) => item.signal === 'stageBack',
      )?.fingerprint;
    expect(await of('de')).toBe(await of('en'));
  });

  it('is unsure where a name is in no language of the server', async () => {
    const data: OdooData = { lang: 'de', stage: 2, tracked: BACK, languages: ['de_XX'] };
    const { triggered, notEvaluated } = results(factsIn(await deal(data)));
    expect(triggered).not.toContain('stageBack');
    expect(notEvaluated).toContain('stageBack');
  });

  it('asks for other languages only where a name is unknown', async () => {
    const plain = odoo({ lang: 'en', tracked: BACK });
    await read(plain.win);
    expect(plain.requests.some(({ model }) => model === 'res.lang')).toBe(false);
    const foreign = odoo({ lang: 'de', tracked: BACK });
    await read(foreign.win);
    const stages = foreign.requests.filter(({ model }) => model === 'crm.stage');
    expect(stages.map(({ context }) => context.lang)).toEqual(['de_XX', 'en_XX']);
  });

  it('a move into another team’s stages is no regression', async () => {
    const tracked: OdooData['tracked'] = [
      ['2026-11-10', 'Qualified', 'Proposition'],
      ['2026-11-15', 'Proposition', 'Terms'],
    ];
    const facts = factsIn(await deal({ lang: 'en', stage: 8, team: 9, tracked }));
    expect(known(facts.fields.stages)?.map(({ id }) => id)).toEqual(['1', '2', '3', '7', '8', '4']);
    const left = factsIn(
      await deal({
        lang: 'en',
        stage: 2,
        tracked: [
          ['2026-11-10', 'Proposition', 'Terms'],
          ['2026-11-15', 'Terms', 'Qualified'],
        ],
      }),
    );
    expect(left.stageMoves?.list.map((step) => step.direction)).toEqual(['aside', 'aside']);
    expect(results(left).notEvaluated).not.toContain('stageBack');
    expect(results(left).triggered).not.toContain('stageBack');
  });

  it.each([18, 19] as const)('reads the stages of the deal’s team in Odoo %i', async (version) => {
    const idsOf = async (team: number) =>
      known((await deal({ lang: 'en', version, team })).fields.stages)?.map(({ id }) => id);
    expect(await idsOf(1)).toEqual(['1', '2', '3', '4']);
    expect(await idsOf(9)).toEqual(['1', '2', '3', '7', '8', '4']);
  });

  it('takes the deal’s own of the teams that share a stage', async () => {
    const pipelines = async (team: number) =>
      known((await deal({ lang: 'en', version: 19, team })).fields.stages)?.map(
        ({ pipeline }) => pipeline,
      );
    expect(await pipelines(12)).toEqual([null, null, null, '12', '12', null]);
    const tracked: OdooData['tracked'] = [['2026-11-10', 'Proposition', 'Terms']];
    const { fields } = await deal({ lang: 'en', version: 19, team: 1, stage: 2, tracked });
    expect(known(fields.stageHistory)?.[0]).toMatchObject({ toId: '8', toPipeline: '9' });
  });

  it('names no field of a stage, since a server logs an error for one that it lacks', async () => {
    const { win, requests } = odoo({ version: 19 });
    await read(win);
    const stages = requests.filter(({ model }) => model === 'crm.stage');
    expect(stages.map(({ fields }) => fields)).toEqual([undefined]);
  });
});

describe('the status of an Odoo deal', () => {
  const statusIn = async (data: OdooData) => (await deal(data)).fields.status;
  it.each<[string, OdooData, string | undefined]>([
    ['won by its stage, whatever its name', { stage: 4 }, 'won'],
    ['open', { stage: 2 }, 'open'],
    [
      'lost: archived with a reason',
      { lead: { active: false, lost_reason_id: { id: 2 } } },
      'lost',
    ],
    ['lost: archived with no chance', { lead: { active: false, probability: 0 } }, 'lost'],
    ['won: shown as such at 100 percent in an open stage', { lead: { probability: 100 } }, 'won'],
    ['open below 100 percent', { lead: { probability: 99.99 } }, 'open'],
    ['open with no chance, not archived', { lead: { probability: 0 } }, 'open'],
    ['neither: archived at 100 percent', { lead: { active: false, probability: 100 } }, undefined],
    ['neither: archived with a chance', { lead: { active: false, probability: 40 } }, undefined],
  ])('%s', async (_, data, status) => {
    expect(known(await statusIn(data))).toBe(status);
  });
  it('asks nothing about an archived deal, not even what its stage means', async () => {
    const facts = factsIn(await deal({ lead: { active: false, probability: 40 } }));
    expect(facts.fields.status.state).toBe('empty');
    expect(facts.unknownStage).toBeNull();
    expect(results(facts).triggered).toEqual([]);
  });
});
