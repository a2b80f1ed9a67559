import type { CrmName } from '../../lib/model/index.ts';

/** CRMs that companies run themselves. */
export const SELF_HOSTED: readonly CrmName[] = ['odoo', 'espocrm', 'suitecrm', 'twenty', 'dynamics'];

/** The origin of a typed address; null for anything with a path, a user or another scheme. */
export function siteOrigin(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.pathname !== '/' || url.search || url.hash) return null;
  return url.origin;
}
