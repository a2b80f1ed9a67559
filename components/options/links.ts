import { parseLink } from '../../lib/model/index.ts';

/** What people paste: the whole link of an invitation or of a new password, or the secret alone. The link also names the server. */
export function readLink(text: string): { token: string; server: string | null } {
  const link = parseLink(text);
  return link ? { token: link.secret, server: link.server } : { token: text.trim(), server: null };
}
