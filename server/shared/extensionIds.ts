import { createHash } from 'node:crypto';
import { ConfigError } from './errors.ts';

/** An id in Chrome, which the key in the manifest determines. */
const CHROME = /^[a-p]{32}$/;
/** A name or a GUID in the manifest, in Firefox. */
const FIREFOX = /^(?:[A-Za-z0-9._-]*@[A-Za-z0-9._-]+|\{[0-9a-fA-F-]{36}\})$/;

export function isChromeId(id: string): boolean {
  return CHROME.test(id);
}

/** Ids of a company's own builds of the extension. @throws ConfigError */
export function readExtensionIds(env: Record<string, string | undefined>): string[] {
  const ids = (env.SIDELINE_EXTENSION_IDS ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const id of ids)
    if (!CHROME.test(id) && !FIREFOX.test(id))
      throw new ConfigError(
        `SIDELINE_EXTENSION_IDS contains “${id}”. An extension's id is 32 letters from a to p ` +
          'in Chrome, and a name like sideline@acme.example in Firefox.',
      );
  return ids;
}

/**
 * The origin to which a browser returns a sign-in of an extension, and only of this one
 * (identity.getRedirectURL): Firefox puts the hash of the id there.
 */
export function redirectOf(id: string): string {
  return isChromeId(id)
    ? `https://${id}.chromiumapp.org`
    : `https://${createHash('sha1').update(id).digest('hex')}.extensions.allizom.org`;
}

/** True for an address of a known extension, to which a sign-in may return. */
export function isRedirect(url: string, redirects: readonly string[]): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.username === '' &&
    parsed.password === '' &&
    redirects.includes(parsed.origin)
  );
}
