import { type Clock, clock } from './clock.ts';
import { type Deal, people, type StageIndex } from './deal.ts';
import { sampleDeals } from './deals.ts';

/** The deals that all emulators share. */
export interface EmulatorState {
  clock: Clock;
  deals: Deal[];
  /** Delay until fields load, in ms: real CRM pages appear before their fields. */
  slow: number;
  /** Delay of each answer of an API, in ms. */
  delay: number;
  /** So many more answers until everybody's session ends; null: never. */
  answersLeft: number | null;
  /** The CRM's settings; a person's own preferences come first. */
  settings: { timeZone: string; language: string };
  preferences: Record<string, unknown>;
  /** Part of a path that nobody may read. */
  refused: string | null;
  /** The CRM's own clock, Unix ms. */
  now(): number;
}

export function createEmulatorState(now: number, slow = 700): EmulatorState {
  return {
    clock: clock(now),
    deals: sampleDeals(),
    slow,
    delay: 0,
    answersLeft: null,
    settings: { timeZone: 'UTC', language: 'en_US' },
    preferences: {},
    refused: null,
    now: () => Date.now(),
  };
}

/** The person, unless the session has ended; counts this answer. */
export function inSession(state: EmulatorState, viewer: Viewer | null): Viewer | null {
  if (state.answersLeft === null || viewer === null) return viewer;
  if (state.answersLeft === 0) return null;
  state.answersLeft -= 1;
  return viewer;
}

export interface Viewer {
  key: string;
  name: string;
  email: string;
  manager: boolean;
  /** 1 is the manager, reps follow. */
  number: number;
}

export function viewerNamed(key: string | null): Viewer | null {
  if (key === people.manager.key) return { ...people.manager, manager: true, number: 1 };
  const index = people.reps.findIndex((rep) => rep.key === key);
  const rep = people.reps[index];
  return rep ? { ...rep, manager: false, number: index + 2 } : null;
}

export function ownerOf(deal: Deal): Viewer {
  const owner = viewerNamed(people.reps[deal.owner]?.key ?? null);
  if (!owner) throw new Error(`deal ${deal.n} has no owner`);
  return owner;
}

/** A manager sees the team's deals, a rep only their own. */
export function visible(state: EmulatorState, viewer: Viewer): Deal[] {
  return state.deals.filter((deal) => viewer.manager || ownerOf(deal).key === viewer.key);
}

/** What a person writes on a deal, now. */
export function addPost(state: EmulatorState, deal: Deal, text: string): void {
  deal.posts.push([state.now(), text]);
}

/** Changes a deal's stage and adds the change to its history, now. */
export function moveStage(state: EmulatorState, deal: Deal, stage: StageIndex): void {
  if (deal.stage === stage) return;
  deal.stages.push([0, stage, state.now()]);
  deal.stage = stage;
  deal.modifiedAgo = 0;
}

export function moveDate(state: EmulatorState, deal: Deal, inDays: number): void {
  if (deal.closeIn === inDays) return;
  deal.dates.push([0, deal.closeIn, inDays, state.now()]);
  deal.closeIn = inDays;
  deal.modifiedAgo = 0;
}
