import * as z from 'zod/mini';
import { MAX_DRAFT_CHARS, MAX_EMAIL_CHARS, MAX_TEXT_CHARS } from '../model/index.ts';

/** Building blocks of message schemas. */
export const id = z.string().check(z.maxLength(64));
/** Text of a note or a reply. */
export const text = z.string().check(z.maxLength(MAX_TEXT_CHARS));
/** Texts of earlier requests with the same id that got no response. */
export const sent = z.optional(z.array(text).check(z.maxLength(50)));
/** An editor's content: a note, or a whole document as JSON. */
export const draftText = z.string().check(z.maxLength(MAX_DRAFT_CHARS));
/** The key of a record or a draft. */
export const key = z.string().check(z.minLength(1), z.maxLength(900));
export const serverUrl = z.string().check(z.maxLength(300));
export const email = z.string().check(z.maxLength(MAX_EMAIL_CHARS));
export const password = z.string().check(z.maxLength(200));
export const nothing = z.void();

/** A message: its allowed senders, its input and its output. */
export interface MessageSchema {
  from: 'content' | 'page';
  in: z.ZodMiniType;
  out: z.ZodMiniType;
}

/** A message that only the extension's own pages may send. */
export function fromPage<In extends z.ZodMiniType, Out extends z.ZodMiniType>(input: In, out: Out) {
  return { from: 'page' as const, in: input, out };
}

/** A message that only content scripts in CRM pages may send. */
export function fromContent<In extends z.ZodMiniType, Out extends z.ZodMiniType>(
  input: In,
  out: Out,
) {
  return { from: 'content' as const, in: input, out };
}
