import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { bearer } from 'better-auth/plugins/bearer';
import type { Kysely } from 'kysely';
import type { Store } from './store/store.ts';
import type { Db, Tx } from './store/tables.ts';

export interface AuthSettings {
  baseUrl: string;
  secret: string;
  origins: string[];
}

const DAY = 86_400;

function options({ db, kind }: Pick<Store, 'db' | 'kind'>, settings: AuthSettings) {
  return {
    appName: 'Sideline',
    baseURL: settings.baseUrl,
    basePath: '/auth',
    secret: settings.secret,
    // One connection for its tables and ours; without `transaction` nothing it does is atomic.
    database: { db: db as unknown as Kysely<unknown>, type: kind, transaction: true },
    trustedOrigins: ['moz-extension://*', ...settings.origins],
    telemetry: { enabled: false },
    logger: { level: 'error' as const }, // its info level writes addresses
    // Sign-up happens by invitation only, in routes/people.ts.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 30 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, storage: 'memory' as const, window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 20 } } },
    // Off by default where NODE_ENV is `test`: said here, so that tests run what production runs.
    advanced: { disableOriginCheck: false, disableCSRFCheck: false, ipAddress: { ipAddressHeaders: ['x-client-ip'] } },
    // Sessions are stored in the clear: with signed tokens a leaked database opens nothing.
    plugins: [bearer({ requireSignature: true })],
  };
}

export function createAuth(store: Store, settings: AuthSettings) {
  return betterAuth(options(store, settings));
}
export type Auth = ReturnType<typeof createAuth>;

/** better-auth makes and changes its own tables. @param db with the rights of their owner. */
export async function migrateAuth(db: Db, kind: Store['kind'], settings: AuthSettings): Promise<void> {
  await (await getMigrations(options({ db, kind }, settings))).runMigrations();
}

/** Hashes a password; takes tens of milliseconds, so call it before a transaction. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}

/** Adds an account with a password. @throws when the address is taken (a unique column). */
export async function insertUser(tx: Tx, user: { id: string; email: string; name: string; passwordHash: string; now: Date }): Promise<void> {
  const stamp = user.now.toISOString();
  await tx
    .insertInto('user')
    .values({ id: user.id, email: user.email.trim().toLowerCase(), name: user.name, emailVerified: true, image: null, createdAt: stamp, updatedAt: stamp })
    .execute();
  // better-auth looks a password up by provider `credential` and the user's own id.
  await tx
    .insertInto('account')
    .values({ id: `account-${user.id}`, userId: user.id, providerId: 'credential', accountId: user.id, password: user.passwordHash, createdAt: stamp, updatedAt: stamp })
    .execute();
}

/** The user of a signed bearer token, or null. Only that header is looked at, so no cookie can stand in for it. */
export async function userOf(auth: Auth, authorization: string | undefined): Promise<string | null> {
  if (!authorization) return null;
  const session = await auth.api.getSession({ headers: new Headers({ authorization }) });
  return session?.user.id ?? null;
}
