import type { Logger } from 'pino';
import { languageOf, texts } from '../i18n/index.ts';
import type { Db } from '../store/tables.ts';
import type { SendMail } from './mail.ts';
import type { MailNotice } from './notices.ts';

/**
 * Sends notices by mail, after the response. A person's language is unknown here: the mail is in
 * that of the browser that did it.
 */
export function noticeMailer(db: Db, send: SendMail | null, log: Logger): MailNotice {
  if (!send) return () => {};
  const deliver = async ({ user, kind, by }: Parameters<MailNotice>[0], language?: string) => {
    const person = await db
      .selectFrom('user')
      .select('email')
      .where('id', '=', user)
      .executeTakeFirst();
    if (!person) return;
    const { subject, notYou, ...sentences } = texts[languageOf(language)].notice;
    const text = `${sentences[kind].replace('$1', () => by?.name ?? '')}\n\n${notYou}`;
    await send({ to: person.email, subject, text });
  };
  return (notice, language) =>
    void deliver(notice, language).catch((error: unknown) =>
      log.error({ error: String(error) }, 'mail not sent'),
    );
}
