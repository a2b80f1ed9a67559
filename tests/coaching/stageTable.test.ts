import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { courseOf, stageSteps, unlistedMove } from '../../lib/coaching/stageSteps.ts';
import { type Stage, type StageChange, seen, unseen } from '../../lib/model/index.ts';

type Id = string | number | null;
type Answer = boolean | 'unsure';
interface Row {
  cause: string;
  stages: string;
  history: [string, Id, string | null, Id, string | null, (string | null)?, (string | null)?][];
  current: [Id, string | null, string | null];
  expect: [Answer, Answer];
  accept?: [Answer[], Answer[]];
}
const table = parse(readFileSync('tests/tables/stages.yaml', 'utf8')) as {
  lists: Record<string, [string, string, string, Stage['kind']][]>;
  rows: Row[];
};
const text = (id: Id) => (id === null ? null : String(id));

function courseIn({ stages, history, current }: Row, shuffle = (list: StageChange[]) => list) {
  const list = (table.lists[stages] ?? []).map(([id, name, pipeline, kind]) => ({
    id,
    name,
    pipeline,
    kind,
  }));
  const [id, name, pipeline] = current;
  const fields = {
    stages: seen<Stage[]>(list, 'api', 0),
    stage: name === null ? unseen<string>('notVisible') : seen(name, 'api', 0),
    stageId: id === null ? unseen<string>('notVisible') : seen(String(id), 'api', 0),
    pipeline:
      pipeline === null
        ? unseen<{ id: string; name: string | null }>('notVisible')
        : seen({ id: pipeline, name: pipeline as string | null }, 'api', 0),
  };
  const moves = shuffle(
    history.map(([at, fromId, from, toId, to, fromPipeline = null, toPipeline = null]) => ({
      at: Date.parse(at),
      from,
      to,
      fromId: text(fromId),
      toId: text(toId),
      fromPipeline,
      toPipeline,
    })),
  );
  const missing = unlistedMove(fields, moves, 0);
  return courseOf(stageSteps(fields, missing ? [...moves, missing] : moves));
}

describe('the course of a deal, in cases that somebody else collected', () => {
  it('there are as many as there were', () => expect(table.rows.length).toBeGreaterThanOrEqual(72));
  it.each(table.rows)('$cause', (row) => {
    const { wentBack, stepForward } = courseIn(row);
    expect([row.expect[0], ...(row.accept?.[0] ?? [])], 'went back').toContain(wentBack);
    expect([row.expect[1], ...(row.accept?.[1] ?? [])], 'went on').toContain(stepForward);
  });

  it('does not depend on the order in which the moves are listed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...table.rows), fc.integer(), (row, turn) => {
        const turned = courseIn(row, (list) =>
          list.map((_, index) => list[(index + Math.abs(turn)) % list.length] as StageChange),
        );
        expect(turned).toEqual(courseIn(row));
      }),
      { seed: 14, numRuns: 300 },
    );
  });
});
