import type { Usefulness } from '../../lib/model/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';

/** A figure about fewer people would reveal the opinion of one of them. */
export const LEAST_PEOPLE = 5;
/**
 * People and shares are reported in bands and once a day: from exact figures, the opinion of the
 * sixth person could be read off when it arrives. The bands reveal nothing about one person: even
 * “most” of five can be three.
 */
const PEOPLE = [
  [20, 'many'],
  [10, 'some'],
  [LEAST_PEOPLE, 'few'],
] as const;
function bandOf(useful: number, all: number): 'most' | 'half' | 'few' {
  if (useful / all >= 0.6) return 'most';
  return useful / all > 0.4 ? 'half' : 'few';
}

interface OutcomeFields {
  signal?: unknown;
  outcome?: unknown;
  reason?: unknown;
}

/**
 * Rates a question by its outcome: answered, or marked as not useful. Snoozing and a wrong time are
 * no rating.
 */
function ratingOf({ outcome, reason }: OutcomeFields): 'useful' | 'useless' | null {
  if (outcome === 'answered' || outcome === 'asked') return 'useful';
  if (outcome === 'retired') return reason === 'back' ? null : 'useless';
  return outcome === 'dismissed' && reason !== 'timing' ? 'useless' : null;
}

/**
 * How useful an organisation finds each question: the share of people who find it useful, each
 * counted once by most of their ratings. The rating of one person never leaves the server, and
 * neither does a question that fewer than five people rated.
 */
async function count(tx: Tx, org: string): Promise<Usefulness> {
  const counts = new Map<string, Map<string, number>>();
  let after = '';
  for (;;) {
    const rows = await tx
      .selectFrom('row')
      .select(['id', 'author', 'fields'])
      .where('org_id', '=', org)
      .where('collection', '=', 'promptOutcome')
      .where('deleted', '=', 0)
      .where('id', '>', after)
      .orderBy('id')
      .limit(1000)
      .execute();
    for (const row of rows) {
      const fields = JSON.parse(row.fields) as OutcomeFields;
      const rating = ratingOf(fields);
      if (rating === null || typeof fields.signal !== 'string') continue;
      const people = counts.get(fields.signal) ?? new Map<string, number>();
      people.set(row.author, (people.get(row.author) ?? 0) + (rating === 'useful' ? 1 : -1));
      counts.set(fields.signal, people);
    }
    const last = rows.at(-1);
    if (!last || rows.length < 1000) break;
    after = last.id;
  }
  const enough = [...counts].filter(([, people]) => people.size >= LEAST_PEOPLE);
  return {
    least: LEAST_PEOPLE,
    prompts: enough
      .map(([signal, people]) => ({
        signal,
        people: PEOPLE.find(([least]) => people.size >= least)?.[1] ?? 'few',
        useful: bandOf([...people.values()].filter((balance) => balance > 0).length, people.size),
      }))
      .sort((a, b) => a.signal.localeCompare(b.signal)),
    silent: counts.size - enough.length,
  };
}

const DAY_MS = 86_400_000;

/** The report of today, computed once a day for each organisation. @param now Unix ms. */
export function usefulnessOf(store: Store): (org: string, now: number) => Promise<Usefulness> {
  const reports = new Map<string, { day: number; report: Promise<Usefulness> }>();
  return (org, now) => {
    const day = Math.floor(now / DAY_MS);
    const cached = reports.get(org);
    if (cached?.day === day) return cached.report;
    const report = store.within(org, (tx) => count(tx, org), { snapshot: true });
    reports.set(org, { day, report });
    report.catch(() => reports.delete(org));
    return report;
  };
}
