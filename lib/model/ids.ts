/** Ids of people, teams, rows and devices: safe in URLs, keys and scopes without encoding. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * UUID version 7 (RFC 9562 §5.7): sortable by time, so that new rows are added at the end of every
 * index. Time and randomness are arguments, so that tests are repeatable.
 * @param nowMs Unix time in milliseconds.
 * @param random ten random bytes.
 */
export function uuidv7(nowMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  for (let i = 0, rest = Math.max(0, Math.floor(nowMs)); i < 6; i++, rest = Math.floor(rest / 256))
    bytes[5 - i] = rest % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** True for an id that `uuidv7` makes. Its time is that of a writer's clock, and proves nothing. */
export function isUuidv7(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id);
}

/** Creates ids from the caller's clock and randomness. */
export interface IdSource {
  next(): string;
}

export function idSource(
  clock: () => number,
  fill: (bytes: Uint8Array<ArrayBuffer>) => void,
): IdSource {
  return {
    next() {
      const random = new Uint8Array(10);
      fill(random);
      return uuidv7(clock(), random);
    },
  };
}
