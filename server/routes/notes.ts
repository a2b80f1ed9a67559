import type { IdSource } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import { compressed } from '../http/compression.ts';
import type { Reads } from '../http/reads.ts';
import { enforceLimit, refuse, slowDown } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import type { Limiters } from '../limits/limiter.ts';
import { createPushBudget, type RowRates } from '../limits/pushBudget.ts';
import { createTurns } from '../limits/turns.ts';
import type { Live } from '../live/live.ts';
import type { Metrics } from '../ops/metrics.ts';
import { usefulnessOf } from '../ops/usefulness.ts';
import type { Store } from '../store/store.ts';
import { historyOf } from '../sync/history.ts';
import { pullJson } from '../sync/pull.ts';
import { push } from '../sync/push.ts';

/** Pushes of one person that may wait for each other: a device sends one at a time. */
const MOST_PUSHES = 8;

interface NotesDeps {
  store: Store;
  live: Pick<Live, 'poke'>;
  limiters: Limiters;
  rate: RowRates;
  reads: Reads;
  metrics: Metrics;
  now(): number;
  ids: IdSource;
}

/** Sync, earlier versions of notes, and usefulness of questions. */
export function notesRoutes(serve: Serve, deps: NotesDeps): void {
  const budget = createPushBudget(deps.limiters, deps.rate);
  const inTurn = createTurns(MOST_PUSHES);

  serve(
    api.push,
    async (c, request) => {
      const who = c.get('who');
      const rows = request.mutations.length;
      // One after the other: the budget has to know what the one before has cost.
      const pushed = inTurn(who.user, async () => {
        enforceLimit(await budget.takeRows(who.user, rows));
        let spent = { rows: 0, pairs: 0 };
        try {
          const { cost, ...done } = await push(deps.store, who, request, deps.now());
          spent = cost;
          return done;
        } finally {
          await budget.correct(who.user, rows, spent);
        }
      });
      if (!pushed) throw slowDown(1);
      const { touched, ...answer } = await pushed;
      if (touched.scopes.length > 0) deps.live.poke(who.org, answer.version, touched);
      for (const { result } of answer.answers) deps.metrics.mutation(result.kind);
      return compressed(c, JSON.stringify(answer));
    },
    async (c, bytes) => enforceLimit(await budget.takeBytes(c.get('who').user, bytes)),
  );
  serve(api.pull, async (c, request) => {
    const who = c.get('who');
    const work = async () => {
      const { json, rows } = await pullJson(deps.store, who, request);
      deps.metrics.pulled(rows);
      return json;
    };
    return deps.reads(who.user, work, (json) => compressed(c, json));
  });
  serve(api.history, async (c) => {
    const who = c.get('who');
    const work = async () => {
      const newId = () => deps.ids.next();
      const versions = await historyOf(deps.store, who, c.req.param('id'), newId, deps.now());
      if (versions === null) throw refuse(404, 'notFound');
      return JSON.stringify({ versions });
    };
    return deps.reads(who.user, work, (json) => compressed(c, json));
  });
  const usefulness = usefulnessOf(deps.store);
  serve(api.usefulness, (c) => usefulness(c.get('who').org, deps.now()));
}
