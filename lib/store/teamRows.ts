import { type CollectionName, MAX_INSTANT, type Scope } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { LOOKUPS, newestOfAll } from './newest.ts';
import { commitmentsInPair } from './oneOnOneRows.ts';

/** How many commitments of each pair a team page reads, the newest. */
export const TEAM_COMMITMENTS = 60;

/** A manager's page about a team. */
export interface WhichTeam {
  user: string;
  /** The pairs of the manager. */
  scopes: readonly Scope[];
  /** Unix ms: talks, notes and replies before are not read. */
  since: number;
}

/** Only rows that count are parsed: most of what is read does not. */
function counted<C extends CollectionName>(
  collection: C,
  rows: readonly Row[],
  counts: (fields: Row['fields']) => boolean = () => true,
): Item<C>[] {
  return items(
    collection,
    rows.filter((row) => row.collection === collection && !row.deleted && counts(row.fields)),
  );
}

/** What a manager's page about a team consists of. */
export async function teamRows(db: SidelineDb, { user, scopes, since }: WhichTeam) {
  const newest = (collection: CollectionName) => newestOfAll(db, collection, LIMIT - LOOKUPS);
  // Without a pause: a live query ends at one.
  const [talks, notes, replies, recognitions, commitments] = await Promise.all([
    db.rows
      .where('[collection+fields.at]')
      .between(['oneOnOne', since], ['oneOnOne', MAX_INSTANT], true, true)
      .toArray(),
    newest('note'),
    newest('reply'),
    newest('recognition'),
    Promise.all(scopes.map((scope) => commitmentsInPair(db, scope, TEAM_COMMITMENTS))),
  ]);
  const isOwn = ({ author, createdAt }: Row['fields']) =>
    author === user && Number(createdAt) >= since;
  const isOwed = ({ owner, state }: Row['fields']) => owner === user && state === 'open';
  return {
    talks: counted('oneOnOne', talks),
    texts: [...counted('note', notes, isOwn), ...counted('reply', replies, isOwn)],
    recognitions: counted('recognition', recognitions),
    commitments: counted('commitment', commitments.flat(), isOwed),
  };
}
export type TeamRows = Awaited<ReturnType<typeof teamRows>>;
