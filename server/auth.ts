import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { bearer } from 'better-auth/plugins/bearer';
import type { Kysely } from 'kysely';
import { serverOrigin, serverPath } from '../lib/model/index.ts';
import type { Store } from './store/store.ts';
import type { Db, Tx } from './store/tables.ts';

export interface AuthSettings {
  baseUrl: string;
  secret: string;
  origins: string[];
  /** Sends the link for a new password; absent where no mail goes out. `language` is the asking browser's `Accept-Language`. */
  sendReset?: (email: string, token: string, language: string | null) => Promise<void>;
}

const DAY = 86_400;

function options({ db, kind }: Pick<Store, 'db' | 'kind'>, settings: AuthSettings) {
  return {
    appName: 'Sideline',
    // With a path in its base address the library would leave out the base path.
    baseURL: serverOrigin(settings.baseUrl),
    basePath: `${serverPath(settings.baseUrl)}/auth`,
    secret: settings.secret,
    // One connection for its tables and ours; without `transaction` nothing it does is atomic.
    database: { db: db as unknown as Kysely<unknown>, type: kind, transaction: true },
    trustedOrigins: ['moz-extension://*', ...settings.origins],
    telemetry: { enabled: false },
    logger: { level: 'error' as const }, // its info level writes addresses
    // Sign-up happens by invitation only, in routes/people.ts.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      // Not waited for: how long an answer takes must not tell whether an address exists.
      sendResetPassword: async (
        { user, token }: { user: { email: string }; token: string },
        request?: Request,
      ) =>
        void settings
          .sendReset?.(user.email, token, request?.headers.get('accept-language') ?? null)
          .catch(() => {}),
    },
    session: { expiresIn: 30 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'memory' as const,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 20 },
        '/request-password-reset': { window: 60, max: 10 },
      },
    },
    // Off by default where NODE_ENV is `test`: said here, so that tests run what production runs.
    advanced: {
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
    },
    // Sessions are stored in the clear: with signed tokens a leaked database opens nothing.
    plugins: [bearer({ requireSignature: true })],
  };
}

export function createAuth(store: Store, settings: AuthSettings) {
  return betterAuth(options(store, settings));
}
export type Auth = ReturnType<typeof createAuth>;

/** better-auth makes and changes its own tables. @param db with the rights of their owner. */
export async function migrateAuth(
  db: Db,
  kind: Store['kind'],
  settings: AuthSettings,
): Promise<void> {
  await (await getMigrations(options({ db, kind }, settings))).runMigrations();
}

/** Hashes a password; takes tens of milliseconds, so call it before a transaction. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}

/** A way in for an account: better-auth looks a password up by provider `credential` and the user's own id. */
export async function insertAccount(
  tx: Tx,
  account: {
    userId: string;
    providerId: string;
    accountId: string;
    password: string | null;
    now: Date;
  },
): Promise<void> {
  const stamp = account.now.toISOString();
  const { userId, providerId, accountId, password } = account;
  await tx
    .insertInto('account')
    .values({
      id: `account-${userId}-${providerId === 'credential' ? providerId : accountId}`.slice(0, 250),
      userId,
      providerId,
      accountId,
      password,
      createdAt: stamp,
      updatedAt: stamp,
    })
    .execute();
}

/** Adds an account. @param user.passwordHash absent for somebody who signs in elsewhere. @throws when the address is taken (a unique column). */
export async function insertUser(
  tx: Tx,
  user: { id: string; email: string; name: string; passwordHash?: string; now: Date },
): Promise<void> {
  const stamp = user.now.toISOString();
  await tx
    .insertInto('user')
    .values({
      id: user.id,
      email: user.email.trim().toLowerCase(),
      name: user.name,
      emailVerified: true,
      image: null,
      createdAt: stamp,
      updatedAt: stamp,
    })
    .execute();
  if (user.passwordHash !== undefined)
    await insertAccount(tx, {
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: user.passwordHash,
      now: user.now,
    });
}

/** User and session of a signed bearer token, or null. Only that header is looked at, so no cookie can stand in for it. */
export async function sessionOf(
  auth: Auth,
  authorization: string | undefined,
): Promise<{ user: string; session: string } | null> {
  if (!authorization) return null;
  const found = await auth.api.getSession({ headers: new Headers({ authorization }) });
  return found ? { user: found.user.id, session: found.session.id } : null;
}
