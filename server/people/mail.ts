import type { Transporter } from 'nodemailer';
import { ConfigError } from '../shared/errors.ts';

/** The mail server, like `smtp://user:password@host:587`, and the sender's address. */
export interface Smtp {
  url: string;
  from: string;
}

/** @throws ConfigError */
export function readSmtp(env: Record<string, string | undefined>): Smtp | null {
  const url = env.SIDELINE_SMTP;
  if (!url) return null;
  if (!URL.canParse(url) || !/^smtps?:/.test(url))
    throw new ConfigError(
      'SIDELINE_SMTP should look like smtp://user:password@mail.example.com:587.',
    );
  const from = env.SIDELINE_MAIL_FROM ?? '';
  if (!/^\S+@\S+$/.test(from))
    throw new ConfigError(
      'SIDELINE_SMTP is set, so SIDELINE_MAIL_FROM should be the sender address of mails.',
    );
  return { url, from };
}

export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>;

/** Null if no mail server is configured: then an administrator passes links on. */
export function mailer(smtp: Smtp | null): SendMail | null {
  if (!smtp) return null;
  let transport: Transporter | undefined;
  return async (mail) => {
    // Loaded with the first mail: 4 MB, which most servers never need.
    const { createTransport } = await import('nodemailer');
    transport ??= createTransport(smtp.url, { from: smtp.from });
    await transport.sendMail(mail);
  };
}
