import WebSocket from 'ws';
import { answered, COMMAND_MS } from './types.ts';

type Params = Record<string, unknown>;

interface Pending {
  /** The tab or frame that the command is for. */
  context: string | undefined;
  done(value: unknown): void;
  fail(error: Error): void;
}

export interface Connection {
  /** @param ms after this time the command counts as never answered. */
  send<T = Params>(method: string, params?: Params, ms?: number): Promise<T>;
  onEvent(listener: (event: { method: string; params: Params }) => void): void;
  end(): void;
}

/** A command to a frame that is removed meanwhile is answered within this time, or never, in ms. */
const GONE_MS = 1000;

function contextOf({ target, context }: Params): string | undefined {
  return (target as { context?: string } | undefined)?.context ?? (context as string | undefined);
}

/** A connection to a browser over WebDriver BiDi: each command ends, with an answer or an error. */
export async function connect(url: string): Promise<Connection> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((done, fail) => socket.once('open', done).once('error', fail));
  let lastId = 0;
  const pending = new Map<number, Pending>();
  const listeners: ((event: { method: string; params: Params }) => void)[] = [];
  const failAll = (reason: string, isLost: (command: Pending) => boolean) => {
    for (const command of pending.values()) if (isLost(command)) command.fail(new Error(reason));
  };
  socket.on('close', () => failAll('the browser has ended', () => true));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    const request = pending.get(message.id);
    if (request) {
      if (message.type === 'error') request.fail(new Error(`${message.error}: ${message.message}`));
      else request.done(message.result);
      return;
    }
    if (message.method === 'browsingContext.contextDestroyed') {
      const isInside = ({ context }: Pending) => context === message.params.context;
      setTimeout(() => failAll('the tab or frame is gone', isInside), GONE_MS).unref();
    }
    for (const listener of listeners) listener(message);
  });
  return {
    send<T>(method: string, params: Params = {}, ms = COMMAND_MS) {
      const id = ++lastId;
      const answer = new Promise<T>((done, fail) => {
        pending.set(id, { context: contextOf(params), done: done as Pending['done'], fail });
        socket.send(JSON.stringify({ id, method, params }));
      });
      const what = `${method} ${JSON.stringify(params).slice(0, 300)}`;
      return answered(answer, what, ms).finally(() => pending.delete(id));
    },
    onEvent: (listener) => void listeners.push(listener),
    end: () => socket.terminate(),
  };
}
