import type { Temporal as TemporalApi } from 'temporal-polyfill';

/**
 * The browser's own Temporal, instead of the polyfill that Node still needs: 20 kB less in the
 * panel. Chrome has it since 144 (January 2026), Firefox since 139; the manifests require these
 * versions (docs/decisions/temporal.md).
 */
export const Temporal = (globalThis as unknown as { Temporal: typeof TemporalApi }).Temporal;
