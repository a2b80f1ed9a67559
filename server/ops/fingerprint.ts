import { createHash } from 'node:crypto';
import type { Line } from './tables.ts';

const MODULUS = 2n ** 96n;

/**
 * Count and hash of a table, independent of the order of its rows: the sum of the rows' SHA-256,
 * each cut to 96 bits.
 */
export class Fingerprint {
  count = 0;
  #sum = 0n;

  add(line: Line): void {
    const text = JSON.stringify(Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#sum =
      (this.#sum + BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 24)}`)) %
      MODULUS;
    this.count += 1;
  }

  get hash(): string {
    return this.#sum.toString(16).padStart(24, '0');
  }
}

export type Fingerprints = Record<string, { count: number; hash: string }>;

/** Fingerprints by table. */
export class Ledger {
  readonly #tables = new Map<string, Fingerprint>();

  add(table: string, lines: readonly Line[]): void {
    const fingerprint = this.#tables.get(table) ?? new Fingerprint();
    this.#tables.set(table, fingerprint);
    for (const line of lines) fingerprint.add(line);
  }

  get rows(): number {
    return [...this.#tables.values()].reduce((sum, { count }) => sum + count, 0);
  }

  result(): Fingerprints {
    return Object.fromEntries(
      [...this.#tables].map(([name, { count, hash }]) => [name, { count, hash }]),
    );
  }
}

/** Names of tables that differ. */
export function differences(a: Fingerprints, b: Fingerprints): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => a[name]?.count !== b[name]?.count || a[name]?.hash !== b[name]?.hash,
  );
}
