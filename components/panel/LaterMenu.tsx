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
  onChoose(until: string): void;
}

/** The days on which a question may return. It starts open. */
export default function LaterMenu({ children, model, onChoose }: LaterProps) {
  const { facts, now } = model;
  const activities = (facts && known(facts.fields.activities)) ?? [];
  const items = laterDays(activities, now).map(({ id, until, meeting }) => ({
    label: tKey(`prompts.laterDays.${id}`, meeting === null ? [] : [date(meeting, now)]),
    onChoose: () => onChoose(until),
  }));
  return <ChoicesMenu items={items}>{() => children}</ChoicesMenu>;
}
