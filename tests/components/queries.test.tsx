// @vitest-environment happy-dom
// Which failed requests a page sends again, and which it shows at once.

import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { canAskAgain } from '../../components/data/queries.ts';
import {
  ErrorCode,
  MessageError,
  NoResponseError,
  type SessionState,
  send,
} from '../../lib/messages/index.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

const signedOut: SessionState = { server: '', me: null, expired: false, localNotes: 0 };

function Session() {
  const session = useQuery({ queryKey: ['session'], queryFn: () => send('session.get') });
  if (session.isPending) return null;
  return session.isError ? <p>failed</p> : <p>answered</p>;
}

/** @param answers the responses, in order; the last one also to every further request. */
async function ask(...answers: (() => SessionState)[]) {
  const db = newDb();
  const sent = background(db, {
    'session.get': () => (answers.length > 1 ? answers.shift() : answers[0])?.() as SessionState,
  });
  show(<Session />, db);
  const { textContent } = await screen.findByText(/failed|answered/);
  return [textContent, named(sent, 'session.get').length];
}
const refuse = () => {
  throw new Refusal('unexpected');
};
/** The background is stopped, so that the browser closes the connection. */
const stop = () => {
  throw new Error('Could not establish connection. Receiving end does not exist.');
};
const replaced = () => {
  throw new Error('Extension context invalidated.');
};

it.each([
  ['an answer', [() => signedOut], ['answered', 1]],
  ['a refusal, which stays one', [refuse], ['failed', 1]],
  ['a background that starts', [stop, () => signedOut], ['answered', 2]],
  ['a background that does not start', [stop], ['failed', 2]],
  ['an extension that was replaced', [replaced], ['failed', 1]],
])('%s', async (_, answers, expected) => {
  expect(await ask(...answers)).toEqual(expected);
});

it('no code of a refusal is asked for again, nor any other error', () => {
  const errors = [
    ...ErrorCode.options.map((code) => new MessageError(code)),
    ...[new Error('storage'), 'a text', undefined, new NoResponseError('update')],
  ];
  expect(errors.filter((error) => canAskAgain(0, error))).toEqual([]);
  expect(
    [0, 1, 2].map((failures) => canAskAgain(failures, new NoResponseError('unexpected'))),
  ).toEqual([true, false, false]);
});
