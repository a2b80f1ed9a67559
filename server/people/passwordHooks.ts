import { APIError, createAuthMiddleware } from 'better-auth/api';

/** What happens around a new password; better-auth sets it (auth.ts). */
export interface PasswordRules {
  /** What the link with a secret is; one that is `void` sets no password. */
  kindOf(secret: string): Promise<'mailed' | 'passedOn' | 'void'>;
  /** After a new password by a link, which ended every session. */
  wasReset(
    user: string,
    how: { keepSignIns: boolean; isMailed: boolean },
    language: string | undefined,
  ): Promise<void>;
  /**
   * After a change in the settings, which ended every other session.
   * @param session the token of the session that stays.
   */
  wasChanged(user: string, session: string, language: string | undefined): Promise<void>;
  /** After the library deleted a session. */
  ended(session: { userId: string; token: string }): Promise<void>;
}

const languageIn = (headers: Headers | undefined) => headers?.get('accept-language') ?? undefined;

/** Keeps the rules of new passwords around the library's own routes for them. */
export function passwordHooks(rules: PasswordRules | undefined) {
  const resets = new WeakMap<Request, { keepSignIns: boolean; isMailed: boolean }>();
  const before = createAuthMiddleware(async (ctx) => {
    if (ctx.path === '/change-password')
      return { context: { body: { ...ctx.body, revokeOtherSessions: true } } };
    if (ctx.path !== '/reset-password' || !rules) return undefined;
    const kind = await rules.kindOf(String(ctx.body?.token ?? ''));
    if (kind === 'void')
      throw new APIError('BAD_REQUEST', { code: 'INVALID_TOKEN', message: 'Invalid token' });
    if (ctx.request)
      resets.set(ctx.request, {
        keepSignIns: ctx.body?.keepSignIns === true,
        isMailed: kind === 'mailed',
      });
    return undefined;
  });
  const after = createAuthMiddleware(async (ctx) => {
    const opened = ctx.path === '/change-password' ? ctx.context.newSession : null;
    if (opened)
      await rules?.wasChanged(opened.user.id, opened.session.token, languageIn(ctx.headers));
  });
  const wasReset = async ({ user }: { user: { id: string } }, request?: Request) => {
    // Without a request that was checked before, nothing is assumed in favour of who asks.
    const how = (request && resets.get(request)) ?? { keepSignIns: false, isMailed: false };
    await rules?.wasReset(user.id, how, languageIn(request?.headers));
  };
  // Every path of the library that ends a session leads through here.
  const databaseHooks = {
    session: {
      delete: {
        // After the library’s transaction, which holds SQLite’s only connection.
        after: async (session: { userId: string; token: string }) => {
          await rules?.ended(session);
        },
      },
    },
  };
  return { hooks: { before, after }, databaseHooks, wasReset };
}
