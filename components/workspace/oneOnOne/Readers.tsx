import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { readersText } from '../../ui/readers.ts';
import { nameOf, type StepProps } from './context.ts';

/** Who reads a block: those named, or this person alone. */
export function Readers({ only, children }: { only?: boolean; children?: string }) {
  return (
    <span className="readers">
      <Icon name={only ? 'lock' : 'two'} size={14} />
      {children ?? t('oneOnOne.onlyYou')}
    </span>
  );
}

/** Who reads what the people of a talk write: the two by name, or the team. */
export function TalkReaders({ plan, who }: Pick<StepProps, 'plan' | 'who'>) {
  const { pair } = plan;
  if (pair.isFormer) return <Readers only />;
  return (
    <Readers>
      {pair.team === null
        ? t('person.pair', [nameOf(who, pair.other)])
        : readersText(pair.scope, who)}
    </Readers>
  );
}
