import type { Now } from '../../../lib/coaching/index.ts';
import type { TalkFormat, TalkStep } from '../../../lib/model/index.ts';
import type { Plan } from '../../../lib/view/oneOnOne.ts';
import type { OneOnOneDocument } from '../../../lib/view/oneOnOneDocument.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import { firstName } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { Who } from '../page.ts';

/** A format: its steps in their order, and the minutes that each usually takes, as a guide. */
export interface TalkShape {
  format: TalkFormat;
  steps: readonly TalkStep[];
  minutes: Readonly<Partial<Record<TalkStep, number>>>;
}

/** Where people write: others by their ids, and how this page says where its own person does. */
export interface Places {
  others: readonly { user: string; place: string }[];
  write(place: string | null): void;
}

/** What every part of one talk needs. */
export interface StepProps {
  shape: TalkShape;
  places: Places;
  plan: Plan;
  doc: OneOnOneDocument;
  who: Who;
  org: OrgView;
  now: Now;
  /** Opens a step on this screen alone. */
  onStep(step: TalkStep): void;
  /** A line was deleted: it can be restored for a while. */
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

/** What every request of one talk names. */
export const whichOf = ({ plan, doc }: Pick<StepProps, 'plan' | 'doc'>) => ({
  ...{ pair: plan.pair.scope, slot: doc.slot, format: doc.format },
});

/** The step that everybody sees; a new talk has none yet, so that it is the first one. */
export function sharedStep({ shape, doc }: Pick<StepProps, 'shape' | 'doc'>): TalkStep | undefined {
  const { step } = doc.meeting;
  return shape.steps.includes(step) ? step : shape.steps[0];
}

/** True for who begins, goes on and ends: either of two people, the manager of a team. */
export const mayLead = ({ plan: { pair } }: Pick<StepProps, 'plan'>): boolean =>
  pair.team === null || pair.isManager;
