import type { TriggeredSignal } from '../coaching/index.ts';
import {
  type LinePart,
  parseOneOnOneKey,
  parseScope,
  parseTalkKey,
  type preRead,
  type RecordRole,
  type TalkFormat,
  talkKey,
} from '../model/index.ts';
import type { Item, OneOnOneRows } from '../store/index.ts';
import { firstOfBoth } from './firstOfBoth.ts';
import { type Meeting, noOneOnOne, type Pair } from './oneOnOne.ts';

export type Line = Item<'oneOnOneLine'>;

/** The talk before another, and what its people agreed on. */
export interface LastTalk {
  slot: string;
  began: number | null;
  gap: Meeting['gap'];
  agreed: readonly Item<'commitment'>[];
  /** How many more there are. */
  moreAgreed: number;
}

/** One one-on-one as a document. */
export interface OneOnOneDocument {
  format: TalkFormat;
  slot: string;
  key: string;
  meeting: Meeting;
  /** True for a one-on-one that is over: it can still be read and completed. */
  isFinished: boolean;
  /** The rep's three lines. */
  before: Record<(typeof preRead)[number], Line | null>;
  /** Open items of both, and those talked about here; the oldest first. */
  items: readonly Line[];
  /** The other lines of this one-on-one by part, the oldest first. */
  lines(part: LinePart): readonly Line[];
  /** Commitments to look back on, the manager’s first. */
  earlier: readonly Item<'commitment'>[];
  /** How many more there are. */
  moreEarlier: number;
  /** Commitments that were made here. */
  agreed: readonly Item<'commitment'>[];
  recognitions: readonly Item<'recognition'>[];
  /** The part of a line that others read, by its id; null for another. */
  partOf(id: string): LinePart | null;
  /** The talk before this one, and what was agreed there; null for none. */
  last: LastTalk | null;
  /** One-on-ones that were held before, the latest first. */
  past: readonly (Pick<Meeting, 'began' | 'dealName' | 'gap'> & { slot: string })[];
}

const byTime = (a: Line, b: Line) =>
  a.fields.createdAt - b.fields.createdAt || (a.id < b.id ? -1 : 1);
/** True for one that people began: they talked, also where nobody pressed *Finish*. */
const wasHeld = ({ fields: { state, began } }: Item<'oneOnOne'>) =>
  state === 'finished' || (state === 'open' && began !== null);
const slotIn = ({ fields }: { fields: { refKey: string } }) =>
  parseTalkKey(fields.refKey)?.slot ?? '';

/** True for a recognition of this pair, or of one of its people before the team. */
const isOf = ({ scope, rep, manager }: Pair, row: Item<'recognition'>) =>
  row.scope === scope ||
  (parseScope(row.scope)?.kind === 'team' && [rep, manager].includes(row.fields.author));

/** True for a line that only this person reads, and that belongs to this pair. */
function isOwnPrivate({ scope, fields }: Line, { isManager, manager, rep, isFormer }: Pair) {
  if (scope !== `u:${isManager ? manager : rep}`) return false;
  return fields.manager === undefined ? !isFormer : fields.manager === manager;
}

/** True for a commitment of a one-on-one of this pair, also where it was handed over since. */
const madeIn = ({ scope, fields }: Item<'commitment'>, pair: Pair) =>
  fields.manager === undefined ? scope === pair.scope : fields.manager === pair.manager;
/** True for a one-on-one of this rep. Talks with all removed reps are in one scope. */
const isWith = ({ rep }: Pair, oneOnOne: unknown) => parseOneOnOneKey(oneOnOne)?.rep === rep;

/** The most commitments that one step looks back on. */
const MOST_EARLIER = 10;
/** The most of a team: several people have one or two each. */
const MOST_OF_TEAM = 30;

/** A held talk, and what was agreed in it. */
function lastTalk(rows: OneOnOneRows, pair: Pair, held: Item<'oneOnOne'>): LastTalk {
  const { refKey, began, gap } = held.fields;
  const agreed = rows.commitments
    .filter((row) => madeIn(row, pair) && row.fields.oneOnOne === refKey)
    .toSorted((a, b) => a.fields.at - b.fields.at || (a.id < b.id ? -1 : 1));
  const shown = agreed.slice(0, MOST_OF_TEAM);
  return {
    slot: slotIn(held),
    began,
    gap,
    agreed: shown,
    moreAgreed: agreed.length - shown.length,
  };
}

/**
 * One one-on-one from the rows of its pair. What was prepared for one that nobody held is carried
 * over. Private lines are those on this device: a person's own. Pure.
 */
export function documentOf(
  rows: OneOnOneRows,
  pair: Pair,
  slot: string,
  format: TalkFormat = 'oneOnOne',
): OneOnOneDocument {
  const key = talkKey(format, pair.team ?? pair.rep, slot);
  const meetings = rows.meetings.filter(({ scope }) => scope === pair.scope);
  const meeting = meetings.find(({ fields }) => fields.refKey === key)?.fields ?? noOneOnOne;
  const held = meetings
    .filter((row) => wasHeld(row) && slotIn(row) !== slot)
    .toSorted((a, b) => (slotIn(a) < slotIn(b) ? 1 : -1));
  const past = held.filter((row) => slotIn(row) < slot);
  const last = past[0];
  const since = last ? slotIn(last) : '';
  const own = rows.lines.filter((line) => line.scope === pair.scope || isOwnPrivate(line, pair));
  const here = own.filter(({ fields }) => fields.refKey === key).toSorted(byTime);
  const prepared = own
    .filter((line) => slotIn(line) > since && slotIn(line) <= slot)
    .toSorted(byTime);
  const latest = (part: LinePart) => prepared.findLast(({ fields }) => fields.part === part);
  // The manager's own scope has commitments of no pair too.
  const isOfRep = ({ fields }: Item<'commitment'>) =>
    parseScope(pair.scope)?.kind !== 'private' || isWith(pair, fields.oneOnOne);
  const commitments = rows.commitments.filter((row) => row.scope === pair.scope && isOfRep(row));
  const agreed = rows.commitments.filter((row) => madeIn(row, pair) && row.fields.oneOnOne === key);
  const lastBegan = last?.fields.began ?? 0;
  const isOpenHere = ({ id, fields }: Item<'commitment'>) =>
    agreed.every((row) => row.id !== id) &&
    (fields.state === 'open' || id in meeting.became || (fields.settledAt ?? 0) > lastBegan);
  const open = commitments.filter(isOpenHere).toSorted((a, b) => inTurn(a, b, pair));
  const earlier = firstOfBoth(open, pair.manager, MOST_EARLIER);
  return {
    ...{ format, slot, key, meeting },
    isFinished: meeting.state === 'finished',
    before: {
      open: latest('open') ?? null,
      better: latest('better') ?? null,
      worth: latest('worth') ?? null,
    },
    items: own
      .filter(({ fields }) => fields.part === 'item')
      .filter((line) => (line.fields.done ? slotIn(line) === slot : slotIn(line) <= slot))
      .toSorted(byTime),
    // Private lines that were prepared for one that nobody held are carried over, like the others.
    lines: (part) =>
      (part === 'private' ? prepared : here).filter(({ fields }) => fields.part === part),
    earlier,
    moreEarlier: open.length - earlier.length,
    partOf: (id) =>
      own.find((line) => line.id === id && line.scope === pair.scope)?.fields.part ?? null,
    last: last ? lastTalk(rows, pair, last) : null,
    agreed: agreed.toSorted((a, b) => a.fields.at - b.fields.at),
    recognitions: rows.recognitions.filter((row) => row.fields.oneOnOne === key && isOf(pair, row)),
    past: past.map((row) => ({
      slot: slotIn(row),
      began: row.fields.began,
      dealName: row.fields.dealName,
      gap: row.fields.gap,
    })),
  };
}

/** Who said a line: in a team its author, in a pair the one whose words it has. */
export function speakerOf({ fields }: Line, { team, rep, manager }: Pair): string {
  if (team !== null) return fields.author;
  return fields.voice === 'rep' ? rep : manager;
}

/** The manager's commitments come first: whoever asks for an account gives one first. */
function inTurn(a: Item<'commitment'>, b: Item<'commitment'>, { manager }: Pair): number {
  const rank = ({ fields }: Item<'commitment'>) => (fields.owner === manager ? 0 : 1);
  return rank(a) - rank(b) || a.fields.due.localeCompare(b.fields.due) || (a.id < b.id ? -1 : 1);
}

/** Options of the rep that come before one of the manager. */
export const REP_OPTIONS = 2;

/**
 * Whose option comes next: two of the rep before one of the manager, whoever writes them down.
 */
export function voiceOfNext(options: readonly Line[], isManager: boolean): 'rep' | 'manager' {
  const count = (voice: 'rep' | 'manager') =>
    options.filter(({ fields }) => fields.voice === voice).length;
  const isManagersTurn = count('rep') >= REP_OPTIONS && count('manager') === 0;
  return isManager && isManagersTurn ? 'manager' : 'rep';
}

/** Something that went well, with what shows it. */
export type Offer<S = TriggeredSignal> =
  | { kind: 'signal'; id: string; key: string; deal: string; item: S }
  | { kind: 'kept'; id: string; commitment: Item<'commitment'> };

/** A list of deals knows of a signal only what this has. */
type Praised = Pick<TriggeredSignal, 'kind' | 'signal' | 'severity'>;
interface OfferedDeal<S> {
  key: string;
  name: string;
  role: RecordRole;
  coaching: { triggered: readonly S[] };
}

/** Commitments, and what a one-on-one says has become of them. */
interface PraisedIn {
  earlier: readonly Item<'commitment'>[];
  meeting: Pick<Meeting, 'became'>;
}

const MOST_OFFERS = 3;

/** At most three things to recognise: of the rep's deals, one each, then kept commitments. */
export function praiseOffers<S extends Praised = TriggeredSignal>(
  deals: readonly OfferedDeal<S>[],
  { earlier, meeting }: PraisedIn,
  rep: string,
): Offer<S>[] {
  const onDeals = deals
    .filter(({ role }) => role.rep === rep)
    .flatMap(({ key, name, coaching }): (Offer<S> & { kind: 'signal' })[] => {
      const item = coaching.triggered.find(({ kind }) => kind === 'praise');
      return item ? [{ kind: 'signal', id: `${key} ${item.signal}`, key, deal: name, item }] : [];
    })
    .toSorted((a, b) => b.item.severity - a.item.severity || (a.id < b.id ? -1 : 1));
  const kept = earlier
    .filter(({ id, fields }) => fields.owner === rep && isKept(fields.state, meeting.became[id]))
    .map((commitment): Offer<S> => ({ kind: 'kept', id: commitment.id, commitment }));
  return [...onDeals.slice(0, MOST_OFFERS - Math.min(1, kept.length)), ...kept].slice(
    0,
    MOST_OFFERS,
  );
}

const isKept = (state: string, became: string | undefined) =>
  became === 'kept' || (became === undefined && state === 'kept');

/** A text of a pair that can be found again. */
export interface HistoryEntry {
  id: string;
  text: string;
  slot: string;
  kind: 'line' | 'commitment' | 'recognition';
  author: string;
  isPrivate: boolean;
}

/** What people wrote in the one-on-ones of a pair, of these rows. */
export function historyOf(
  rows: Pick<OneOnOneRows, 'lines' | 'commitments' | 'recognitions'>,
  pair: Pair,
): HistoryEntry[] {
  const { scope } = pair;
  const lines = rows.lines
    .filter((line) => line.scope === scope || isOwnPrivate(line, pair))
    .map(
      (line): HistoryEntry => ({
        ...{ id: line.id, text: line.fields.text, slot: slotIn(line), kind: 'line' },
        ...{ author: line.fields.author, isPrivate: line.scope !== scope },
      }),
    );
  const commitments = rows.commitments
    .filter((row) => madeIn(row, pair) && isWith(pair, row.fields.oneOnOne))
    .map(
      ({ id, fields }): HistoryEntry => ({
        ...{ id, text: [fields.text, fields.seenBy].filter(Boolean).join('. ') },
        ...{ slot: parseOneOnOneKey(fields.oneOnOne)?.slot ?? '', kind: 'commitment' },
        ...{ author: fields.owner, isPrivate: false },
      }),
    );
  const recognitions = rows.recognitions
    .filter((row) => isWith(pair, row.fields.oneOnOne) && isOf(pair, row))
    .map(
      ({ id, fields }): HistoryEntry => ({
        ...{ id, text: `${fields.text} ${fields.evidence}`, kind: 'recognition' },
        ...{ slot: parseOneOnOneKey(fields.oneOnOne)?.slot ?? '', author: fields.author },
        isPrivate: false,
      }),
    );
  return [...lines, ...commitments, ...recognitions];
}
