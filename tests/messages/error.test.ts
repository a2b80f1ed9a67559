import { describe, expect, it } from 'vitest';
import { acceptedServer, ErrorCode, refusalError } from '../../lib/messages/index.ts';

describe('a refusal of the server', () => {
  it.each([
    ['INVALID_EMAIL_OR_PASSWORD', 'credentials'],
    ['INVALID_EMAIL', 'credentials'],
    ['removed', 'signedOut'],
    ['wiped', 'signedOut'],
    ['status 429', 'slowDown'],
    ['status 500', 'server'],
    ['constructor', 'server'],
    ['', 'server'],
  ])('%s has the sentence of %s', (code, gives) =>
    expect(refusalError(code, 'detail').code).toBe(gives),
  );
  it.each(ErrorCode.options)('%s keeps its own', (code) =>
    expect(refusalError(code, '').code).toBe(code),
  );
});

describe('a typed server', () => {
  const PINNED = 'https://sync.acme.test/coaching';
  const accept = (typed: string, pinned: string | null = null) => {
    try {
      return acceptedServer(typed, pinned);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  it.each([
    [' sync.acme.test/coaching/ ', null, PINNED],
    [PINNED, PINNED, PINNED],
    ['https://other.acme.test', PINNED, 'pinned'],
    ['http://sync.acme.test', null, 'plainHttp'],
    ['http://127.0.0.1:8787', null, 'http://127.0.0.1:8787'],
    ['https://me:secret@sync.acme.test', null, 'invalid'],
    ['', null, 'invalid'],
  ])('%s, pinned to %s', (typed, pinned, gives) => expect(accept(typed, pinned)).toBe(gives));
});
