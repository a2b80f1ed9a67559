import { skills } from '../../../lib/model/index.ts';
import type { RecordModel } from '../../data/record.ts';
import { date } from '../../ui/format.ts';
import { t, tKey } from '../../ui/i18n.ts';

/** A question for the buyer, and what to listen for in the answer. */
export interface Suggested {
  ask: string;
  listen: string;
}

/**
 * Questions for a call: those of the playbook’s stage, then one for each skill that the deal’s own
 * questions are about, then the others.
 */
export function suggestedFor({ coaching, plan }: RecordModel): Suggested[] {
  const ranked = [...(coaching?.prompts ?? []), ...(coaching?.others ?? [])];
  const named = ranked.flatMap(({ item }) =>
    item.kind === 'praise' || item.skill === null ? [] : [item.skill],
  );
  const order = [...new Set([...named, ...skills])];
  const listen = tKey(`moments.listen.${order[0]}`);
  const own = (plan?.checklist.stage?.ask ?? []).map((ask) => ({ ask, listen }));
  return [
    ...own,
    ...order.map((skill) => ({
      ask: tKey(`moments.ask.${skill}`),
      listen: tKey(`moments.listen.${skill}`),
    })),
  ];
}

/** The person’s own open commitment that is due first: the aim of a call, with its source. */
export function suggestedAim({ rows, now }: RecordModel, user: string) {
  const [first] = rows.commitments
    .filter(({ fields }) => fields.state === 'open' && fields.owner === user)
    .toSorted((a, b) => a.fields.due.localeCompare(b.fields.due));
  if (!first) return { text: '', source: null };
  const { text, due } = first.fields;
  return { text, source: t('moments.brief.aimFrom', [date(due, now)]) };
}

/** What is still open besides the aim, at most two lines. */
export function stillOpen({ rows, facts }: RecordModel, aim: string): string[] {
  const open = rows.commitments
    .filter(({ fields }) => fields.state === 'open' && fields.text !== aim)
    .map(({ fields }) => fields.text);
  const step = facts?.fields.nextStep;
  const next = step?.state === 'seen' ? [step.value] : [];
  return [...new Set([...open, ...next])].filter((text) => text !== aim).slice(0, 2);
}
