import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Hashes passwords at a small part of the real cost: the tests sign up hundreds of people, at 80 ms
 * each. A hash does not contain its cost, so the hashes of a stored database need the real one.
 */
const CHEAP_N = 16;
let cheap = true;

/** Files that share modules wrap it again. */
const kept = crypto as typeof crypto & { wholeScrypt?: typeof crypto.scrypt };
kept.wholeScrypt ??= crypto.scrypt;
const real = kept.wholeScrypt;
type Scrypt = (
  password: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  length: number,
  options: crypto.ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
) => void;
const scrypt: Scrypt = (password, salt, length, options, done) =>
  real(password, salt, length, cheap ? { ...options, N: CHEAP_N } : options, done);
crypto.scrypt = scrypt as typeof crypto.scrypt;
syncBuiltinESMExports();

/** For tests of passwords that were hashed at the real cost, outside of the tests. */
export function wholePasswordCost(): void {
  cheap = false;
}
