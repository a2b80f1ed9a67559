import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { ConfigError } from '../shared/errors.ts';

// Backups are encrypted with age (https://age-encryption.org), so that its own tools read them too.

/** The first line of every file of age. */
export const AGE_HEADER = 'age-encryption.org/';

/** What protects a backup: a recipient of age, or nothing on purpose. */
export type Protection = { recipient: string } | 'plain';

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** An encrypter for a recipient (`age1…`). @throws ConfigError */
export function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient.trim());
  } catch (error) {
    throw new ConfigError(
      `“${recipient}” is not a recipient of age. It should begin with age1, and the command ` +
        `“age-keygen -o backup.key” prints one. (${reason(error)})`,
    );
  }
  return encrypter;
}

export async function encrypted(stream: Readable, encrypter: Encrypter): Promise<Readable> {
  const source = Readable.toWeb(stream) as unknown as Parameters<Encrypter['encrypt']>[0];
  return Readable.fromWeb((await encrypter.encrypt(source as never)) as unknown as ReadableStream);
}

/** The identities in a file of age-keygen: one a line, with comments. @throws ConfigError */
function decrypterFor(file: string): Decrypter {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`The identity in ${file} cannot be read: ${reason(error)}`);
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch {
    identities.length = 0;
  }
  if (identities.length === 0)
    throw new ConfigError(
      `${file} contains no identity of age. It should have a line that begins with ` +
        'AGE-SECRET-KEY-1, as “age-keygen -o backup.key” writes it.',
    );
  return decrypter;
}

/**
 * Decrypts a backup with the identities in a file.
 * @param path of the backup, for the message.
 * @throws ConfigError if no identity fits.
 */
export async function decrypted(
  stream: Readable,
  path: string,
  identityFile: string | undefined,
): Promise<Readable> {
  if (identityFile === undefined)
    throw new ConfigError(
      `${path} is encrypted. Name the file with the key: restore FILE --identity KEYFILE.`,
    );
  const decrypter = decrypterFor(identityFile);
  try {
    const source = Readable.toWeb(stream) as never;
    return Readable.fromWeb((await decrypter.decrypt(source)) as unknown as ReadableStream);
  } catch (error) {
    throw new ConfigError(
      `${path} cannot be decrypted with ${identityFile}: it was encrypted for another key, ` +
        `or its beginning was changed. (${reason(error)})`,
    );
  }
}
