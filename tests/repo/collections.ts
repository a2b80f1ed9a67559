import * as z from 'zod/mini';
import { Instant, Key } from '../../lib/model/index.ts';

const Names = z.array(z.string());
const Name = z.nullable(z.string());

/** Everything that a collection has to declare. */
const Rule = z.object({
  schema: z.custom((value) => value instanceof z.ZodMiniObject, 'schema: an object of zod'),
  key: z.nullable(Names),
  defaults: z.record(z.string(), z.unknown()),
  moved: z.record(z.string(), z.unknown()),
  text: Names,
  readable: Names,
  lists: Names,
  maps: Names,
  childOf: Name,
  read: z.boolean(),
  policy: z.object({
    scopes: z.array(z.enum(['private', 'pair', 'team', 'org'])).check(z.minLength(1)),
    create: z.enum(['anyone', 'managers', 'server']),
    change: z.enum(['author', 'readers', 'managers', 'nobody']),
    fixed: Names,
    allows: z.optional(z.custom((value) => typeof value === 'function')),
    removes: z.optional(z.custom((value) => typeof value === 'function')),
  }),
  stamps: z.object({ author: Name, created: Name, editor: Name, edited: Name }),
  addressee: Name,
  persons: Names,
  confirms: Name,
  instants: Names,
  aged: Names,
  namesTeam: z.boolean(),
  exclusive: z.boolean(),
  automatic: z.boolean(),
  imported: z.boolean(),
  history: z.boolean(),
  exported: z.boolean(),
  erased: z.enum(['deleted', 'kept']),
  leaves: z.boolean(),
  personal: z.boolean(),
  handedOver: z.nullable(z.enum(['moves', 'stays'])),
  serverTimes: Names,
  hourly: Names,
  onePerParent: z.boolean(),
  numbered: z.nullable(z.object({ field: z.string(), of: z.string() })),
  summarised: z.nullable(z.enum(['record', 'all'])),
});
type Rule = z.infer<typeof Rule>;

/** The schema inside of nullable, optional and default. */
function inner(schema: z.ZodMiniType): z.ZodMiniType {
  const { innerType } = schema.def as { innerType?: z.ZodMiniType };
  return innerType === undefined ? schema : inner(innerType);
}
const typeOf = (schema: z.ZodMiniType) => (inner(schema).def as { type?: string }).type;

/** Text that no person types: names of systems and fields, ids of a system, texts of a page. */
const NOT_TYPED = new Set([
  'about',
  'title',
  'crm',
  'tenant',
  'pipeline',
  'stage',
  'recordName',
  'dealName',
  'timeZone',
  'prompt',
  'signal',
  'fingerprint',
  'reason',
  'field',
  'ref',
  'off',
  'conflicts',
]);

/** True for text of any form, alone or in a list or an object; ids, days and keys have a form. */
function isProse(schema: z.ZodMiniType): boolean {
  const type = inner(schema);
  if (type === (Key as z.ZodMiniType)) return false;
  const { type: kind, checks = [], element, shape } = type.def as Definition;
  if (kind === 'array') return element !== undefined && isProse(element);
  if (kind === 'object') return Object.values(shape ?? {}).some(isProse);
  const hasForm = checks.some(({ _zod: { def } }) => !/^(?:min|max)_length$/.test(def.check));
  return kind === 'string' && !hasForm;
}

interface Definition {
  type: string;
  checks?: { _zod: { def: { check: string } } }[];
  element?: z.ZodMiniType;
  shape?: Record<string, z.ZodMiniType>;
}

/** True for fields that people may change after the row was created. */
function changeable({ key, policy, stamps, childOf }: Rule, field: string): boolean {
  if (policy.change === 'nobody') return false;
  const fixed = [
    ...policy.fixed,
    ...(key ?? []),
    ...Object.values(stamps),
    ...(childOf === null ? [] : ['parent']),
  ];
  return !fixed.includes(field);
}

/** Declarations that one collection lacks, or makes for fields that it does not have. */
function gapsOf(rule: Rule): string[] {
  const { shape } = rule.schema as z.ZodMiniObject<Record<string, z.ZodMiniType>>;
  const fields = Object.keys(shape);
  const gaps: string[] = [];
  const named: Record<string, readonly (string | null)[]> = {
    key: rule.key ?? [],
    defaults: Object.keys(rule.defaults),
    moved: Object.keys(rule.moved),
    text: rule.text,
    readable: rule.readable,
    lists: rule.lists,
    maps: rule.maps,
    instants: rule.instants,
    serverTimes: rule.serverTimes,
    hourly: rule.hourly,
    numbered: rule.numbered ? Object.values(rule.numbered) : [],
    'policy.fixed': rule.policy.fixed,
    stamps: Object.values(rule.stamps),
    childOf: rule.childOf === null ? [] : ['parent'],
    addressee: rule.addressee === null ? [] : [rule.addressee],
    persons: rule.persons,
    confirms: [rule.confirms],
  };
  for (const [policy, names] of Object.entries(named)) {
    for (const name of names)
      if (name !== null && !fields.includes(name))
        gaps.push(`${policy} names ${name}, which is no field`);
  }
  for (const field of rule.aged)
    if (!rule.instants.includes(field)) gaps.push(`instants lacks ${field}, which is aged`);
  const isTyped = !rule.automatic && rule.policy.create !== 'server';
  for (const [field, schema] of Object.entries(shape)) {
    if (isTyped && isProse(schema) && !NOT_TYPED.has(field) && !rule.readable.includes(field))
      gaps.push(`readable lacks ${field}`);
    if (inner(schema) === (Instant as z.ZodMiniType) && !rule.instants.includes(field))
      gaps.push(`instants lacks ${field}`);
    // The server writes the conflicts of a text.
    if (!changeable(rule, field) || field === 'conflicts') continue;
    if (typeOf(schema) === 'array' && !rule.lists.includes(field))
      gaps.push(`lists lacks ${field}`);
    if (typeOf(schema) === 'record' && !rule.maps.includes(field)) gaps.push(`maps lacks ${field}`);
  }
  const stamped: [string, string | null][] = [
    ['author', rule.stamps.author],
    ['editedBy', rule.stamps.editor],
    ['editedAt', rule.stamps.edited],
  ];
  for (const [field, stamp] of stamped)
    if (fields.includes(field) && stamp !== field) gaps.push(`stamps lacks ${field}`);
  if (rule.policy.scopes.includes('pair') && rule.handedOver === null)
    gaps.push('handedOver does not say what becomes of the rows of a pair');
  return gaps;
}

/**
 * The missing declarations of all collections, one line each.
 * @param files names of the files that declare a collection.
 * @param listed the collections in the list.
 */
export function missing(
  files: readonly string[],
  listed: Readonly<Record<string, unknown>>,
): string[] {
  const lines: string[] = [];
  for (const name of files)
    if (!Object.hasOwn(listed, name))
      lines.push(`${name}: has a file and no line in lib/model/collections.ts`);
  for (const [name, rule] of Object.entries(listed)) {
    if (!files.includes(name)) lines.push(`${name}: has no file`);
    const parsed = Rule.safeParse(rule);
    if (parsed.success) lines.push(...gapsOf(parsed.data).map((gap) => `${name}: ${gap}`));
    else
      lines.push(
        ...parsed.error.issues.map(
          ({ path }) => `${name}: does not declare ${path.join('.')}, or declares it wrongly`,
        ),
      );
  }
  return lines;
}
