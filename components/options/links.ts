/** What people paste: the whole link of an invitation or of a new password, or the secret alone. The link also names the server. */
export function readLink(text: string): { token: string; server: string | null } {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return { token: text.trim(), server: null };
  return { token: url.hash.slice(1), server: url.origin };
}
