import { createHash } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { bearer } from 'better-auth/plugins/bearer';
import type { Kysely } from 'kysely';
import { serverOrigin, serverPath } from '../../lib/model/index.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { type PasswordRules, passwordHooks } from './passwordHooks.ts';

export interface AuthSettings {
  baseUrl: string;
  secret: string;
  origins: string[];
  /**
   * Sends the link for a new password; absent if no mail server is configured. It logs what fails.
   * @param language `Accept-Language` of the browser that asks.
   */
  sendReset?: (email: string, token: string, language: string | null) => Promise<void>;
  /** @param address of the client that set a new password with a link. */
  onPasswordReset?: (email: string, address: string) => Promise<void>;
  /** Absent where nobody signs in, as in migrations. */
  passwords?: PasswordRules;
}

const DAY = 86_400;

function options({ db, kind }: Pick<Store, 'db' | 'kind'>, settings: AuthSettings) {
  const { hooks, databaseHooks, wasReset } = passwordHooks(settings.passwords);
  return {
    appName: 'Sideline',
    // The library ignores `basePath` if the base address contains a path.
    baseURL: serverOrigin(settings.baseUrl),
    basePath: `${serverPath(settings.baseUrl)}/auth`,
    secret: settings.secret,
    // Its tables share our connection. Without `transaction` its writes are not atomic.
    database: { db: db as unknown as Kysely<unknown>, type: kind, transaction: true },
    trustedOrigins: ['moz-extension://*', ...settings.origins],
    telemetry: { enabled: false },
    // Its info level logs addresses.
    logger: { level: 'error' as const },
    // Sign-up happens by invitation only, in routes/people.ts.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      // Not awaited: a slow mail server holds nothing up.
      sendResetPassword: async (
        { user, token }: { user: { email: string }; token: string },
        request?: Request,
      ) => {
        const language = request?.headers.get('accept-language') ?? null;
        setImmediate(() => void settings.sendReset?.(user.email, token, language));
      },
      onPasswordReset: async (
        data: Parameters<typeof wasReset>[0] & { user: { email: string } },
        request?: Request,
      ) => {
        await wasReset(data, request);
        await settings.onPasswordReset?.(
          data.user.email,
          request?.headers.get('x-client-ip') ?? '',
        );
      },
    },
    hooks,
    databaseHooks,
    session: { expiresIn: 30 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    // server/limits counts guesses: the library's own limits are shared by all servers of a process
    // and know no account.
    rateLimit: { enabled: false },
    // Set explicitly, since the library disables them if NODE_ENV is `test`: tests run the same
    // code as production.
    advanced: {
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
    },
    // Sessions are stored in plain text. Tokens are signed, so a leaked database opens no session.
    plugins: [bearer({ requireSignature: true })],
  };
}

export function createAuth(store: Store, settings: AuthSettings) {
  return betterAuth(options(store, settings));
}
export type Auth = ReturnType<typeof createAuth>;

/** Lets better-auth create and migrate its own tables. @param db with the rights of their owner. */
export async function migrateAuth(
  db: Db,
  kind: Store['kind'],
  settings: AuthSettings,
): Promise<void> {
  await (await getMigrations(options({ db, kind }, settings))).runMigrations();
}

/** Hashes a password. Takes tens of milliseconds, so call it before a transaction. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}

/**
 * Adds a sign-in method to a user. better-auth looks up a password by the provider `credential` and
 * the user's own id.
 */
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
      // One row for each person of a provider, so that no two accounts share one.
      id: `account-${createHash('sha256')
        .update(JSON.stringify([providerId, accountId]))
        .digest('base64url')}`,
      userId,
      providerId,
      accountId,
      password,
      createdAt: stamp,
      updatedAt: stamp,
    })
    .execute();
}

/**
 * Adds a user.
 * @param user.emailVerified true only where a sign-in provider, or a link in a mail to the address,
 * proved that the person reads its mail.
 * @param user.passwordHash absent for a person who signs in with a provider.
 * @throws if the address is taken (a unique column).
 */
export async function insertUser(
  tx: Tx,
  user: {
    id: string;
    email: string;
    name: string;
    emailVerified: boolean;
    passwordHash?: string;
    now: Date;
  },
): Promise<void> {
  const stamp = user.now.toISOString();
  await tx
    .insertInto('user')
    .values({
      id: user.id,
      email: user.email.trim().toLowerCase(),
      name: user.name,
      emailVerified: user.emailVerified,
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

/** User and session of a signed bearer token, or null. Only this header counts, never a cookie. */
export async function sessionOf(
  auth: Auth,
  authorization: string | undefined,
): Promise<{ user: string; session: string } | null> {
  if (!authorization) return null;
  const current = await auth.api.getSession({ headers: new Headers({ authorization }) });
  return current ? { user: current.user.id, session: current.session.id } : null;
}
