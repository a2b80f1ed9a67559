import { becameKinds, type LinePart, type TalkStep } from '../../../lib/model/index.ts';
import { tKey } from '../../ui/i18n.ts';
import type { StepProps } from './context.ts';

/** One line that says what a step came to; null where nothing is written in it. */
export function summaryOf(step: TalkStep, { doc }: Pick<StepProps, 'doc'>): string | null {
  const first = (...parts: LinePart[]) =>
    parts.flatMap((part) => doc.lines(part)).at(0)?.fields.text ?? null;
  switch (step) {
    case 'opening':
      return doc.before.open?.fields.text ?? first('opening');
    case 'since':
      return becameText(doc.meeting.became);
    case 'praise':
      return doc.recognitions.at(-1)?.fields.text ?? null;
    case 'deal': {
      const last = first('will', 'options', 'reality', 'goal');
      const parts = [doc.meeting.dealName, last].filter(Boolean);
      return parts.length === 0 ? null : parts.join(': ');
    }
    case 'rehearse':
      return first('rehearse');
    case 'pick':
      return doc.meeting.dealName || null;
    case 'goal':
    case 'reality':
    case 'options':
    case 'will':
    case 'trial':
      return first(step);
    case 'gap': {
      const { gap } = doc.meeting;
      const parts = [gap && tKey(`skill.${gap}`), first('gap')].filter(Boolean);
      return parts.length === 0 ? null : parts.join(': ');
    }
    case 'each':
    case 'agreement':
      return doc.agreed.length === 0
        ? null
        : doc.agreed.map(({ fields }) => fields.text).join('; ');
    case 'finish':
      return first('useful');
  }
}

/** “3 kept, 1 changed”; null for none. */
function becameText(became: StepProps['doc']['meeting']['became']): string | null {
  const counts = becameKinds.flatMap((kind) => {
    const count = Object.values(became).filter((value) => value === kind).length;
    return count === 0 ? [] : [tKey(`oneOnOne.${kind}`, [String(count)])];
  });
  return counts.length === 0 ? null : counts.join(', ');
}
