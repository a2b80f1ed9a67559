import type { Now } from '../../../lib/coaching/index.ts';
import { today } from '../../../lib/coaching/index.ts';
import { parseScope, scopes } from '../../../lib/model/index.ts';
import { firstName } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { readersText } from '../../ui/readers.ts';
import type { BlockReaders } from '../Block.tsx';
import type { Who } from '../page.ts';

/** The person of the page, and how the viewer is related to them. */
export interface Subject {
  member: string;
  /** The viewer’s own page, as the viewer sees it. */
  isOwn: boolean;
  /** The own page as the manager sees it: nothing can be changed from there. */
  isFixed: boolean;
  /** First name of the person of the page. */
  name: string;
  /** First name of the other one of the pair: the manager, or the rep; null without a pair. */
  other: string | null;
  /** Id of the manager in the pair; null without one. */
  manager: string | null;
  who: Who;
  now: Now;
  /** The civil date of today. */
  day: string;
}

/** Null for somebody whom the viewer does not lead. */
export function subjectOf(who: Who, member: string, now: Now): Subject | null {
  const day = today(now);
  if (member === who.user) {
    const manager = who.me?.manager ?? null;
    const other = manager && firstName(manager.name);
    const name = firstName(who.me?.user.name ?? '');
    const own = { member, name, isOwn: true, isFixed: false };
    return { ...own, other, manager: manager?.id ?? null, who, now, day };
  }
  const rep = who.me?.reports.find(({ id }) => id === member);
  if (!rep) return null;
  const name = firstName(rep.name);
  const theirs = { member, name, isOwn: false, isFixed: false };
  return { ...theirs, other: name, manager: who.user, who, now, day };
}

/** The own page, as the manager sees it. */
export const asSeenByManager = (subject: Subject): Subject => ({
  ...subject,
  ...{ isOwn: false, isFixed: true },
});

/** Who reads what both of the pair can see. */
export function pairReaders({ other }: Subject): BlockReaders {
  return other === null ? 'onlyYou' : { text: t('person.pair', [other]) };
}

/** True for the pair of the page, and not for one with a former manager or with another person. */
export function isOfPair(scope: string, { member, manager }: Subject): boolean {
  return manager !== null && scope === scopes.pair(manager, member);
}

/** Who reads one row. */
export function readersOfRow(scope: string, subject: Subject): BlockReaders {
  if (parseScope(scope)?.kind === 'private') return 'onlyYou';
  return isOfPair(scope, subject)
    ? pairReaders(subject)
    : { text: readersText(scope, subject.who) };
}

/**
 * Who reads the rows of a block: all of them the same people, or each line its own. Without a row
 * it is the pair, for which the first one is written.
 */
export function readersOfRows(
  rows: readonly { scope: string }[],
  subject: Subject,
): { block: BlockReaders; isMixed: boolean } {
  const [first, ...others] = new Set(rows.map(({ scope }) => scope));
  if (first === undefined) return { block: pairReaders(subject), isMixed: false };
  if (others.length > 0) return { block: { text: t('person.eachLine') }, isMixed: true };
  return { block: readersOfRow(first, subject), isMixed: false };
}

/** The first name of one of the pair, or “You”. */
export function nameIn({ who }: Subject, id: string): string {
  if (id === who.user) return t('notes.you');
  return firstName(who.names.get(id) ?? t('notes.someone'));
}
