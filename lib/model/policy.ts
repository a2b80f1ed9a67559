import type * as z from 'zod/mini';
import type { ScopeParts } from './scope.ts';

/** Who writes, as far as policies look at people. */
export interface Writer {
  user: string;
  /** Manages the organisation, or somebody in it. */
  manages: boolean;
}

/** A row as it would be after a change. */
export interface Attempt {
  writer: Writer;
  scope: ScopeParts;
  fields: Readonly<Record<string, unknown>>;
  /** Null for a new row. */
  before: Readonly<Record<string, unknown>> | null;
  /** True where the field is another than before; for a new row, where it is given. */
  changed(field: string): boolean;
}

/** Who may create and change rows, where, and which fields. */
export interface Policy {
  /** Kinds of scope that a row may lie in. */
  scopes: readonly ScopeParts['kind'][];
  /** `server`: no device creates one. `managers`: whoever manages, where the scope is the organisation. */
  create: 'anyone' | 'managers' | 'server';
  /** Who changes a row that is there. `managers`: its author, and whoever manages. */
  change: 'author' | 'readers' | 'managers' | 'nobody';
  /** Fields that nobody changes, besides key and author. */
  fixed: readonly string[];
  /** What else has to hold, for what only some may say. */
  allows?(attempt: Attempt): boolean;
}

/** Fields that the server writes, whatever a device sent. */
export interface Stamps {
  /** Who created the row; null where it is only in the server's own column. */
  author: string | null;
  /** When it was created; taken from the device, clamped. */
  created: string | null;
  /** Who changed it last, and when; null where nothing says so. */
  editor: string | null;
  edited: string | null;
}

export interface CollectionRule<S extends z.ZodMiniType = z.ZodMiniType> {
  schema: S;
  /**
   * Fields that, with organisation and scope, make the row's id (`keyedId`): there is one row a
   * key, and writing is an upsert (`put`). Null: ids are the writers' (UUIDv7).
   */
  key: readonly string[] | null;
  /** Of keyed rows: what a new row says in fields that its first writer did not set. */
  defaults: Readonly<Record<string, unknown>>;
  /** Fields of prose: two people changing the same words is a conflict, never a silent overwrite. */
  text: readonly string[];
  /** Fields that are lists or objects: what is added and taken out travels, so that both keep (T4). */
  lists: readonly string[];
  maps: readonly string[];
  /** A child of a note (`parent`): it takes its note's scope and moves with it. */
  child: boolean;
  policy: Policy;
  stamps: Stamps;
  /** Fields that hold a moment: clamped by the server, never later than its own clock. */
  instants: readonly string[];
  /** Written by Sideline itself: nobody's words, so nobody is asked about it. */
  automatic: boolean;
  /** Taken in from an exported file. */
  imported: boolean;
  /** Earlier values are kept (`revision`). */
  history: boolean;
  /** Handed out in a person's export. */
  exported: boolean;
  /** `row`: goes with its author. `stays`: it is the organisation's. */
  erased: 'row' | 'stays';
  /** Says nothing once its author has left, and goes even where what they wrote is kept. */
  leaves: boolean;
  /**
   * Fields with the moment at which the server got a new row, in scopes that others read: what they
   * go by, whatever a device's clock says.
   */
  arrival: readonly string[];
  /**
   * One new row an hour says the same in these fields, of one author in one scope; the server holds
   * the others back. Empty: each row is kept.
   */
  hourly: readonly string[];
}

const NO_STAMPS: Stamps = { author: 'author', created: 'at', editor: null, edited: null };

/** A collection, with what most collections have in common filled in. */
export function collection<S extends z.ZodMiniType>(
  rule: Pick<CollectionRule<S>, 'schema' | 'policy'> & Partial<CollectionRule<S>>,
): CollectionRule<S> {
  const keyed = rule.key !== undefined && rule.key !== null;
  return {
    key: null,
    defaults: {},
    text: [],
    lists: [],
    maps: [],
    child: false,
    stamps: keyed
      ? { author: 'author', created: null, editor: 'editedBy', edited: 'at' }
      : NO_STAMPS,
    instants: ['at'],
    automatic: false,
    imported: true,
    history: false,
    exported: true,
    erased: 'row',
    leaves: false,
    arrival: [],
    hourly: [],
    ...rule,
  };
}
