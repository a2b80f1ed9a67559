import type { Usefulness } from '../lib/model/index.ts';
import type { Store } from './store/store.ts';
import type { Tx } from './store/tables.ts';

/** Fewer people than this and a figure would say something about one of them. */
export const LEAST_PEOPLE = 5;
/**
 * People and shares are told in bands and once a day: from exact figures, the sixth person's verdict could be read off the moment it came.
 * The bands say nothing about one person: even “most” of five can be three.
 */
const PEOPLE = [
  [20, 'many'],
  [10, 'some'],
  [LEAST_PEOPLE, 'few'],
] as const;
const share = (useful: number, all: number): 'most' | 'half' | 'few' =>
  useful / all >= 0.6 ? 'most' : useful / all > 0.4 ? 'half' : 'few';

interface Said {
  signal?: unknown;
  outcome?: unknown;
  reason?: unknown;
}

/** What people said of a question: worked with it, or put it away as not useful. Later and the time being wrong say nothing about it. */
function verdict({ outcome, reason }: Said): 'useful' | 'useless' | null {
  if (outcome === 'answered' || outcome === 'asked') return 'useful';
  if (outcome === 'retired') return reason === 'back' ? null : 'useless';
  return outcome === 'dismissed' && reason !== 'timing' ? 'useless' : null;
}

/**
 * How useful the people of an organisation find each question: the share of people, each counted once by what they said most, who find
 * it useful. Nobody's own rating leaves the server, and nothing does about a question that fewer than five people rated.
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
      const said = JSON.parse(row.fields) as Said;
      const opinion = verdict(said);
      if (opinion === null || typeof said.signal !== 'string') continue;
      const people = counts.get(said.signal) ?? new Map<string, number>();
      people.set(row.author, (people.get(row.author) ?? 0) + (opinion === 'useful' ? 1 : -1));
      counts.set(said.signal, people);
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
        useful: share([...people.values()].filter((balance) => balance > 0).length, people.size),
      }))
      .sort((a, b) => a.signal.localeCompare(b.signal)),
    silent: counts.size - enough.length,
  };
}

const DAY_MS = 86_400_000;

/** The report of today: worked out once a day for each organisation. @param now Unix ms. */
export function usefulnessOf(store: Store): (org: string, now: number) => Promise<Usefulness> {
  const made = new Map<string, { day: number; report: Promise<Usefulness> }>();
  return (org, now) => {
    const day = Math.floor(now / DAY_MS);
    const known = made.get(org);
    if (known?.day === day) return known.report;
    const report = store.within(org, (tx) => count(tx, org), { snapshot: true });
    made.set(org, { day, report });
    report.catch(() => made.delete(org));
    return report;
  };
}
