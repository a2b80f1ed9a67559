import { type In, MessageError } from '../messages/index.ts';
import type { Moment } from '../model/index.ts';
import { currentOf, type Row } from '../store/index.ts';
import { type Change, keepExcerpts } from '../store/write.ts';
import { CHOICE } from '../view/rightDeals.ts';
import { privateScope, recordScope, scopeOf } from './access.ts';
import { make } from './commitments.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { keyedRow, keyedRows, put, removeKeyed, rowsOn } from './rows.ts';

/** A look that follows the last one within this time belongs to the same visit. */
const SAME_VISIT_MS = 4 * 3_600_000;
/** The time of a look is not written again within this time. */
const STILL_LOOKS_MS = 10 * 60_000;

type Which = Pick<Moment, 'refKey' | 'moment' | 'about'>;

const ownRows = (tx: CommandContext, { refKey, moment, about }: Which): Promise<Row[]> =>
  keyedRows(tx, 'moment', { refKey, moment, about, author: tx.user });

/**
 * Writes a moment where it is: private, or in the scope that its author shared it with. A
 * commitment that it ends with is written in the same transaction.
 */
async function write(tx: CommandContext, { commitment, ...moment }: In<'moment.write'>) {
  const current = currentOf(await ownRows(tx, moment));
  const scope = current?.scope ?? privateScope(tx);
  if (commitment) await make(tx, commitment);
  const next = commitment ? { next: commitment.id } : {};
  const fields = { ...moment, ...next, author: tx.user };
  await tx.write(await put(tx, 'moment', scope, fields));
}

/** Moves a moment to another audience: a keyed row is written there and deleted where it was. */
async function share(tx: CommandContext, { audience, ...which }: In<'moment.audience'>) {
  const rows = await ownRows(tx, which);
  const current = currentOf(rows);
  if (!current) throw new MessageError('missing', 'moment');
  if (which.moment === 'focus') throw new MessageError('notAllowed', 'moment');
  const scope = await scopeOf(tx, audience, which.refKey);
  if (rows.length === 1 && current.scope === scope) return;
  const { editedBy: _, at: __, ...fields } = current.fields as Moment;
  const others = rows.filter((row) => row.scope !== scope);
  const removed = others.map(
    ({ id }): Change => ({ op: 'delete', collection: 'moment', rowId: id, patch: {} }),
  );
  await tx.write([
    ...(await put(tx, 'moment', scope, fields, { force: true, before: current.fields })),
    ...removed,
  ]);
}

async function look(tx: CommandContext, { refKey }: In<'deal.looked'>): Promise<void> {
  const scope = privateScope(tx);
  const row = await keyedRow(tx, 'dealLook', scope, { refKey });
  const last = row ? Number(row.fields.last) : null;
  // A look in the future is of a clock that was ahead.
  const passed = last === null ? Number.POSITIVE_INFINITY : Math.abs(tx.now - last);
  if (passed < STILL_LOOKS_MS) return;
  const isSameVisit = passed < SAME_VISIT_MS;
  const before = isSameVisit ? (row?.fields.before as number | null) : last;
  await tx.write(await put(tx, 'dealLook', scope, { refKey, last: tx.now, before }));
}

/** A call that began longer ago has no card any more. */
const CALL_KEPT_MS = 7 * 86_400_000;

/** Writes the person's own call. Their past ones on this deal are deleted: nothing shows them. */
async function planCall(tx: CommandContext, call: In<'call.plan'>): Promise<void> {
  const rows = await rowsOn(tx, 'plannedCall', call.refKey);
  const past = rows.filter(
    ({ fields }) =>
      fields.author === tx.user &&
      fields.call !== call.call &&
      tx.now - Number(fields.start) > CALL_KEPT_MS,
  );
  const removed = past.map(
    ({ id }): Change => ({ op: 'delete', collection: 'plannedCall', rowId: id, patch: {} }),
  );
  await tx.write([...(await put(tx, 'plannedCall', privateScope(tx), call)), ...removed]);
}

export const momentCommands = {
  'moment.write': write,
  'moment.audience': share,
  'plan.step': async (tx, step) =>
    putCurrent(tx, 'planStep', await recordScope(tx, step.refKey), step),
  'forecast.call': async (tx, call) =>
    tx.write(await put(tx, 'forecastCall', privateScope(tx), call)).then(() => undefined),
  'call.plan': planCall,
  'call.remove': async (tx, call) =>
    tx.write(await removeKeyed(tx, 'plannedCall', call)).then(() => undefined),
  'deals.chosen': async (tx, value) => {
    await tx.db.meta.put({ key: CHOICE, value });
  },
  'deals.excerpts': async (tx, { store, invalidations, excerpts }) => {
    // The person signed in or out since.
    if (store === tx.db.name) await keepExcerpts(tx.db, invalidations, excerpts);
  },
  'deal.looked': look,
} satisfies Partial<Commands<keyof typeof import('../messages/moments.ts').momentMessages>>;
