/** A WebSocket that only does what a test calls. */
export class FakeSocket extends EventTarget {
  static made: FakeSocket[] = [];
  static reset(): void {
    FakeSocket.made = [];
  }
  static latest(): FakeSocket {
    const socket = FakeSocket.made.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
  readonly OPEN = 1;
  readyState = 0;
  closed = false;
  readonly sent: unknown[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.made.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  /**
   * Like on a half-open connection: the browser waits for the other side, without `close` event.
   */
  close(): void {
    this.closed = true;
  }
  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  says(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
  ends(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}
