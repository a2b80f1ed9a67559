import type { BrowserContext } from 'playwright-core';
import { CHROME_ID } from '../lib/platform/ids.ts';

/** A part of the browser with a debugger: the extension's worker, a page, or a frame. */
export interface Debugged {
  send(method: string, params?: object): Promise<unknown>;
}

type Waiting = { done: (result: unknown) => void; fail: (error: Error) => void };

/** The extension's worker. Playwright has no session for workers: the browser passes messages. */
export async function workerOf(context: BrowserContext): Promise<Debugged> {
  const browser = await context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('no connection to the browser');
  const { targetInfos } = await browser.send('Target.getTargets');
  const target = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.includes(CHROME_ID),
  );
  if (!target) throw new Error('the worker does not run');
  const { targetId } = target;
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  const waiting = new Map<number, Waiting>();
  browser.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result, error } = JSON.parse(event.message);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.fail(new Error(error.message));
    else call?.done(result);
  });
  return {
    send: (method, params = {}) =>
      new Promise((done, fail) => {
        last += 1;
        waiting.set(last, { done, fail });
        const message = JSON.stringify({ id: last, method, params });
        browser.send('Target.sendMessageToTarget', { sessionId, message }).catch(fail);
      }),
  };
}

/** Bytes that JavaScript uses after its garbage was collected. */
export async function heapOf(part: Debugged): Promise<number> {
  await part.send('HeapProfiler.enable');
  // Finalisers and weak maps free more each time.
  for (let count = 0; count < 3; count++) await part.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await part.send('Runtime.getHeapUsage')) as { usedSize: number };
  await part.send('HeapProfiler.disable');
  return usedSize;
}

interface TraceEvent {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  /** Time of the processor, microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** A task of the worker, ms: as it passed, and of the processor. */
export interface Task {
  ms: number;
  cpu: number;
}

/** The tasks of the extension's worker while something is done. */
export async function tasksDuring(
  context: BrowserContext,
  work: () => Promise<void>,
): Promise<Task[]> {
  const browser = await context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('no connection to the browser');
  const events: TraceEvent[] = [];
  browser.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await browser.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      includedCategories: ['toplevel', '__metadata'],
      excludedCategories: ['*'],
    },
  });
  await work();
  const complete = new Promise<void>((done) =>
    browser.once('Tracing.tracingComplete', () => done()),
  );
  await browser.send('Tracing.end');
  await complete;
  await browser.detach();
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'ServiceWorker thread')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  if (threads.size === 0) throw new Error('the trace has no worker');
  return events
    .filter(
      ({ ph, name, pid, tid }) =>
        ph === 'X' && /RunTask/.test(name) && threads.has(`${pid}/${tid}`),
    )
    .map(({ dur = 0, tdur = 0 }) => ({ ms: dur / 1000, cpu: tdur / 1000 }));
}
