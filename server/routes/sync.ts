import type { Hono } from 'hono';
import { PullRequest, PushRequest } from '../../lib/sync/protocol.ts';
import { PULL_BODY, PUSH_BODY, parseSyncBody } from '../http/bodies.ts';
import { compressed } from '../http/compression.ts';
import type { Env } from '../http/env.ts';
import { enforceLimit, slowDown } from '../http/refusals.ts';
import type { Limiters } from '../limits/limiter.ts';
import { createPushBudget, type RowRates } from '../limits/pushBudget.ts';
import { createTurns } from '../limits/turns.ts';
import type { Live } from '../live/live.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Store } from '../store/store.ts';
import { pullJson } from '../sync/pull.ts';
import { push } from '../sync/push.ts';

/** Pushes of one person that may wait for each other: a device sends one at a time. */
const MOST_PUSHES = 8;

interface SyncDeps {
  store: Store;
  live: Pick<Live, 'poke'>;
  limiters: Limiters;
  rate: RowRates;
  metrics: Metrics;
  now(): number;
}

export function syncRoutes(app: Hono<Env>, deps: SyncDeps): void {
  const budget = createPushBudget(deps.limiters, deps.rate);
  const inTurn = createTurns(MOST_PUSHES);

  app.post('/sync/push', async (c) => {
    const who = c.get('who');
    const request = await parseSyncBody(c, PushRequest, PUSH_BODY);
    const asked = { rows: request.mutations.length, bytes: c.get('held').bytes };
    // One after the other: the budget has to know what the one before has cost.
    const pushed = inTurn(who.user, async () => {
      enforceLimit(await budget.take(who.user, asked));
      let spent = { rows: 0, pairs: 0 };
      try {
        const { cost, ...done } = await push(deps.store, who, request, deps.now());
        spent = cost;
        return done;
      } finally {
        await budget.correct(who.user, asked, spent);
      }
    });
    if (!pushed) throw slowDown(1);
    const { touched, ...answer } = await pushed;
    if (touched.scopes.length > 0) deps.live.poke(who.org, answer.version, touched);
    for (const { result } of answer.answers) deps.metrics.mutation(result.kind);
    return compressed(c, JSON.stringify(answer));
  });
  app.post('/sync/pull', async (c) => {
    const request = await parseSyncBody(c, PullRequest, PULL_BODY);
    const { json, rows } = await pullJson(deps.store, c.get('who'), request);
    deps.metrics.pulled(rows);
    return compressed(c, json);
  });
}
