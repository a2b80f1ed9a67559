import * as z from 'zod/mini';
import {
  CheckItem,
  CoachingSettings,
  Commitment,
  CrmName,
  FormerPairs,
  History,
  Holdings,
  Invitations,
  Kind,
  Me,
  Playbook,
  Profile,
  RecordObject,
  RecordRef,
  Role,
  SelfView,
  ServerInfo,
  Sessions,
  StageMap,
  Suggestion,
  Usefulness,
  WrittenPrompt,
} from '../model/index.ts';

const id = z.string().check(z.maxLength(64));
const text = z.string().check(z.maxLength(20_000));
const key = z.string().check(z.minLength(1), z.maxLength(900));
const nothing = z.void();

export const Audience = z.enum(['private', 'pair', 'team']);
export type Audience = z.infer<typeof Audience>;

/** Where the panel sits on a CRM's pages. Lengths are CSS pixels; `tabY` a share of the window's height, 0 to 1. */
export const Layout = z.object({
  mode: z.enum(['tab', 'dock', 'float']),
  /** How it was when it was last open: a click on the tab brings that back. */
  open: z._default(z.enum(['dock', 'float']), 'dock'),
  width: z.number().check(z.minimum(320), z.maximum(480)),
  x: z.number(),
  y: z.number(),
  tabY: z.number().check(z.minimum(0), z.maximum(1)),
});
export type Layout = z.infer<typeof Layout>;
export const defaultLayout: Layout = { mode: 'tab', open: 'dock', width: 360, x: -1, y: 24, tabY: 0.25 };

/** What the content script shows: nothing but a tab with a count, until the frame is opened. */
export const Placed = z.object({
  layout: Layout,
  count: z.int(),
  /** A person wrote something unread. */
  dot: z.boolean(),
  layer: z.int(),
  words: z.object({ frame: z.string(), open: z.string(), blocked: z.string(), resize: z.string(), move: z.string() }),
});
export type Placed = z.infer<typeof Placed>;

const invitation = z.object({
  server: z.string().check(z.maxLength(300)),
  token: z.string().check(z.maxLength(200)),
  name: z.string().check(z.maxLength(120)),
  email: z.string().check(z.maxLength(254)),
  password: z.string().check(z.maxLength(200)),
  orgName: z.string().check(z.maxLength(120)),
  timeZone: z.string().check(z.maxLength(60)),
});

export const SessionState = z.object({ server: z.string(), me: z.nullable(Me), expired: z.boolean(), localNotes: z.int() });
export type SessionState = z.infer<typeof SessionState>;

const note = z.object({
  /** Made by the page, so that asking twice saves once. */
  id,
  ref: RecordRef,
  recordName: z.string().check(z.maxLength(4000)),
  text,
  audience: Audience,
  rep: z.nullable(id),
  kind: z.enum(['note', 'answer', 'question', 'help']),
  prompt: z.nullable(z.object({ signal: z.string(), question: z.string().check(z.maxLength(1000)) })),
  draft: z.nullable(key),
});

/** A written prompt as the editor has it: who wrote it and when is the background's to say. */
const Prompt = z.omit(WrittenPrompt, { refKey: true, author: true, at: true, editedBy: true, editedAt: true });
export type PromptInput = z.infer<typeof Prompt>;

/** A text that is changed. `settles` names the version beside it that the change decides about; others that stand there stay. */
/** `from` is the text that the writer began with. */
const Edit = z.object({ id, text, from: z.string().check(z.maxLength(20_000)), settles: z.nullable(z.object({ rev: z.number(), author: id })) });

/**
 * Every message, from whom it may come, and what goes in and out. `content` messages come from scripts in CRM pages and are
 * held to what their tab's address says; `page` messages come from the extension's own pages only.
 */
export const catalogue = {
  'record.at': { from: 'content', in: z.object({ href: z.string().check(z.maxLength(8000)), placed: z.boolean() }), out: nothing },
  'record.dirty': { from: 'content', in: nothing, out: nothing },
  'record.frame': { from: 'content', in: nothing, out: z.object({ nonce: z.string() }) },
  'record.layout': { from: 'content', in: Layout, out: nothing },
  'record.blocked': { from: 'content', in: nothing, out: nothing },
  'record.aside': { from: 'content', in: nothing, out: z.object({ opened: z.boolean() }) },

  'frame.hello': {
    from: 'page',
    in: z.object({ nonce: z.nullable(z.string()), tabId: z.nullable(z.int()), marker: z.nullable(z.string()) }),
    out: z.object({ tabId: z.nullable(z.int()), sameStore: z.boolean() }),
  },
  'frame.layout': { from: 'page', in: z.object({ tabId: z.int(), mode: z.enum(['tab', 'dock', 'float']) }), out: nothing },
  'record.again': { from: 'page', in: z.object({ tabId: z.int() }), out: nothing },

  'note.save': { from: 'page', in: note, out: z.object({ id }) },
  'note.edit': { from: 'page', in: Edit, out: nothing },
  'note.audience': { from: 'page', in: z.object({ id, audience: Audience, rep: z.nullable(id) }), out: nothing },
  'note.delete': { from: 'page', in: z.object({ id }), out: nothing },
  'note.restore': { from: 'page', in: z.object({ id }), out: nothing },
  'note.read': { from: 'page', in: z.object({ refKey: key, ids: z.array(id).check(z.maxLength(200)) }), out: nothing },
  /** Notes about a rep are on somebody's screen. */
  'note.opened': { from: 'page', in: z.object({ refKey: key, rep: id }), out: nothing },
  'note.history': { from: 'page', in: z.object({ id }), out: History },
  'reply.save': { from: 'page', in: z.object({ id, parent: id, text, draft: z.nullable(key) }), out: z.object({ id }) },
  'reply.edit': { from: 'page', in: Edit, out: nothing },
  'prompt.outcome': {
    from: 'page',
    in: z.object({
      refKey: key,
      signal: z.string(),
      fingerprint: z.string(),
      outcome: z.enum(['answered', 'snoozed', 'dismissed', 'asked']),
      reason: z.nullable(z.string().check(z.maxLength(1000))),
      rep: z.nullable(id),
    }),
    out: nothing,
  },
  /** What stood on screen: counted once a day, for the order of questions and for nobody else. */
  'prompt.shown': {
    from: 'page',
    in: z.object({
      refKey: key,
      items: z.array(z.object({ signal: z.string().check(z.maxLength(100)), fingerprint: z.string().check(z.maxLength(2000)), kind: Kind })).check(z.maxLength(3)),
    }),
    out: nothing,
  },
  'prompt.retire': { from: 'page', in: z.object({ signal: z.string().check(z.maxLength(100)), back: z.boolean() }), out: nothing },
  'prompt.write': { from: 'page', in: z.object({ id, prompt: Prompt }), out: nothing },
  'prompt.delete': { from: 'page', in: z.object({ id }), out: nothing },
  'prompt.restore': { from: 'page', in: z.object({ id }), out: nothing },
  'prompt.import': { from: 'page', in: z.object({ prompts: z.array(z.object({ id, prompt: Prompt })).check(z.maxLength(1000)) }), out: nothing },
  'playbook.publish': {
    from: 'page',
    in: z.object({
      id,
      playbook: id,
      version: z.int().check(z.positive()),
      document: Playbook,
      why: z.string().check(z.maxLength(2000)),
      takes: z.array(id),
      retired: z.boolean(),
    }),
    out: nothing,
  },
  'playbook.map': { from: 'page', in: z.pick(StageMap, { playbook: true, crm: true, tenant: true, stages: true }), out: nothing },
  'playbook.move': { from: 'page', in: z.object({ refKey: key, playbook: id, version: z.int(), rep: z.nullable(id) }), out: nothing },
  'check.set': { from: 'page', in: z.extend(z.pick(CheckItem, { refKey: true, playbook: true, item: true, done: true, evidence: true }), { rep: z.nullable(id) }), out: nothing },
  'suggestion.make': { from: 'page', in: z.extend(z.pick(Suggestion, { playbook: true, stage: true, item: true, text: true }), { id }), out: nothing },
  'suggestion.answer': { from: 'page', in: z.extend(z.pick(Suggestion, { state: true, answer: true }), { id }), out: nothing },
  'suggestion.vote': { from: 'page', in: z.object({ suggestion: id, on: z.boolean() }), out: nothing },
  'commitment.make': { from: 'page', in: z.extend(z.pick(Commitment, { refKey: true, text: true, due: true, owner: true }), { id, rep: z.nullable(id) }), out: nothing },
  'commitment.settle': { from: 'page', in: z.object({ id, state: z.enum(['open', 'kept', 'dropped']) }), out: nothing },
  'profile.save': { from: 'page', in: z.pick(Profile, { member: true, focus: true, agreedBy: true, gaps: true, strengths: true }), out: nothing },
  'self.save': { from: 'page', in: z.pick(SelfView, { approval: true, rejection: true, control: true }), out: nothing },
  'settings.coaching': { from: 'page', in: z.pick(CoachingSettings, { limits: true, off: true, competitors: true }), out: nothing },
  'usefulness.get': { from: 'page', in: nothing, out: Usefulness },
  'fact.type': {
    from: 'page',
    in: z.object({ refKey: key, field: z.string().check(z.maxLength(60)), value: z.nullable(z.string().check(z.maxLength(4000))), rep: z.nullable(id) }),
    out: nothing,
  },
  'draft.keep': { from: 'page', in: z.object({ key, text, audience: z.nullable(Audience), start: z.optional(z.string().check(z.maxLength(20_000))) }), out: nothing },
  'refused.keep': { from: 'page', in: z.object({ id }), out: nothing },
  'refused.drop': { from: 'page', in: z.object({ id }), out: nothing },

  'identity.link': { from: 'page', in: z.object({ crm: CrmName, tenant: z.string(), crmUserId: z.string(), crmName: z.nullable(z.string()) }), out: nothing },
  'identity.owner': { from: 'page', in: z.object({ refKey: key, rep: z.nullable(id) }), out: nothing },
  'role.local': { from: 'page', in: z.object({ role: z.enum(['rep', 'manager']) }), out: nothing },

  'session.get': { from: 'page', in: nothing, out: SessionState },
  'session.signIn': {
    from: 'page',
    in: z.object({ server: z.string().check(z.maxLength(300)), email: z.string().check(z.maxLength(254)), password: z.string().check(z.maxLength(200)) }),
    out: SessionState,
  },
  'session.accept': { from: 'page', in: invitation, out: SessionState },
  'session.signOut': { from: 'page', in: z.object({ evenUnsynced: z.boolean() }), out: z.object({ unsynced: z.int() }) },
  'session.merge': { from: 'page', in: z.object({ take: z.boolean() }), out: z.object({ taken: z.int() }) },
  'session.members': {
    from: 'page',
    in: nothing,
    out: z.object({ members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role, team: z.nullable(z.string()) })) }),
  },
  'session.invite': {
    from: 'page',
    in: z.object({ email: z.string().check(z.maxLength(254)), role: Role, team: z.nullable(id) }),
    out: z.object({ token: z.string(), link: z.optional(z.string()) }),
  },
  'session.invitations': { from: 'page', in: nothing, out: Invitations },
  'session.withdraw': { from: 'page', in: z.object({ id }), out: nothing },
  'session.addTeam': { from: 'page', in: z.object({ name: z.string().check(z.maxLength(120)), manager: z.nullable(id) }), out: z.object({ id }) },
  'session.setMember': { from: 'page', in: z.object({ id, role: z.optional(Role), team: z.optional(z.nullable(id)) }), out: nothing },
  'session.setTeam': { from: 'page', in: z.object({ id, manager: z.nullable(id) }), out: nothing },
  'session.server': {
    from: 'page',
    in: z.object({ server: z.string().check(z.maxLength(300)) }),
    out: ServerInfo,
  },
  'session.signInWith': { from: 'page', in: z.object({ server: z.string().check(z.maxLength(300)), provider: z.string().check(z.maxLength(60)) }), out: SessionState },
  'session.forgot': { from: 'page', in: z.object({ server: z.string().check(z.maxLength(300)), email: z.string().check(z.maxLength(254)) }), out: nothing },
  'session.newPassword': {
    from: 'page',
    in: z.object({ server: z.string().check(z.maxLength(300)), token: z.string().check(z.maxLength(200)), password: z.string().check(z.maxLength(200)) }),
    out: nothing,
  },
  'session.list': { from: 'page', in: nothing, out: Sessions },
  'session.end': { from: 'page', in: z.object({ id }), out: z.object({ ended: z.int() }) },
  'member.holdings': { from: 'page', in: z.object({ id }), out: Holdings },
  'member.remove': { from: 'page', in: z.object({ id, notes: z.enum(['keep', 'erase']) }), out: nothing },
  'member.reset': { from: 'page', in: z.object({ id }), out: z.object({ link: z.string() }) },
  'member.signOut': { from: 'page', in: z.object({ id }), out: z.object({ ended: z.int() }) },
  'data.server': { from: 'page', in: nothing, out: z.record(z.string(), z.unknown()) },
  'member.pairs': { from: 'page', in: z.object({ id }), out: FormerPairs },
  'member.handOver': { from: 'page', in: z.object({ rep: id, from: id, to: id }), out: z.object({ notes: z.int() }) },
  'data.import': {
    from: 'page',
    in: z.object({ rows: z.array(z.object({ id, collection: z.string().check(z.maxLength(60)), fields: z.record(z.string(), z.unknown()) })).check(z.maxLength(20_000)) }),
    out: z.object({ taken: z.int(), known: z.int(), refused: z.int() }),
  },
  'data.relieve': { from: 'page', in: nothing, out: z.object({ removed: z.int() }) },
  'sync.now': { from: 'page', in: nothing, out: nothing },
  'sites.changed': { from: 'page', in: nothing, out: nothing },
  'sites.known': { from: 'page', in: nothing, out: z.array(z.object({ crm: CrmName, hosts: z.array(z.string()) })) },
  'tab.record': { from: 'page', in: z.object({ tabId: z.int() }), out: z.nullable(z.object({ object: RecordObject })) },
} as const satisfies Record<string, { from: 'content' | 'page'; in: z.ZodMiniType; out: z.ZodMiniType }>;

export type Name = keyof typeof catalogue;
export type In<N extends Name> = z.infer<(typeof catalogue)[N]['in']>;
export type Out<N extends Name> = z.infer<(typeof catalogue)[N]['out']>;

/** What goes wrong in words that a page has a sentence for. */
export const ErrorCode = z.enum([
  'invalid',
  'missing',
  'full',
  'notAllowed',
  'unreachable',
  'signedOut',
  'credentials',
  'origin',
  'invitation',
  'address',
  'taken',
  'password',
  'notFound',
  'inUse',
  'slowDown',
  'noOrganisation',
  'notInvited',
  'unverified',
  'refused',
  'server',
  'update',
  'unexpected',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** A failed request, on either side of the message: what people are told is chosen by `code`. */
export class MessageError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
  }
}

/** What the background tells a content script. */
export const ToContent = z.discriminatedUnion('type', [z.object({ type: z.literal('placed'), placed: z.nullable(Placed) }), z.object({ type: z.literal('hello') })]);
export type ToContent = z.infer<typeof ToContent>;
