import { WebSocket } from 'ws';
import type { Person } from '../../tests/soak/process.ts';

/** When each note was sent, by its id. */
export type Sent = Map<string, number>;

/** A person with an open socket: pulls at each poke, one pull at a time, like the extension. */
export class Connected {
  pokes = 0;
  pulls = 0;
  /** Time from sending a push to receiving its note, in ms. */
  readonly live: number[] = [];
  readonly #person: Person;
  readonly #url: string;
  readonly #sent: Sent;
  #socket: WebSocket | null = null;
  #pulling: Promise<void> | null = null;
  #isPullNeeded = false;
  constructor(person: Person, url: string, sent: Sent) {
    this.#person = person;
    this.#url = url;
    this.#sent = sent;
  }
  async open(): Promise<this> {
    await this.#person.pull(this.#url);
    this.#person.seen.clear();
    const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/sync/live`);
    this.#socket = socket;
    await new Promise<void>((ready, fail) => {
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'auth', token: this.#person.token })),
      );
      socket.on('error', fail);
      socket.on('message', (data) => {
        const { type } = JSON.parse(String(data)) as { type: string };
        if (type === 'ready') ready();
        if (type !== 'poke') return;
        this.pokes += 1;
        if (this.#pulling) this.#isPullNeeded = true;
        else this.#pulling = this.#pull();
      });
    });
    return this;
  }
  async #pull(): Promise<void> {
    do {
      this.#isPullNeeded = false;
      this.pulls += 1;
      await this.#person.pull(this.#url);
      const now = performance.now();
      for (const id of this.#person.seen.keys()) {
        const at = this.#sent.get(id);
        if (at !== undefined && !id.startsWith(`${this.#person.clientId}-`))
          this.live.push(now - at);
      }
      this.#person.seen.clear();
    } while (this.#isPullNeeded);
    this.#pulling = null;
  }
  async close(): Promise<void> {
    await this.#pulling;
    this.#socket?.close();
  }
}
