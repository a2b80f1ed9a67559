/** A change that is rejected on the device, before any server is asked. */
export class WriteError extends Error {
  readonly code: 'invalid' | 'missing' | 'full';
  constructor(code: 'invalid' | 'missing' | 'full', detail: string) {
    super(detail);
    this.code = code;
  }
}

/** True where the device has no space left. */
export function isQuota(error: unknown): boolean {
  const names = [error, (error as { inner?: unknown } | null)?.inner].map(
    (item) => (item as { name?: unknown } | null)?.name,
  );
  return names.some((name) => name === 'QuotaExceededError');
}
