import { openPage } from '../../lib/crm/page.ts';
import { readWithNavigation } from '../../lib/crm/readers/readWithNavigation.ts';
import type { ReadResult } from '../../lib/model/index.ts';

/** A request that waits for its answer. */
interface Waiting {
  /** Its position in the order in which the reader sends requests. */
  sent: number;
  /** Answers it as the CRM would. */
  succeed(): Promise<void>;
  fail(error: unknown): void;
  /** With a response that may throw, like the network. */
  respond(response: () => Response): void;
}

/** How the `sent`th request is answered, as the `answered`th of the reading; null: as usual. */
export type Failing = (
  sent: number,
  answered: number,
) => 'abort' | 'leave' | (() => Response) | null;

/** The position of the request that is answered next, of so many that wait. */
export type Order = (waiting: number) => number;

export const turn = () => new Promise<void>((next) => setImmediate(next));

/**
 * Reads a page whose requests are answered one by one, each in a turn of its own, until none is
 * left: also those that the reading no longer waits for.
 */
export async function readOneByOne(
  page: Window,
  read: (win: Window) => Promise<ReadResult>,
  order: Order,
  failing: Failing,
): Promise<{ result: ReadResult; sent: number }> {
  const waiting: Waiting[] = [];
  let sent = 0;
  const fetch = (path: string, init: RequestInit) =>
    new Promise<Response>((done, fail) => {
      const { signal } = init;
      signal?.addEventListener('abort', () => fail(signal.reason));
      const succeed = () => page.fetch(path, init).then(done, fail);
      const respond = (response: () => Response) => {
        try {
          done(response());
        } catch (error) {
          fail(error);
        }
      };
      waiting.push({ sent, succeed, fail, respond });
      sent += 1;
    });
  const win = { ...page, fetch } as unknown as Window;
  const state = openPage(win, 'test');
  state.href = win.location.href;
  let result: ReadResult | null = null;
  const reading = readWithNavigation(win, read).then((read) => {
    result = read.result;
  });
  for (let answered = 0; result === null || waiting.length > 0; await turn()) {
    const [next] = waiting.splice(order(waiting.length), 1);
    if (!next) continue;
    const failure = failing(next.sent, answered);
    answered += 1;
    if (failure === 'abort') state.reading?.abort();
    // A document that goes away ends all its requests at once.
    if (failure === 'leave')
      for (const { fail } of [next, ...waiting.splice(0)]) fail(new TypeError('NetworkError'));
    else if (failure === null) await next.succeed();
    else if (failure !== 'abort') next.respond(failure);
  }
  await reading;
  return { result: result as ReadResult, sent };
}
