import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Hashes of passwords at a small part of their cost: the tests sign hundreds of people up, at
 * 80 ms each. A hash says nothing of its cost, so those of a kept database need the whole one.
 */
const CHEAP_N = 16;
let cheap = true;

const real = crypto.scrypt;
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

/** For tests of passwords that the product itself has hashed, somewhere else. */
export function wholePasswordCost(): void {
  cheap = false;
}
