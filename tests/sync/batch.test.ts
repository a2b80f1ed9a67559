// A push holds as many changes as the server takes, by their number, length and values.
import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../lib/model/index.ts';
import { batchOf } from '../../lib/sync/client/push.ts';
import { PUSH_LIMIT, PUSH_VALUES } from '../../lib/sync/protocol.ts';
import { exceeds } from '../../server/http/bodies.ts';

const change = (seq: number, patch: Record<string, unknown>): Mutation => ({
  ...{ seq, id: `m${seq}`, op: 'create', collection: 'note', rowId: `r${seq}`, base: 0 },
  patch,
});
const waiting = (patch: Record<string, unknown>) =>
  Array.from({ length: PUSH_LIMIT }, (_, index) => change(index + 1, patch));
const values = (count: number) => ({ all: Array.from({ length: count }, () => ({ a: 0 })) });

describe('a push', () => {
  it('of usual changes holds 500', () =>
    expect(batchOf(waiting({ text: 'x', stages: [1, 2, 3] }))).toHaveLength(PUSH_LIMIT));
  it('of changes with many values is one that the server takes', () => {
    const all = waiting(values(300));
    const limits = { values: 2 * PUSH_VALUES, members: 2000, depth: 24 };
    const json = (mutations: readonly Mutation[]) => Buffer.from(JSON.stringify({ mutations }));
    expect(exceeds(json(all), limits)).toBe('values');
    const batch = batchOf(all);
    expect(exceeds(json(batch), limits)).toBeNull();
    expect(batch.length).toBeGreaterThan(40);
  });
  it('holds at least one change, however large it is', () =>
    expect(batchOf(waiting(values(20_000)))).toHaveLength(1));
});
