import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Stories that take longer than their size suggests. A long one that starts last leaves the other
 * core idle until it ends.
 */
const LONG = ['tour', 'killed', 'first', 'interleaving', 'covered', 'hostilePages'];

const weightOf = ({ moduleId }: TestSpecification) =>
  LONG.some((name) => moduleId.endsWith(`/e2e/${name}.test.ts`)) ? 0 : 1;

function environmentOf({ moduleId, project }: TestSpecification): string {
  const start = readFileSync(moduleId, 'utf8').slice(0, 200);
  return /@vitest-environment (\S+)/.exec(start)?.[1] ?? project.config.environment;
}

/**
 * Vitest's order, large files first, with two changes: long stories begin, and the files of a
 * project with one environment follow each other. A worker that shares modules between files ends
 * where the next file has another environment, and all modules are loaded again.
 */
export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    const places = new Map(
      sorted.map((file) => [
        file,
        [
          String(projects.indexOf(file.project.name)).padStart(3, '0'),
          weightOf(file),
          environmentOf(file),
        ].join(),
      ]),
    );
    const placeOf = (file: TestSpecification) => places.get(file) ?? '';
    return sorted.toSorted((a, b) =>
      placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0,
    );
  }
}
