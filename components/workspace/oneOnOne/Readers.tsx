import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { readersText } from '../../ui/readers.ts';
import type { StepProps } from './context.ts';

/** Who reads a block: the two people, or this one alone. */
export function Readers({ only, children }: { only?: boolean; children?: string }) {
  return (
    <span className="readers">
      <Icon name={only ? 'lock' : 'two'} size={14} />
      {children ?? t(only ? 'oneOnOne.onlyYou' : 'oneOnOne.both')}
    </span>
  );
}

/** Who reads what the people of a talk write: both, or the team by its name. */
export function TalkReaders({ plan, who }: Pick<StepProps, 'plan' | 'who'>) {
  const { pair } = plan;
  if (pair.isFormer) return <Readers only />;
  return pair.team === null ? <Readers /> : <Readers>{readersText(pair.scope, who)}</Readers>;
}
