import { WebSocket } from 'ws';
import type { Person } from '../../tests/soak/process.ts';

/** When each note was sent off, by its id. */
export type Sent = Map<string, number>;

/** A person with a socket open: at each poke they pull, one pull at a time, as the extension does. */
export class Connected {
  pokes = 0;
  pulls = 0;
  /** From a push being sent to its note being here, ms. */
  readonly live: number[] = [];
  readonly #person: Person;
  readonly #url: string;
  readonly #sent: Sent;
  #socket: WebSocket | null = null;
  #pulling: Promise<void> | null = null;
  #again = false;
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
        if (this.#pulling) this.#again = true;
        else this.#pulling = this.#pull();
      });
    });
    return this;
  }
  async #pull(): Promise<void> {
    do {
      this.#again = false;
      this.pulls += 1;
      await this.#person.pull(this.#url);
      const now = performance.now();
      for (const id of this.#person.seen.keys()) {
        const at = this.#sent.get(id);
        if (at !== undefined && !id.startsWith(`${this.#person.clientId}-`))
          this.live.push(now - at);
      }
      this.#person.seen.clear();
    } while (this.#again);
    this.#pulling = null;
  }
  async close(): Promise<void> {
    await this.#pulling;
    this.#socket?.close();
  }
}
