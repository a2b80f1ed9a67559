import type * as z from 'zod/mini';
import type { ScopeParts } from './scope.ts';

/** The writing person, as policies see them. */
export interface Writer {
  user: string;
  /** True for a manager of the organisation or of a team. */
  manages: boolean;
  isAdmin: boolean;
  /** True for the manager of a member's pair. */
  leads(member: string): boolean;
}

/** A row as it would be after a change. */
export interface Attempt {
  writer: Writer;
  scope: ScopeParts;
  fields: Readonly<Record<string, unknown>>;
  /** True for a present member of one of the writer's teams, and for the manager of the own one. */
  isIn(team: string, member: string): boolean;
  /** Null for a new row. */
  before: Readonly<Record<string, unknown>> | null;
  /** True where the field differs from before; for a new row, where it is set. */
  changed(field: string): boolean;
}

/** Who may create and change rows, where, and which fields. */
export interface Policy {
  /** Kinds of scope that a row may have. */
  scopes: readonly ScopeParts['kind'][];
  /** `server`: no device creates rows. `managers`: in the organisation's scope only managers do. */
  create: 'anyone' | 'managers' | 'server';
  /** Who may change an existing row. `managers`: its author and every manager. */
  change: 'author' | 'readers' | 'managers' | 'nobody';
  /** Fields that nobody may change, beside key and author. */
  fixed: readonly string[];
  /** A further condition, for fields that only some people may set. */
  allows?(attempt: Attempt): boolean;
  /** A further condition for the deletion of a row. */
  removes?(writer: Writer, fields: Readonly<Record<string, unknown>>): boolean;
}

/** Fields that the server sets itself, regardless of the device's values. */
export interface Stamps {
  /** The creator's field; null where only the server's own column has it. */
  author: string | null;
  /** The field with the creation time: the device's, clamped. */
  created: string | null;
  /** The fields with the last editor and edit time; null where there are none. */
  editor: string | null;
  edited: string | null;
}

export interface CollectionRule<S extends z.ZodMiniType = z.ZodMiniType> {
  schema: S;
  /**
   * Fields that determine the row's id, together with organisation and scope (`keyedId`): there is
   * one row per key, and writing is an upsert (`put`). Null: writers create ids (UUIDv7).
   */
  key: readonly string[] | null;
  /** Values of a new keyed row's fields that its first writer did not set. */
  defaults: Readonly<Record<string, unknown>>;
  /**
   * Values that the fields of a keyed row get when the server writes it under the key of another
   * scope, or a person imports it: what somebody said to one pair is not true elsewhere.
   */
  moved: Readonly<Record<string, unknown>>;
  /** Prose fields: changes of the same words by two people are a conflict, never overwritten. */
  text: readonly string[];
  /**
   * Fields that contain a person's words. Where the server refuses a change, they are shown and can
   * be copied, so that nothing typed is lost. By default the prose fields.
   */
  readable: readonly string[];
  /** Fields that are lists or objects: synced as additions and removals, which merge (T4). */
  lists: readonly string[];
  maps: readonly string[];
  /** The collection of its `parent`: a child has its parent's scope and moves with it. */
  childOf: string | null;
  /** Has a text that is read with the word lists: what it says is stored beside it (`says`). */
  read: boolean;
  policy: Policy;
  stamps: Stamps;
  /**
   * The field with the one person whom a new row is for. Devices send it in the scope that it is
   * about; the server stores it in that person's private scope, and the sender's device drops its
   * own row.
   */
  addressee: string | null;
  /** Further fields with the id of a person: rows written while signed out get the account's. */
  persons: readonly string[];
  /**
   * The field in which somebody else confirms the row. Setting it is no edit of the row and no
   * claim of its key.
   */
  confirms: string | null;
  /** Fields that contain a moment: clamped by the server, never later than its own clock. */
  instants: readonly string[];
  /**
   * Instants that decide something on other devices. The server stores its own time minus the age,
   * which one device measured alone: a device's wrong clock has no effect, and what is sent late is
   * still old. A device may send only times of its own clock in them.
   */
  aged: readonly string[];
  /** Its condition asks whether somebody is in the writer's team (`Attempt.isIn`). */
  namesTeam: boolean;
  /**
   * True where a key belongs to the person who wrote it first: a second claim is refused (`taken`)
   * until the row is deleted. While signed out nobody can claim a key: such rows are not taken into
   * an account.
   */
  exclusive: boolean;
  /** Written by Sideline itself, without a person's text: a refusal is not shown to anybody. */
  automatic: boolean;
  /** Imported from an exported file. */
  imported: boolean;
  /** Earlier values are stored (`revision`). */
  history: boolean;
  /** Included in a person's export. */
  exported: boolean;
  /**
   * What happens when an author is erased (GDPR). `deleted`: the author's rows are deleted; of a
   * keyed row, which several people write, only what this person wrote. `kept`: the rows stay,
   * because they belong to the organisation.
   */
  erased: 'deleted' | 'kept';
  /** Deleted when its author leaves, even where the author's texts are kept. */
  leaves: boolean;
  /**
   * Said to one person: deleted instead of moved where the rows of a pair go to somebody else (a
   * handover, a departure).
   */
  personal: boolean;
  /**
   * Whether the rows of a pair go to the rep's next manager at a handover, or stay with the two
   * people. Every collection with the scope of a pair says it (tested); null for the others.
   */
  handedOver: 'moves' | 'stays' | null;
  /**
   * Fields that the server sets to the arrival time of a new row, in scopes that others read, so
   * that a device's clock has no effect.
   */
  serverTimes: readonly string[];
  /**
   * The server accepts one new row per hour with the same values in these fields, per author and
   * scope, and drops the others. Empty: every row is stored.
   */
  hourly: readonly string[];
  /**
   * A child of which each person has one for each parent: the server drops further ones. They do
   * not keep the parent from moving.
   */
  onePerParent: boolean;
  /**
   * `field` numbers the rows that have one value of `of` in one scope. The server gives a new row
   * the next number where another row has its number: two people may have used it at once.
   */
  numbered: { field: string; of: string } | null;
  /**
   * What the device computed from rows, and computes again after they changed: the summary of their
   * record, or those of all records. Null: nothing.
   */
  summarised: 'record' | 'all' | null;
}

const NO_STAMPS: Stamps = { author: 'author', created: 'at', editor: null, edited: null };
/** Most other collections name the fields with author and editor so, too. */
export const USUAL_STAMPS: Stamps = {
  author: 'author',
  created: null,
  editor: 'editedBy',
  edited: 'at',
};

/** What becomes of a collection's rows: each collection says it, because no default is safe. */
type Stated = 'persons' | 'automatic' | 'imported' | 'history' | 'exported' | 'erased';

/** A collection's rule, with defaults for most other fields. */
export function collection<S extends z.ZodMiniType>(
  rule: Pick<CollectionRule<S>, 'schema' | 'policy' | Stated> & Partial<CollectionRule<S>>,
): CollectionRule<S> {
  const keyed = rule.key !== undefined && rule.key !== null;
  return {
    key: null,
    defaults: {},
    moved: {},
    text: [],
    readable: rule.text ?? [],
    lists: [],
    maps: [],
    childOf: null,
    read: false,
    stamps: keyed ? USUAL_STAMPS : NO_STAMPS,
    addressee: null,
    confirms: null,
    instants: ['at'],
    aged: [],
    namesTeam: false,
    exclusive: false,
    leaves: false,
    personal: false,
    handedOver: null,
    serverTimes: [],
    hourly: [],
    onePerParent: false,
    numbered: null,
    summarised: null,
    ...rule,
  };
}
