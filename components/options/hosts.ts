/** The origin of a typed address; null with a path, query, fragment, user or other scheme. */
export function siteOrigin(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const hasMore = url.username || url.pathname !== '/' || url.search || url.hash;
  return hasMore ? null : url.origin;
}
