import type { ReactElement } from 'react';
import { laterDays } from '../../lib/coaching/later.ts';
import { known } from '../../lib/model/index.ts';
import type { RecordModel } from '../data/record.ts';
import ChoicesMenu from '../ui/ChoicesMenu.tsx';
import { date } from '../ui/format.ts';
import { tKey } from '../ui/i18n.ts';

export interface LaterProps {
  /** The button that opens the list. */
  children: ReactElement;
  model: RecordModel;
  /** The person who chooses: their days off are left out. */
  user: string;
  onChoose(until: string): void;
}

/** The days on which a question may return. It starts open. */
export default function LaterMenu({ children, model, user, onChoose }: LaterProps) {
  const { facts, now, org } = model;
  const activities = (facts && known(facts.fields.activities)) ?? [];
  const calendar = org.calendarFor?.(org.rows, user) ?? null;
  const items = laterDays(activities, now, calendar).map(({ id, until, named }) => ({
    label: tKey(`prompts.laterDays.${id}`, named === null ? [] : [date(named, now)]),
    onChoose: () => onChoose(until),
  }));
  return <ChoicesMenu items={items}>{() => children}</ChoicesMenu>;
}
