/** The origin of a typed address; null for anything with a path, a user or another scheme. */
export function siteOrigin(text: string): string | null {
  const url = URL.parse(text.trim());
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.pathname !== '/' ||
    url.search ||
    url.hash
  )
    return null;
  return url.origin;
}
