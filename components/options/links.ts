import { parseLink } from '../../lib/model/index.ts';

/**
 * Parses pasted text: the whole link of an invitation or a password reset, or only its secret. A
 * link also contains the server.
 */
export function readLink(text: string): { token: string; server: string | null } {
  const link = parseLink(text);
  return link ? { token: link.secret, server: link.server } : { token: text.trim(), server: null };
}
