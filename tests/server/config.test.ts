// Configuration of the server: environment variables that are refused with a sentence, and the
// address at which people reach it.

import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { ConfigError } from '../../server/shared/errors.ts';
import { TEST_SECRET } from '../helpers/server.ts';

describe('readConfig', () => {
  it.each([
    [{ SIDELINE_PORT: 'eighty' }, /SIDELINE_PORT is “eighty”/],
    [{ SIDELINE_PORT: '70000' }, /0 to 65535/],
    [{ SIDELINE_SECRET: 'short' }, /at least 32/],
    [{ SIDELINE_SECRET: 'x'.repeat(40) }, /can be guessed/],
    [{ SIDELINE_SECRET: '0123456789abcdef'.repeat(2) }, /can be guessed/],
    [{ SIDELINE_SECRET: 'please-change-this-secret-to-your-own' }, /can be guessed/],
    [{ SIDELINE_URL: 'somewhere' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: '' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: 'localhost:8787' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: 'ftp://sideline.example.com' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: 'https://' }, /SIDELINE_URL should be an address/],
    [{ SIDELINE_URL: 'https://me:secret@sideline.example.com' }, /^(?!.*secret).*no password/],
    [{ SIDELINE_URL: 'https://sideline.example.com/?x' }, /“\?”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/#a' }, /“#”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/auth' }, /“\/auth”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/notes/us' }, /“\/notes”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/tools/join/' }, /“\/join”/],
    [{ SIDELINE_SECURITY_CONTACT: 'security@example.com' }, /mailto:/],
    [{ SIDELINE_SECURITY_CONTACT: 'https://example.com' }, /SIDELINE_SECURITY_EXPIRES should be/],
    [{ SIDELINE_LOG: 'loud' }, /SIDELINE_LOG is “loud”/],
    [{ SIDELINE_EXTENSION_IDS: 'abc' }, /32 letters/],
    [{ SIDELINE_PROXIES: '127.0.0.1,172.16.0.0/99' }, /172.16.0.0\/99/],
    [{ SIDELINE_DB: 'postgres://a b' }, /postgres:\/\/user/],
  ])('refuses %o with a sentence', (env, sentence) => {
    expect(() => readConfig({ SIDELINE_SECRET: TEST_SECRET, ...env }, '.')).toThrow(sentence);
    expect(() => readConfig({ SIDELINE_SECRET: TEST_SECRET, ...env }, '.')).toThrow(ConfigError);
  });
  it.each([
    [
      { SIDELINE_URL: 'https://sideline.example.com/', SIDELINE_PROXIES: 'none' },
      'https://sideline.example.com',
    ],
    [
      { SIDELINE_URL: 'https://example.com/sideline/', SIDELINE_PROXIES: '127.0.0.1' },
      'https://example.com/sideline',
    ],
    [{}, 'http://127.0.0.1:8787'],
    [{ SIDELINE_HOST: '::1', SIDELINE_PORT: '9000' }, 'http://[::1]:9000'],
    [{ SIDELINE_HOST: '0.0.0.0' }, 'http://127.0.0.1:8787'],
    [{ SIDELINE_HOST: '::' }, 'http://[::1]:8787'],
  ])('with %o people reach the server at %s', (env, baseUrl) =>
    expect(readConfig({ SIDELINE_SECRET: TEST_SECRET, ...env }, '.').baseUrl).toBe(baseUrl),
  );
});
