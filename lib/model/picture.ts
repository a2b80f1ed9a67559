import * as z from 'zod/mini';
import { Kind } from './coaching.ts';

const text = z.string().check(z.maxLength(3000));
const button = z.object({ label: text, variant: z.enum(['filled', 'default', 'subtle']) });

/**
 * What a panel showed of a record above its notes, as texts: enough to paint it once more. Never
 * markup, and nothing that only one person may read (lib/view/pictures.ts).
 */
export const Picture = z.object({
  bar: text,
  /** How many buttons with icons are in the bar. */
  tools: z.int().check(z.minimum(0), z.maximum(6)),
  chip: z.nullable(z.object({ word: text, tone: z.enum(['pine', 'clay', 'quiet']) })),
  title: text,
  account: z.nullable(text),
  facts: z
    .array(
      z.object({
        label: text,
        value: text,
        small: z.nullable(text),
        /** The button that types it in or changes it. */
        act: z.nullable(text),
        isWide: z.boolean(),
        isUnseen: z.boolean(),
      }),
    )
    .check(z.maxLength(12)),
  /** The button that shows the other facts. */
  more: z.nullable(text),
  heading: text,
  prompts: z
    .array(
      z.object({
        kind: Kind,
        isOpen: z.boolean(),
        /** The kind in words, and what follows it on the line. */
        word: text,
        about: z.nullable(text),
        question: text,
        because: z.nullable(text),
        actions: z.array(button).check(z.maxLength(6)),
        foot: z.array(text).check(z.maxLength(3)),
      }),
    )
    .check(z.minLength(1), z.maxLength(3)),
});
export type Picture = z.infer<typeof Picture>;

/** A picture with what it depends on. */
export const KeptPicture = z.object({
  /** The database of the account. */
  store: z.string(),
  /** Of the CRM's page. */
  origin: z.string(),
  refKey: z.string(),
  /** The CRM's user who was signed in when the record was read. */
  viewer: z.string(),
  at: z.number(),
  picture: Picture,
});
export type KeptPicture = z.infer<typeof KeptPicture>;

/** All pictures, and the CRM user of the last successful reading on each origin. */
export const Pictures = z.object({
  viewers: z.record(z.string(), z.string()),
  kept: z.array(KeptPicture),
});
export type Pictures = z.infer<typeof Pictures>;
