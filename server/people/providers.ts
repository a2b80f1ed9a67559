import { ConfigError } from '../shared/errors.ts';

/** An OpenID Connect provider, found by its issuer (OpenID Connect Discovery 1.0 §4). */
export interface Provider {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The one Salesforce organisation whose people may sign in, by 15 characters; null for all. */
  salesforceOrg: string | null;
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
  salesforceOrg: string | null = null,
): Provider[] {
  const [clientId, clientSecret] = [env[`${prefix}_CLIENT_ID`], env[`${prefix}_CLIENT_SECRET`]];
  if (!clientId && !clientSecret && (id === 'salesforce' || !issuer)) return [];
  if (!issuer || !clientId || !clientSecret)
    throw new ConfigError(
      `Sign-in with ${name} needs ${prefix}_CLIENT_ID, ${prefix}_CLIENT_SECRET` +
        `${id === 'oidc' ? ` and ${prefix}_ISSUER` : ''}; one is missing.`,
    );
  const checked = issuerOf(`${prefix}_ISSUER`, issuer);
  return [{ id, name, issuer: checked, clientId, clientSecret, salesforceOrg }];
}

const SALESFORCE_LOGIN = 'https://login.salesforce.com';
const ORG_ID = /^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

/**
 * Salesforce is an OpenID provider at a company's My Domain, or at its login host, which serves
 * every company: an administrator of any of them could name the address of a person here.
 */
function salesforce(env: Record<string, string | undefined>): Provider[] {
  const issuer = env.SIDELINE_SALESFORCE_ISSUER || SALESFORCE_LOGIN;
  const org = env.SIDELINE_SALESFORCE_ORG || null;
  if (org !== null && !ORG_ID.test(org))
    throw new ConfigError(
      `SIDELINE_SALESFORCE_ORG is “${org}”. It should be the ID of your Salesforce organisation, ` +
        'which begins with 00D and has 15 or 18 characters.',
    );
  const providers = provider(
    env,
    'salesforce',
    'SIDELINE_SALESFORCE',
    issuer,
    'Salesforce',
    // The last three characters of the long form only repeat the case of the others.
    org?.slice(0, 15) ?? null,
  );
  const isMyDomain = URL.parse(issuer)?.hostname.endsWith('.my.salesforce.com') === true;
  if (providers.length > 0 && org === null && !isMyDomain)
    throw new ConfigError(
      `${issuer} signs in people of every company. SIDELINE_SALESFORCE_ISSUER should be your ` +
        'My Domain, like https://acme.my.salesforce.com, or SIDELINE_SALESFORCE_ORG the ID of ' +
        'your Salesforce organisation.',
    );
  return providers;
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
    ...salesforce(env),
  ];
}
