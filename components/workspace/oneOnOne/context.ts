import type { Now } from '../../../lib/coaching/index.ts';
import type { Plan } from '../../../lib/view/oneOnOne.ts';
import type { OneOnOneDocument } from '../../../lib/view/oneOnOneDocument.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import { firstName } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { Who } from '../page.ts';

/** What every part of one one-on-one needs. */
export interface StepProps {
  plan: Plan;
  doc: OneOnOneDocument;
  who: Who;
  org: OrgView;
  now: Now;
  /** A line was deleted: it can be taken back for a while. */
  onDeleted(id: string): void;
}

/** The first name of a person, or a word for somebody who left. */
export function nameOf(who: Who, user: string): string {
  const member = who.me?.reports.find(({ id }) => id === user);
  const manager = who.me?.manager?.id === user ? who.me.manager : null;
  return firstName(member?.name ?? manager?.name ?? who.names.get(user) ?? t('notes.someone'));
}

/** The full name of a person. */
export function fullNameOf(who: Who, user: string): string {
  if (user === who.user) return who.me?.user.name ?? t('oneOnOne.you');
  const member = who.me?.reports.find(({ id }) => id === user);
  const manager = who.me?.manager?.id === user ? who.me.manager : null;
  return member?.name ?? manager?.name ?? who.names.get(user) ?? t('notes.someone');
}

/** “You”, or the first name. */
export const youOr = (who: Who, user: string): string =>
  user === who.user ? t('oneOnOne.you') : nameOf(who, user);

/** The scope and slot that every request of one one-on-one names. */
export const whichOf = ({ plan, doc }: StepProps) => ({ pair: plan.pair.scope, slot: doc.slot });
