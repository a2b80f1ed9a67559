import { ConfigError } from '../errors.ts';

/** An OpenID Connect provider, found by its issuer (OpenID Connect Discovery 1.0 §4). */
export interface Provider {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

function issuerOf(name: string, text: string): string {
  const url = URL.parse(text);
  const isLoopback = url?.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url?.protocol !== 'https:' && !isLoopback)
    throw new ConfigError(
      `${name} is “${text}”. It should be the https address of the provider's issuer.`,
    );
  return text;
}

function provider(
  env: Record<string, string | undefined>,
  id: string,
  prefix: string,
  issuer: string | undefined,
  name: string,
): Provider[] {
  const [clientId, clientSecret] = [env[`${prefix}_CLIENT_ID`], env[`${prefix}_CLIENT_SECRET`]];
  if (!clientId && !clientSecret && (id === 'salesforce' || !issuer)) return [];
  if (!issuer || !clientId || !clientSecret)
    throw new ConfigError(
      `Sign-in with ${name} needs ${prefix}_CLIENT_ID, ${prefix}_CLIENT_SECRET` +
        `${id === 'oidc' ? ` and ${prefix}_ISSUER` : ''}; one is missing.`,
    );
  return [{ id, name, issuer: issuerOf(`${prefix}_ISSUER`, issuer), clientId, clientSecret }];
}

/** Reads the configured sign-in providers. @throws ConfigError */
export function readProviders(env: Record<string, string | undefined>): Provider[] {
  return [
    ...provider(
      env,
      'oidc',
      'SIDELINE_OIDC',
      env.SIDELINE_OIDC_ISSUER,
      env.SIDELINE_OIDC_NAME ?? 'OpenID Connect',
    ),
    // Salesforce is an OpenID provider at its login host, or at a company's My Domain.
    ...provider(
      env,
      'salesforce',
      'SIDELINE_SALESFORCE',
      env.SIDELINE_SALESFORCE_ISSUER ?? 'https://login.salesforce.com',
      'Salesforce',
    ),
  ];
}
