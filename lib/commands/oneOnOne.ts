import { type In, MessageError } from '../messages/index.ts';
import {
  type Commitment,
  type OneOnOne,
  oneOnOneKey,
  parseScope,
  scopeFor,
} from '../model/index.ts';
import type { Change } from '../store/write.ts';
import { mustBeAllowed, rowOf } from './access.ts';
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

export function managerOfPair(pair: string): string {
  const parts = parseScope(pair);
  return parts?.kind === 'pair' ? parts.manager : '';
}

interface Which {
  pair: string;
  slot: string;
}

/** The changes that set fields of one one-on-one. @param change gets its present fields. */
async function changesOf(
  tx: CommandContext,
  { pair, slot }: Which,
  change: (now: OneOnOne | null) => Partial<OneOnOne>,
): Promise<Change[]> {
  const refKey = oneOnOneKey(repOfPair(tx, pair), slot);
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

async function begin(tx: CommandContext, { rhythm, to, ...which }: In<'oneOnOne.begin'>) {
  const member = repOfPair(tx, which.pair);
  const current = await keyedRow(tx, 'rhythm', which.pair, { member });
  const usual = current
    ? []
    : await put(tx, 'rhythm', which.pair, { ...rhythm, member, refKey: '' });
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
  const fields = row.fields as Commitment;
  const state = what === 'changed' ? 'open' : what;
  // Only the author and whoever has to keep it move its day.
  const mayMove = fields.author === tx.user || fields.owner === tx.user;
  const isMoved = what === 'changed' && due !== undefined && due !== fields.due && mayMove;
  const patch = changedFields(row.fields, {
    state,
    ...(isMoved ? { due, was: fields.was ?? fields.due } : {}),
  });
  if (patch.state !== undefined) patch.settledAt = state === 'open' ? null : tx.now;
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
  const key = oneOnOneKey(repOfPair(tx, which.pair), which.slot);
  const { id, refKey = key, ...words } = commitment;
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
      ...{ ...words, refKey, oneOnOne: key, manager: managerOfPair(which.pair) },
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
  'oneOnOne.set': (tx, { step, deal, sure, ...which }) =>
    set(tx, which, (now) => ({
      ...(step === undefined ? {} : { step }),
      ...(deal === undefined ? {} : { deal: deal?.key ?? null, dealName: deal?.name ?? '' }),
      ...(sure === undefined ? {} : { sure: withLevel(now?.sure ?? {}, sure.who, sure.level) }),
    })),
  'oneOnOne.finish': (tx, which) => set(tx, which, () => ({ state: 'finished' })),
  'oneOnOne.became': became,
  'oneOnOne.agree': agree,
} satisfies Partial<Commands<keyof typeof import('../messages/oneOnOne.ts').oneOnOneMessages>>;
