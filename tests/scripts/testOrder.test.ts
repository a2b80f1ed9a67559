import { expect, it } from 'vitest';
import type { TestSpecification } from 'vitest/node';
import { TestOrder } from '../helpers/testOrder.ts';

// A worker that shares modules ends where the environment changes, and all modules are loaded
// again; a long story that starts last leaves one core idle.

const cache = { getTestSpecificationResult: () => undefined };
const order = new TestOrder({ cache } as never);
const sorted = async (...files: [project: string, path: string][]) => {
  const specifications = files.map(([name, path]) => ({
    moduleId: `${process.cwd()}/tests/${path}`,
    project: { name, config: { environment: 'node', isolate: false, sequence: { groupOrder: 0 } } },
  }));
  const result = await order.sort(specifications as unknown as TestSpecification[]);
  return result.map(({ moduleId }) => moduleId.replace(/.*\/tests\//, ''));
};

it('files with one environment follow each other', async () => {
  const files = ['crm/watch', 'crm/locate', 'crm/failures', 'crm/labels', 'crm/recognise'];
  const result = await sorted(
    ...files.map((name): [string, string] => ['pure', `${name}.test.ts`]),
  );
  const inJsdom = result.map((name) => /watch|failures|recognise/.test(name));
  expect(inJsdom.toSorted()).toEqual([false, false, true, true, true]);
  const changes = inJsdom.filter((value, index) => index > 0 && value !== inJsdom[index - 1]);
  expect(changes).toHaveLength(1);
});

it('the long stories begin, and projects stay together', async () => {
  const result = await sorted(
    ['repo', 'repo/lines.test.ts'],
    ['e2e', 'e2e/sync.test.ts'],
    ['e2e', 'e2e/tour.test.ts'],
    ['repo', 'repo/names.test.ts'],
  );
  expect(result.slice(0, 2)).toEqual(['e2e/tour.test.ts', 'e2e/sync.test.ts']);
});
