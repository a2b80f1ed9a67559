import { serverUrl } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import { refuse } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import { ConfigError } from '../shared/errors.ts';

/** Whom a person tells about a weakness of this server, and until when that is right. */
export interface SecurityContact {
  /** `mailto:`, `https:` or `tel:` addresses, the preferred one first. */
  contacts: readonly string[];
  /** Unix ms. */
  expires: number;
}

const CONTACT = /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+[\d-]+)$/;

/** Reads SIDELINE_SECURITY_CONTACT and SIDELINE_SECURITY_EXPIRES. @throws ConfigError */
export function readSecurityContact(
  env: Record<string, string | undefined>,
): SecurityContact | null {
  const { SIDELINE_SECURITY_CONTACT: text, SIDELINE_SECURITY_EXPIRES: until } = env;
  if (!text && !until) return null;
  const contacts = (text ?? '').split(',').map((part) => part.trim());
  const wrong = contacts.find((contact) => !CONTACT.test(contact));
  if (wrong !== undefined)
    throw new ConfigError(
      `SIDELINE_SECURITY_CONTACT contains “${wrong}”. ` +
        'It should be addresses like mailto:security@example.com or https://example.com/security.',
    );
  const expires = Date.parse(until ?? '');
  if (!/^\d{4}-\d\d-\d\d/.test(until ?? '') || Number.isNaN(expires))
    throw new ConfigError(
      'SIDELINE_SECURITY_EXPIRES should be the day until which the contact is right, ' +
        'like 2027-06-30, at most a year ahead.',
    );
  return { contacts, expires };
}

/** `/.well-known/security.txt` (RFC 9116). Without a contact, or after its day, there is none. */
export function securityTxt(
  serve: Serve,
  deps: { baseUrl: string; security: SecurityContact | null; now(): number },
): void {
  serve(api.securityTxt, (c) => {
    const { security, baseUrl } = deps;
    if (security === null || security.expires <= deps.now()) throw refuse(404, 'notFound');
    const lines = [
      ...security.contacts.map((contact) => `Contact: ${contact}`),
      `Expires: ${new Date(security.expires).toISOString()}`,
      'Preferred-Languages: en, de, es',
      `Canonical: ${serverUrl(baseUrl, '/.well-known/security.txt')}`,
    ];
    return c.body(`${lines.join('\n')}\n`, 200, { 'content-type': 'text/plain; charset=utf-8' });
  });
}
