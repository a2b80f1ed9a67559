// A text in a file that only a passphrase opens: PBKDF2 (RFC 8018) makes the key, AES-GCM (NIST SP
// 800-38D) encrypts and proves that nothing was changed. Both are the browser's own.

/**
 * Iterations of PBKDF2 with SHA-256: what OWASP's cheat sheet on password storage asks for (2023).
 * They are in the file, so that a later version can raise them.
 */
const ITERATIONS = 600_000;
/** A file with more was not written by Sideline, and would block the page. */
const MOST_ITERATIONS = 10_000_000;
/** The file's first bytes: a name and a version. */
const MAGIC = 'SLSEAL1\n';
const SALT_BYTES = 16;
/** The nonce size that AES-GCM is made for. A new key for each file: it is used once. */
const NONCE_BYTES = 12;
const HEAD_BYTES = MAGIC.length + 4 + SALT_BYTES + NONCE_BYTES;

/** Shorter passphrases are guessed too soon, as nobody limits the guesses on a file. */
export const LEAST_PASSPHRASE_CHARS = 12;

type Bytes = Uint8Array<ArrayBuffer>;

async function keyOf(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  // One form of each letter: keyboards differ in how they type an accent.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const aes = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(how, base, aes, false, ['encrypt', 'decrypt']);
}

/** @param random fills an array with random bytes. */
export async function seal(
  text: string,
  passphrase: string,
  random: (bytes: Bytes) => Bytes,
): Promise<Bytes> {
  const salt = random(new Uint8Array(SALT_BYTES));
  const nonce = random(new Uint8Array(NONCE_BYTES));
  const file = new Uint8Array(HEAD_BYTES);
  file.set(new TextEncoder().encode(MAGIC));
  new DataView(file.buffer).setUint32(MAGIC.length, ITERATIONS);
  file.set(salt, MAGIC.length + 4);
  file.set(nonce, MAGIC.length + 4 + SALT_BYTES);
  const key = await keyOf(passphrase, salt, ITERATIONS);
  // The head is authenticated too.
  const how = { name: 'AES-GCM', iv: nonce, additionalData: file };
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(how, key, new TextEncoder().encode(text)),
  );
  const whole = new Uint8Array(HEAD_BYTES + sealed.length);
  whole.set(file);
  whole.set(sealed, HEAD_BYTES);
  return whole;
}

/** The text of a sealed file; null for another file, a changed one or a wrong passphrase. */
export async function unseal(file: Bytes, passphrase: string): Promise<string | null> {
  const head = file.slice(0, HEAD_BYTES);
  if (head.length < HEAD_BYTES) return null;
  if (new TextDecoder().decode(head.subarray(0, MAGIC.length)) !== MAGIC) return null;
  const iterations = new DataView(head.buffer).getUint32(MAGIC.length);
  if (iterations < 1 || iterations > MOST_ITERATIONS) return null;
  const salt = head.slice(MAGIC.length + 4, MAGIC.length + 4 + SALT_BYTES);
  const iv = head.slice(MAGIC.length + 4 + SALT_BYTES);
  const key = await keyOf(passphrase, salt, iterations);
  try {
    const how = { name: 'AES-GCM', iv, additionalData: head };
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(how, key, file.subarray(HEAD_BYTES)),
    );
  } catch {
    return null; // the tag does not fit: wrong passphrase, or a changed file
  }
}
