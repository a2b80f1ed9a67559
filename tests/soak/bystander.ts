// A thread of its own: the requests of a person who attacks nobody, to two servers at the same
// time. Only the longest time that each request took counts.
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { PROTO } from '../../lib/sync/protocol.ts';

/** A server and the session of a person on it. */
export interface Watched {
  url: string;
  token: string;
}
export interface Waits {
  requests: number;
  /** The longest, ms. */
  longest: number;
  /** Requests that were not answered with 200: their statuses, or the error. */
  refused: readonly string[];
}

const PAUSE_MS = 20;
const agent = new Agent({ keepAlive: true, maxSockets: 4, localAddress: '127.0.0.9' });
let isMeasuring = true;

/** @returns the status, or the code of an error. */
function ask({ url, token }: Watched, path: string, body: unknown): Promise<string> {
  return new Promise((done) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const method = body === null ? 'GET' : 'POST';
    const sent = request(url + path, { agent, method, headers }, (response) => {
      response.resume();
      response.on('end', () => done(String(response.statusCode)));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    sent.end(body === null ? undefined : JSON.stringify(body));
  });
}

async function watch(watched: Watched): Promise<Waits> {
  let [requests, longest] = [0, 0];
  const refused: string[] = [];
  const pull = { proto: PROTO, schema: 1, scopes: {} };
  while (isMeasuring) {
    const began = performance.now();
    const isPull = requests % 2 === 0;
    const status = await ask(watched, isPull ? '/sync/pull' : '/me', isPull ? pull : null);
    longest = Math.max(longest, performance.now() - began);
    requests += 1;
    if (status !== '200') refused.push(status);
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return { requests, longest: Math.round(longest), refused };
}

parentPort?.once('message', () => {
  isMeasuring = false;
});
const { attacked, idle } = workerData as { attacked: Watched; idle: Watched };
const [underAttack, control] = await Promise.all([watch(attacked), watch(idle)]);
parentPort?.postMessage({ attacked: underAttack, idle: control });
agent.destroy();
