import { vi } from 'vitest';
import { freshSync, type SyncState } from '../../lib/store/index.ts';
import { createRounds, type RoundAccount, type Rounds } from '../../lib/sync/client/rounds.ts';

/**
 * Rounds against a server that answers as it is told, in virtual time. What is stored outlives a
 * background that dies.
 */
export class RoundsWorld {
  stored: SyncState = freshSync;
  waiting = 0;
  /** When each try reached the server. */
  readonly tries: number[] = [];
  /** Tries before the time that was set when the one before them failed. */
  early = 0;
  private until = 0;
  readonly alarms: number[] = [];
  /** What the browser says when an alarm is set. */
  alarmSet: () => Promise<void> = async () => {};
  readonly logged: string[] = [];
  signedIn = true;
  ended: boolean[] = [];
  /** 0 ≤ random < 1, the same each time. */
  random = 0.5;
  answer: () => Promise<void> = async () => {};
  opens: () => void = () => {};
  rounds: Rounds = this.start();

  private start(): Rounds {
    const account: RoundAccount = {
      load: async () => this.stored,
      save: async (state) => {
        if (state.failures !== this.stored.failures) this.until = state.nextAttempt ?? 0;
        this.stored = state;
      },
      waiting: async () => this.waiting,
    };
    return createRounds({
      now: () => Date.now(),
      random: () => this.random,
      account: async () => {
        this.opens();
        return this.signedIn ? account : null;
      },
      exchange: async () => {
        this.tries.push(Date.now());
        if (Date.now() < this.until) this.early += 1;
        await this.answer();
      },
      exchanged: async () => {},
      signedOut: async (_, removed) => {
        this.signedIn = false;
        this.ended.push(removed);
      },
      setAlarm: async (minutes) => {
        this.alarms.push(minutes);
        await this.alarmSet();
      },
      log: (what) => {
        this.logged.push(what);
      },
    });
  }

  /**
   * The browser stops the background: its timers are gone, and whatever wakes it finds a new one.
   */
  die(): void {
    vi.clearAllTimers();
    this.rounds = this.start();
  }

  /** Lets time pass, and whatever is due in it happen. */
  pass(ms: number): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }

  async want(reason: 'event' | 'online' | 'person'): Promise<void> {
    this.rounds.request(reason);
    await this.pass(0);
  }
}
