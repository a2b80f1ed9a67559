import { vi } from 'vitest';
import { freshSync, type SyncState } from '../../lib/store/index.ts';
import { createRounds, type RoundAccount, type Rounds } from '../../lib/sync/client/rounds.ts';

/**
 * Sync rounds against a server that responds as the test sets it, in virtual time. The stored state
 * outlives a background that stops.
 */
export class RoundsFixture {
  stored: SyncState = freshSync;
  waiting = 0;
  /** When each attempt reached the server. */
  readonly tries: number[] = [];
  /** Attempts before the time that the previous failure had set. */
  early = 0;
  private until = 0;
  readonly alarms: number[] = [];
  /** The browser's response when an alarm is set. */
  alarmSet: () => Promise<void> = async () => {};
  readonly logged: string[] = [];
  /** Every state that was stored, in order. */
  readonly saved: SyncState[] = [];
  signedIn = true;
  /** The session of the round is still the stored one. */
  isCurrent = true;
  ended: string[] = [];
  /** 0 ≤ random < 1, the same each time. */
  random = 0.5;
  answer: () => Promise<void> = async () => {};
  /** The server’s answer to what follows a successful round. */
  answerAfter: () => Promise<void> = async () => {};
  opens: () => void = () => {};
  rounds: Rounds = this.start();

  private start(): Rounds {
    const account: RoundAccount = {
      load: async () => this.stored,
      save: async (state) => {
        // The network’s return may store a shorter wait after a failure: an early attempt.
        if (state.failures !== this.stored.failures || state.problem === null)
          this.until = state.nextAttempt ?? 0;
        this.stored = state;
        this.saved.push(state);
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
        // Rounds without a pause would never end in virtual time: this failure gives them one.
        if (this.tries.length > 500) throw new Error('more attempts than any test needs');
        if (Date.now() < this.until) this.early += 1;
        await this.answer();
      },
      exchanged: () => this.answerAfter(),
      isCurrent: async () => this.isCurrent,
      signedOut: async (_, reason) => {
        this.signedIn = false;
        this.ended.push(reason);
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

  /** The browser stops the background: its timers are gone, and the next event starts a new one. */
  die(): void {
    vi.clearAllTimers();
    this.rounds = this.start();
  }

  /** Advances the time and runs the timers that are due. */
  pass(ms: number): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }

  async want(reason: 'event' | 'online' | 'person'): Promise<void> {
    this.rounds.request(reason);
    await this.pass(0);
  }
}
