import { HttpPerson } from '../helpers/httpPerson.ts';
import { CANARY, type Targets } from './targets.ts';

/** Texts that break servers that trust their input. */
export const HOSTILE_TEXTS = [
  '\u0000',
  '\ud800',
  '\udfff x',
  "'; drop table row; --",
  '" or 1=1 --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '../../etc/passwd',
  '%00',
  '\u202e',
  '𝕊'.repeat(300),
  '\r\nset-cookie: a=b',
  '$1',
  '__proto__',
  'constructor',
  '-1',
  '1e999',
  'NaN',
  ' '.repeat(500),
];

/** Limits of requests that no attack of the tests reaches: it is to get further than them. */
export const UNLIMITED = {
  SIDELINE_RATE_USER: '1000000',
  SIDELINE_RATE_ADDRESS: '10000000',
  SIDELINE_RATE_ROWS: '10000000',
  SIDELINE_RATE_ROWS_DAY: '10000000',
};

/** The results of a push: the code of each refusal, or the kind of each answer. */
export const kindOf = (text: string): string =>
  (JSON.parse(text) as { answers?: { result: { kind: string; code?: string } }[] }).answers
    ?.map(({ result }) => result.code ?? result.kind)
    .join() ?? 'refused';

/** True where a kept connection ended as its next request began: nobody knows if it arrived. */
function isEnded(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return error instanceof TypeError && (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET');
}

/** A rep who sends hostile requests to a server that has two organisations. */
export class Attacker extends HttpPerson {
  readonly targets: Targets;
  readonly rep: string;
  /** How many answers had each status. */
  readonly statuses = new Map<number, number>();
  /** Requests that were sent again, as a device does: their connection had ended. */
  sentAgain = 0;
  #last = 0;
  constructor(url: string, targets: Targets, token = targets.token) {
    const [rep = ''] = targets.acme.reps;
    super(url, rep, token);
    [this.targets, this.rep] = [targets, rep];
  }
  /** A number that no earlier request has. */
  readonly next = () => ++this.#last;
  /** Sends a request. @throws where the answer is a fault or has a secret. */
  readonly ask = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    method = 'POST',
  ) => {
    const answer = await this.send(method, path, body, headers).catch((error: unknown) => {
      if (!isEnded(error)) throw error;
      this.sentAgain += 1;
      return this.send(method, path, body, headers);
    });
    const { status } = answer;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const text = await answer.text();
    const isLeak = text.includes(CANARY);
    if (status < 500 && !isLeak) return { status, text };
    const sent = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
    const what = isLeak ? 'has a secret' : `has the status ${status}: ${text.slice(0, 200)}`;
    throw new Error(`the answer to ${method} ${path} ${sent.slice(0, 2000)} ${what}`);
  };
  get sentRequests(): number {
    return [...this.statuses.values()].reduce((sum, count) => sum + count, 0);
  }
  /** A change that the attacker may make, unless `more` makes it another. */
  readonly mutation = (more: Record<string, unknown> = {}) => this.noteOf(this.next(), more);
  readonly push = (mutations: unknown, more: Record<string, unknown> = {}, headers = {}) =>
    this.ask('/sync/push', this.pushOf(this.next(), mutations, more), headers);
  /** The results of a push with this one change. */
  readonly pushOne = async (mutation: unknown) => kindOf((await this.push([mutation])).text);
}
