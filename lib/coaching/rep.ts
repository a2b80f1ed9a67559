import type { Pattern, RepDay } from '../model/index.ts';

/** Facts of one rep, from all their deals on this device. */
export interface RepFacts {
  /** What the open deals have in common today. */
  today: RepDay;
  /** The patterns that are asked about, the one whose question comes next first. */
  patterns: readonly Pattern[];
  /**
   * Done activities of each whole week, latest first, without the current week. Empty for
   * others: how much a person did is that person's own.
   */
  weeks: readonly number[];
  /** Deals lost in the last 14 days. */
  losses: readonly { name: string; at: number }[];
}
