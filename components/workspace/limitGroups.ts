import type { signals } from '../../lib/coaching/index.ts';

type Signal = (typeof signals)[number];

/** The topics of each group, in the order of the page. */
const TOPICS = {
  activity: ['silence', 'replies'],
  dates: ['closeDate', 'stage', 'age', 'forecast', 'loss'],
  plan: ['nextStep', 'planned', 'commitment'],
  people: ['people', 'champion', 'owner', 'unlisted'],
  evidence: ['checklist'],
  money: ['amount', 'price', 'competition'],
  words: ['objection', 'mood', 'news'],
  rep: ['rep'],
} as const satisfies Record<string, readonly string[]>;

export type Group = keyof typeof TOPICS | 'praise';

/** The group of a signal; undefined for a topic that is in none. */
export function groupOf({ kind, topic }: Pick<Signal, 'kind' | 'topic'>): Group | undefined {
  if (kind === 'praise') return 'praise';
  const groups = Object.keys(TOPICS) as (keyof typeof TOPICS)[];
  return groups.find((group) => (TOPICS[group] as readonly string[]).includes(topic));
}

export const groups: readonly Group[] = [
  ...(Object.keys(TOPICS) as (keyof typeof TOPICS)[]),
  'praise',
];

/** The signals that a search finds: every word is in the name or the sentence. */
export function found(
  list: readonly Signal[],
  search: string,
  textOf: (signal: Signal) => string,
): readonly Signal[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return list.filter((signal) => {
    const text = textOf(signal).toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
