import { type In, MessageError } from '../messages/index.ts';
import {
  type Commitment,
  leadsTeam,
  type OneOnOne,
  parseScope,
  scopeFor,
  type TalkFormat,
  talkKey,
} from '../model/index.ts';
import type { Change } from '../store/write.ts';
import { mustBeAllowed, rowOf } from './access.ts';
import { stateChange } from './commitments.ts';
import type { CommandContext, Commands } from './context.ts';
import { authorAndTime, changedFields, creation, keyedRow, put } from './rows.ts';

/**
 * The rep of a pair that this person belongs to now, as manager or as rep.
 * @throws MessageError for another pair, also for one of a former manager.
 */
export function repOfPair(tx: CommandContext, pair: string): string {
  const parts = parseScope(pair);
  if (parts?.kind !== 'pair' || scopeFor(tx.me, 'pair', parts.rep) !== pair)
    throw new MessageError('notAllowed', 'oneOnOne');
  return parts.rep;
}

/** The manager of a pair; null for a team. */
export function managerOfPair(pair: string): string | null {
  const parts = parseScope(pair);
  return parts?.kind === 'pair' ? parts.manager : null;
}

interface Which {
  pair: string;
  slot: string;
  format?: TalkFormat | undefined;
}

/**
 * The key of a talk among whose people this person is.
 * @throws MessageError for other people, and for a format that these people do not have.
 */
export function keyOfTalk(tx: CommandContext, { pair, slot, format = 'oneOnOne' }: Which): string {
  const parts = parseScope(pair);
  if (parts?.kind !== 'team') {
    if (format === 'session') throw new MessageError('notAllowed', format);
    return talkKey(format, repOfPair(tx, pair), slot);
  }
  const isOwn = tx.me?.user.team === parts.team || leadsTeam(tx.me, parts.team);
  if (format !== 'session' || !isOwn) throw new MessageError('notAllowed', format);
  return talkKey(format, parts.team, slot);
}

/** Nobody but the manager begins, leads and ends the session of a team. */
function mustLead(tx: CommandContext, { pair }: Which): void {
  const parts = parseScope(pair);
  if (parts?.kind === 'team' && !leadsTeam(tx.me, parts.team))
    throw new MessageError('notAllowed', 'session');
}

/** The changes that set fields of one one-on-one. @param change gets its present fields. */
async function changesOf(
  tx: CommandContext,
  which: Which,
  change: (now: OneOnOne | null) => Partial<OneOnOne>,
): Promise<Change[]> {
  const { pair } = which;
  const refKey = keyOfTalk(tx, which);
  mustLead(tx, which);
  const row = await keyedRow(tx, 'oneOnOne', pair, { refKey });
  const fields = change(row ? (row.fields as OneOnOne) : null);
  return put(tx, 'oneOnOne', pair, { ...fields, refKey });
}

async function set(
  tx: CommandContext,
  which: Which,
  change: (now: OneOnOne | null) => Partial<OneOnOne>,
): Promise<void> {
  await tx.write(await changesOf(tx, which, change));
}

async function saveRhythm(tx: CommandContext, { pair, rhythm }: In<'oneOnOne.rhythm'>) {
  await tx.write(
    await put(tx, 'rhythm', pair, { ...rhythm, member: repOfPair(tx, pair), refKey: '' }),
  );
}

/** The rhythm, where nobody chose one for the pair. */
async function unlessChosen(
  tx: CommandContext,
  pair: string,
  rhythm: In<'oneOnOne.rhythm'>['rhythm'],
): Promise<Change[]> {
  const member = repOfPair(tx, pair);
  if (await keyedRow(tx, 'rhythm', pair, { member })) return [];
  return put(tx, 'rhythm', pair, { ...rhythm, member, refKey: '' });
}

async function begin(tx: CommandContext, { rhythm, to, ...which }: In<'oneOnOne.begin'>) {
  const usual = rhythm ? await unlessChosen(tx, which.pair, rhythm) : [];
  // Begun on another device or by the other person: it stays as it is.
  const started = await changesOf(tx, which, (now) =>
    now?.began ? {} : { state: 'open', began: tx.now, ...(to === null ? {} : { to }) },
  );
  await tx.write([...usual, ...started]);
}

/** A level of a map, or the map without it. */
function withLevel(map: Record<string, number>, who: string, level: number | null) {
  const { [who]: _, ...rest } = map;
  return level === null ? rest : { ...rest, [who]: level };
}

async function became(tx: CommandContext, input: In<'oneOnOne.became'>): Promise<void> {
  const { id, became: what, due, ...which } = input;
  const row = await rowOf(tx, id, 'commitment');
  if (row.scope !== which.pair) throw new MessageError('notAllowed', 'commitment');
  mustBeAllowed(tx, 'change', row);
  const change = what === 'changed' ? { state: 'open' as const, due } : { state: what };
  const patch = stateChange(tx, row.fields as Commitment, change);
  const changes: Change[] =
    Object.keys(patch).length === 0
      ? []
      : [{ op: 'patch', collection: 'commitment', rowId: id, patch }];
  await tx.write([
    ...changes,
    ...(await changesOf(tx, which, (now) => ({ became: { ...now?.became, [id]: what } }))),
  ]);
}

async function agree(tx: CommandContext, { line, commitment, ...which }: In<'oneOnOne.agree'>) {
  const key = keyOfTalk(tx, which);
  const { id, refKey = key, ...words } = commitment;
  const manager = managerOfPair(which.pair);
  // Before a team everybody speaks for themselves.
  if (manager === null && words.owner !== tx.user)
    throw new MessageError('notAllowed', 'commitment');
  const row = await tx.db.rows.get(id);
  if (row && (row.collection !== 'commitment' || row.fields.author !== tx.user))
    throw new MessageError('notAllowed', 'commitment');
  const changes: Change[] = [];
  if (row) {
    // A repeated request, with what was typed since.
    const patch = changedFields(row.fields, words);
    if (Object.keys(patch).length > 0)
      changes.push({ op: 'patch', collection: 'commitment', rowId: id, patch });
  } else {
    const made: Commitment = {
      ...{ ...words, refKey, oneOnOne: key, ...(manager === null ? {} : { manager }) },
      ...{ state: 'open', settledAt: null },
      ...authorAndTime(tx),
    };
    changes.push(creation('commitment', id, which.pair, made));
  }
  if (line !== null) {
    const from = await rowOf(tx, line, 'oneOnOneLine');
    mustBeAllowed(tx, 'change', from);
    // Two people made a commitment of one line: the first one stays linked.
    if (from.fields.commitment === null)
      changes.push({
        ...{ op: 'patch', collection: 'oneOnOneLine', rowId: line },
        patch: { commitment: id },
      });
  }
  await tx.write(changes);
}

export const oneOnOneCommands = {
  'oneOnOne.rhythm': saveRhythm,
  'oneOnOne.arrange': (tx, { state, to, ...which }) =>
    set(tx, which, () => ({
      ...(state === undefined ? {} : { state }),
      ...(to === undefined ? {} : { to }),
    })),
  'oneOnOne.begin': begin,
  'oneOnOne.set': (tx, { step, deal, gap, sure, ...which }) =>
    set(tx, which, (now) => ({
      ...(step === undefined ? {} : { step }),
      ...(gap === undefined ? {} : { gap }),
      ...(deal === undefined ? {} : { deal: deal?.key ?? null, dealName: deal?.name ?? '' }),
      ...(sure === undefined ? {} : { sure: withLevel(now?.sure ?? {}, sure.who, sure.level) }),
    })),
  'oneOnOne.finish': (tx, which) => set(tx, which, () => ({ state: 'finished' })),
  'oneOnOne.became': became,
  'oneOnOne.agree': agree,
} satisfies Partial<Commands<keyof typeof import('../messages/oneOnOne.ts').oneOnOneMessages>>;
