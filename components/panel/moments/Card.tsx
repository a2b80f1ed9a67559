import { type ReactNode, useId } from 'react';
import type { Due } from '../../../lib/coaching/moments/index.ts';
import type { RecordModel } from '../../data/record.ts';
import type { useMe } from '../../data/store.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { isComposing } from '../../ui/keys.ts';
import { readersText, useNarrow } from '../../ui/readers.ts';

export interface MomentProps {
  due: Due;
  model: RecordModel;
  who: NonNullable<ReturnType<typeof useMe>>;
}

interface CardProps {
  title: string;
  icon: IconName;
  /** What the card is about: the time and the people of a call, the day of the end. */
  about: string;
  /** The scope of what is written here. */
  scope: string;
  who: MomentProps['who'];
  praise?: boolean;
  why: string;
  onEscape?(): void;
  children: ReactNode;
}

/** A moment of the deal: its name, who reads what is written in it, and why it is here. */
export function Card(props: CardProps) {
  const { title, icon, about, scope, who, praise, why, onEscape, children } = props;
  const heading = useId();
  const isPrivate = scope.startsWith('u:');
  const readers = readersText(scope, who, useNarrow());
  return (
    <section className="part" aria-labelledby={heading}>
      <div className="part-head">
        <h2 id={heading}>{title}</h2>
        <span className="grow" />
        <span className="readers">
          <Icon name={isPrivate ? 'lock' : 'two'} size={14} />
          {readers}
        </span>
      </div>
      <article
        className={`prompt moment${praise ? ' praise' : ''}${isPrivate ? ' private' : ''}`}
        aria-labelledby={heading}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isComposing(event)) onEscape?.();
        }}
      >
        <div className="inside">
          <p className="kind">
            <Icon name={icon} size={14} />
            <span>{about}</span>
          </p>
          {children}
        </div>
        <details className="moment-why">
          <summary>
            {t('prompts.why')}
            <Icon name="down" size={14} />
          </summary>
          <p>{why}</p>
        </details>
      </article>
    </section>
  );
}
