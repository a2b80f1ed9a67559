import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** What is longer is read up to here: the time grows with the length, and people wait meanwhile. */
const READ = 40;

/**
 * Ways to read figures and signs as letters that are tried (“p4$$w0rd”): each costs as much as the
 * password itself, and the library's own limit is 100.
 */
const MOST_READINGS = 8;

/** Made at the first use: 90 ms and 15 MB, which a start does not need. */
let estimator: ZxcvbnFactory | null = null;

/** The tries that a guesser needs, by zxcvbn: common passwords, words, rows of keys, years. */
function triesFor(secret: string, known: readonly string[]): number {
  estimator ??= new ZxcvbnFactory({
    dictionary,
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: MOST_READINGS,
  });
  return estimator.check(secret.slice(0, READ), [...known]).guesses;
}

/** Guesses that are slowed down do not reach this number in years. */
const TRIES_OF_PASSWORD = 1e8;

/**
 * True for a password that guessers try first.
 * @param known what a guesser knows: the person’s name and address, the company.
 */
export function isCommonPassword(password: string, known: readonly string[]): boolean {
  const parts = known.flatMap((text) => [
    text,
    ...text.split('@'),
    ...text.split(/[^\p{L}\p{N}]+/u),
  ]);
  const words = parts.filter((part) => part.length > 2);
  return triesFor(password, ['sideline', ...words]) < TRIES_OF_PASSWORD;
}

/** Nobody slows down a guesser who has a signed token. */
const TRIES_OF_SECRET = 1e20;
/** Parts of examples and templates. */
const EXAMPLE = /change.?(me|this|it)|your.?(own.?)?secret|at.?least.?32|example|placeholder/i;

/** True for a server secret that could be guessed: repeated characters, words, an example. */
export function isWeakSecret(secret: string): boolean {
  return EXAMPLE.test(secret) || triesFor(secret, []) < TRIES_OF_SECRET;
}
