// Data on the device without a session: when its server is asked, and what follows.

import { describe, expect, it } from 'vitest';
import { ServerError } from '../../lib/sync/client/http.ts';
import {
  checkLockedSession,
  checkSignedOutData,
  signedOutAct,
} from '../../lib/sync/client/signedOutData.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 400 * DAY;

describe('data of signed-out accounts', () => {
  it.each([
    ['never asked about', 1 * DAY, NOW, 'ask'],
    ['asked about an hour ago', 1 * DAY, HOUR, 'ask'],
    ['asked about a moment ago', 1 * DAY, HOUR - 1, 'wait'],
    ['asked about by a clock that was ahead', 1 * DAY, -2 * HOUR, 'ask'],
    ['as old as the server remembers', 90 * DAY, HOUR, 'ask'],
    ['older than that', 90 * DAY + 1, 0, 'forget'],
  ])('%s', (_, age, askedBefore, act) =>
    expect(signedOutAct({ since: NOW - age, askedAt: NOW - askedBefore }, NOW)).toBe(act),
  );

  it('that has to go, whatever its age', () =>
    expect(signedOutAct({ since: NOW - 91 * DAY, askedAt: NOW, remove: true }, NOW)).toBe(
      'remove',
    ));

  const of = (name: string, more: { since?: number; remove?: boolean } = {}) => ({
    ...{ name, since: NOW, askedAt: 0 },
    ...more,
  });
  const check = async (answers: Record<string, boolean | Error>) => {
    const done: string[] = [];
    const note = (what: string) => async (kept: { name: string }) =>
      void done.push(`${what} ${kept.name}`);
    const names = Object.keys(answers).map((name) => of(name));
    const going = of('going', { remove: true });
    const list = [...names, of('old', { since: NOW - 91 * DAY }), going];
    await checkSignedOutData<(typeof list)[number]>(list, NOW, {
      isWiped: async ({ name }) => {
        const answer = answers[name];
        if (answer instanceof Error) throw answer;
        return answer === true;
      },
      remove: note('remove'),
      asked: note('asked'),
      forget: note('forget'),
    });
    return done;
  };
  it('is removed where it was wiped, and forgotten in the end', async () =>
    expect(await check({ wiped: true, kept: false })).toEqual([
      'remove wiped',
      'asked kept',
      'forget old',
      'remove going',
    ]));
  it('is asked about again soon where the server was not reached', async () =>
    expect(
      await check({
        offline: new ServerError('unreachable', true),
        older: new ServerError('notFound', false),
        broken: new Error('a bug'),
        kept: false,
      }),
    ).toEqual(['asked older', 'asked kept', 'forget old', 'remove going']));
});

describe('a session that ended', () => {
  const check = async (answer: Error | null) => {
    const done: string[] = [];
    const note = (what: string) => async () => void done.push(what);
    await checkLockedSession({
      ask: async () => {
        if (answer) throw answer;
      },
      ...{ wipe: note('wipe'), purge: note('purge'), asked: note('asked') },
    });
    return done;
  };
  it.each([
    ['signedOut', ['asked']],
    ['wiped', ['wipe', 'asked']],
    ['removed', ['purge', 'asked']],
    ['status 503', ['asked']],
    ['unreachable', []],
  ])('about which the server answers %s', async (code, done) =>
    expect(await check(new ServerError(code, false))).toEqual(done),
  );
  it('that works again has been asked about', async () =>
    expect(await check(null)).toEqual(['asked']));
  it('with a fault of this device is asked about again', () =>
    expect(check(new TypeError('x'))).rejects.toThrow('x'));
});
