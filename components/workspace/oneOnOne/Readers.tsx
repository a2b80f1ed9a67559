import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';

/** Who reads a block: the two people, or this one alone. */
export function Readers({ only, children }: { only?: boolean; children?: string }) {
  return (
    <span className="readers">
      <Icon name={only ? 'lock' : 'two'} size={14} />
      {children ?? t(only ? 'oneOnOne.onlyYou' : 'oneOnOne.both')}
    </span>
  );
}
