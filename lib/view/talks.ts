import { addDays, type Now, today } from '../coaching/index.ts';
import {
  leadsTeam,
  parseTalkKey,
  type Skill,
  scopes,
  skills,
  type TalkFormat,
  type Team,
} from '../model/index.ts';
import type { CoachingRows, PairRows } from '../store/index.ts';
import type { People } from './audience.ts';
import type { Pair } from './oneOnOne.ts';
import { profileOf } from './org.ts';

// The shorter formats beside one-on-ones: reviews of one deal, and sessions of a team.

/** The teams with which this person has sessions: the own one, and those the person manages. */
export function sessionTeams({ me }: Pick<People, 'me'>): Team[] {
  if (me === null) return [];
  const led = me.teams.filter(({ id }) => leadsTeam(me, id));
  const own = me.team && !led.some(({ id }) => id === me.team?.id) ? [me.team] : [];
  return [...own, ...led];
}

/** The people of a session. */
export function teamPair(team: Team, user: string): Pair {
  const manager = team.manager ?? '';
  return {
    ...{ scope: scopes.team(team.id), manager, rep: '', other: '', isFormer: false },
    ...{ isManager: manager === user, team: team.id },
  };
}

/** Days for which a talk that nobody ended is still the current one. */
const OPEN_DAYS = 7;
const MOST_A_DAY = 99;

/**
 * The slot of the talk that is open, else of a new one today. Two people who begin at once get the
 * same slot, so that it is one talk. Pure.
 */
export function talkNow(
  rows: Pick<PairRows, 'meetings'>,
  { scope }: Pick<Pair, 'scope'>,
  format: TalkFormat,
  now: Now,
): { slot: string; isOpen: boolean } {
  const day = today(now);
  const held = rows.meetings.flatMap(({ scope: own, fields }) => {
    const key = own === scope ? parseTalkKey(fields.refKey) : null;
    return key?.format === format ? [{ slot: key.slot, state: fields.state }] : [];
  });
  const since = addDays(day, -OPEN_DAYS);
  // Where the day has begun already it is tomorrow; no later one can be going on.
  const until = addDays(day, 2);
  const open = held.filter(({ slot, state }) => state === 'open' && slot > since && slot < until);
  const last = open.map(({ slot }) => slot).toSorted(inOrder);
  if (last.length > 0) return { slot: last.at(-1) ?? day, isOpen: true };
  const taken = new Set(held.map(({ slot }) => slot));
  const slots = [day, ...Array.from({ length: MOST_A_DAY }, (_, index) => `${day}.${index + 1}`)];
  return { slot: slots.find((slot) => !taken.has(slot)) ?? `${day}.${MOST_A_DAY}`, isOpen: false };
}

/** The further ones of a day come in the order of their numbers: `.10` after `.9`. */
function inOrder(a: string, b: string): number {
  const [first, second] = [a, b].map((slot) => slot.slice(0, 10)) as [string, string];
  const number = (slot: string) => Number(slot.slice(11) || 0);
  return first === second ? number(a) - number(b) : first < second ? -1 : 1;
}

/** A skill in which several people have a gap. Who they are is in no answer. */
export interface SharedGap {
  skill: Skill;
  people: number;
  of: number;
}

const MOST_GAPS = 3;
/** Of one person it is for their one-on-one. */
const LEAST_PEOPLE = 2;

/** The gaps that most of these people share, the most frequent first. For their manager. Pure. */
export function sharedGaps(rows: CoachingRows, members: readonly string[]): SharedGap[] {
  const gaps = members.map((member) => profileOf(rows, member)?.gaps ?? {});
  return skills
    .map((skill) => ({
      ...{ skill, of: members.length },
      people: gaps.filter((own) => (own[skill] ?? 0) > 0).length,
    }))
    .filter(({ people }) => people >= LEAST_PEOPLE)
    .toSorted((a, b) => b.people - a.people)
    .slice(0, MOST_GAPS);
}
