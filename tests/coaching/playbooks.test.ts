import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diffPlaybooks,
  fromMethod,
  guessMap,
  type Method,
  methods,
  planFor,
  playbooksOf,
  versionFor,
} from '../../lib/coaching/playbooks/index.ts';
import {
  type CheckItem,
  Playbook,
  type PlaybookVersion,
  type StageMap,
} from '../../lib/model/index.ts';
import { ms } from '../helpers/deals.ts';

const book = (id = 'meddpicc') =>
  fromMethod(methods.find((method) => method.id === id) as Method, (key) => key);
const version = (
  number: number,
  at: number,
  more: Partial<PlaybookVersion> = {},
): PlaybookVersion => ({
  refKey: '',
  playbook: 'b',
  version: number,
  document: book(),
  why: '',
  takes: [],
  retired: false,
  author: 'u',
  at,
  ...more,
});
const map: StageMap = {
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
};
const check = (item: string, done: boolean, at = 5): CheckItem => ({
  refKey: 'k',
  playbook: 'b',
  item,
  done,
  evidence: 'They wrote it',
  author: 'u',
  editedBy: null,
  at,
});
const plan = (more: Partial<Parameters<typeof planFor>[0]> = {}) =>
  planFor({
    ref: { crm: 'espocrm', tenant: 't' },
    stage: { id: null, name: 'Proposal' },
    createdAt: ms(-10),
    versions: [version(1, ms(-100))],
    maps: [map],
    moved: [],
    checks: [],
    ...more,
  });

describe('the shipped playbooks', () => {
  it.each(methods.map((method) => method.id))(
    '%s: each stage has a step of the buyer, questions and exit criteria, and every id is unique',
    (id) => {
      const document = book(id);
      expect(Playbook.safeParse(document).success).toBe(true);
      for (const stage of document.stages) {
        expect(stage.buyer).not.toBe('');
        expect(stage.ask.length).toBeGreaterThan(0);
        expect(stage.exit.length).toBeGreaterThan(0);
        expect(stage.fields.length).toBeLessThanOrEqual(5);
      }
      const ids = document.stages.flatMap((stage) => [
        stage.id,
        ...stage.exit.map((item) => item.id),
      ]);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );
  it('contain the elements of the methods in their names', () => {
    const asked = (id: string) =>
      book(id).stages.flatMap((stage) => stage.exit.map((item) => item.element));
    expect(asked('meddpicc')).toEqual(
      expect.arrayContaining([
        'metrics',
        'economicBuyer',
        'decisionCriteria',
        'decisionProcess',
        'paperProcess',
        'pain',
        'champion',
        'competition',
      ]),
    );
    expect(asked('bant')).toEqual(
      expect.arrayContaining(['budget', 'authority', 'need', 'timing']),
    );
    expect(asked('spiced')).toEqual(
      expect.arrayContaining(['pain', 'metrics', 'criticalEvent', 'decisionProcess']),
    );
  });
});

describe('the playbook of a deal', () => {
  it('is the one mapped to its pipeline, with what earlier stages lack', () => {
    const found = plan({ checks: [check('pain', true)] });
    expect(found?.checklist.stage?.id).toBe('decide');
    expect(found?.checklist.items.find((item) => item.id === 'pain')).toMatchObject({
      done: true,
      evidence: 'They wrote it',
    });
    expect(found?.checklist.skipped.map((item) => item.id)).not.toContain('pain');
    expect(found?.checklist.skipped.map((item) => item.id)).toContain('champion');
  });
  it('is null before a person confirmed the stages, in another CRM, and once it is retired', () => {
    expect(plan({ maps: [] })).toBeNull();
    expect(plan({ ref: { crm: 'odoo', tenant: 't' } })).toBeNull();
    expect(plan({ stage: { id: null, name: 'Unheard of' } })).toBeNull();
    expect(
      plan({ versions: [version(1, ms(-100)), version(2, ms(-1), { retired: true })] }),
    ).toBeNull();
  });
  it('finds a stage by its id first, and by its name in maps of 0.1.0', () => {
    const [slug, other] = Object.values(map.stages).filter((id) => id !== null);
    const stage = { id: '3', name: 'Vorschlag' };
    const stageIn = (stages: Record<string, string | null>) =>
      plan({ stage, maps: [{ ...map, stages }] })?.checklist.stage?.id;
    expect(slug).not.toBe(other);
    expect(stageIn({ '#3': slug ?? null, Vorschlag: other ?? null })).toBe(slug);
    expect(stageIn({ Vorschlag: other ?? null })).toBe(other);
    expect(stageIn({ '#4': slug ?? null, Proposition: slug ?? null })).toBeUndefined();
  });
  it('keeps the version it began with until it is moved', () => {
    const versions = [version(1, ms(-100)), version(2, ms(-50)), version(3, ms(-5))];
    expect(plan({ versions, createdAt: ms(-60) })?.version.version).toBe(1);
    expect(plan({ versions, createdAt: ms(-50) })?.version.version).toBe(2);
    expect(plan({ versions, createdAt: ms(-200) })?.version.version).toBe(1);
    expect(
      plan({
        versions,
        createdAt: ms(-60),
        moved: [{ refKey: 'k', playbook: 'b', version: 3, author: 'u', editedBy: null, at: 1 }],
      })?.version.version,
    ).toBe(3);
    expect(
      plan({
        versions,
        createdAt: ms(-60),
        moved: [{ refKey: 'k', playbook: 'b', version: 9, author: 'u', editedBy: null, at: 1 }],
      })?.version.version,
    ).toBe(1);
  });
  it('keeps both of two versions published at once; the later in the server’s order counts', () => {
    const [history] = playbooksOf([
      version(1, 1),
      version(2, 20, { why: 'A' }),
      version(2, 10, { why: 'B' }),
    ]);
    expect(history?.versions.map((item) => item.why)).toEqual(['', 'A', 'B']);
    expect(history?.latest.why).toBe('B');
    expect(history && versionFor(history, undefined, []).why).toBe('B');
  });
  it('uses the later change of an item in server order, not by the device’s clock', () => {
    const pain = (checks: CheckItem[]) =>
      plan({ checks })?.checklist.items.find((item) => item.id === 'pain')?.done;
    expect(pain([check('pain', true, 2000), check('pain', false, 1000)])).toBe(false);
    expect(pain([check('pain', false, 2000), check('pain', true, 1000)])).toBe(true);
  });
});

describe('a guess at the stages', () => {
  it('follows names of stages that have a meaning', () => {
    expect(guessMap(['Prospecting', 'Qualification', 'Proposal', 'Negotiation'], book())).toEqual({
      Prospecting: 'understand',
      Qualification: 'qualify',
      Proposal: 'decide',
      Negotiation: 'agree',
    });
    expect(guessMap(['Neu', 'Bedarf', 'Angebot', 'Verhandlung'], book('plain'))).toEqual({
      Neu: 'understand',
      Bedarf: 'shape',
      Angebot: 'decide',
      Verhandlung: 'agree',
    });
  });
  it('never goes back, and always names a stage of the playbook', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(
            fc.string({ maxLength: 12 }),
            fc.constantFrom('Demo', 'Negotiation', 'New', 'Quote'),
          ),
          { maxLength: 12 },
        ),
        fc.constantFrom(...methods.map((method) => method.id)),
        (stages, id) => {
          const document = book(id);
          const order = document.stages.map((stage) => stage.id);
          const places = stages.map((stage) =>
            order.indexOf(guessMap(stages, document)[stage] ?? ''),
          );
          expect(places.every((place) => place >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe('a difference', () => {
  it('names what changed, stage by stage', () => {
    const before = book();
    const after = structuredClone(before);
    const [first, second] = after.stages;
    if (!first || !second) throw new Error('no stages');
    first.buyer = 'Says it in the board';
    first.exit = first.exit.slice(1);
    second.exit = [...second.exit, { id: 'new-one', text: 'They sent their plan', element: null }];
    after.stages = after.stages.slice(0, -1);
    const changes = diffPlaybooks(before, after);
    expect(changes.map((change) => change.part).sort()).toEqual(['buyer', 'exit', 'exit', 'stage']);
    expect(changes.find((change) => change.part === 'exit' && change.before === '')?.after).toBe(
      'They sent their plan',
    );
  });
  it('is empty for equal playbooks, and reports a changed order', () => {
    for (const { id } of methods) expect(diffPlaybooks(book(id), book(id))).toEqual([]);
    const other = { ...book(), stages: [...book().stages].reverse() };
    expect(diffPlaybooks(book(), other).map((change) => change.part)).toEqual(['order']);
  });
});
