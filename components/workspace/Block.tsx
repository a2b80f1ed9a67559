import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';

/** Who reads a block, or one line of it: a private one, or the words for everybody else. */
export type BlockReaders = 'onlyYou' | 'youAndManager' | { text: string };

/** The glyph and the words that say who reads something. */
export function ReadersLabel({ readers }: { readers: BlockReaders }) {
  return (
    <span className="readers">
      <Icon name={readers === 'onlyYou' ? 'lock' : 'two'} size={14} />
      {typeof readers === 'string' ? t(`me.${readers}`) : readers.text}
    </span>
  );
}

/** A block of a page: its title and who can read it. A private one has a dashed edge. */
export function Block({
  title,
  icon,
  readers,
  children,
}: {
  title: string;
  icon?: IconName;
  readers?: BlockReaders;
  children: ReactNode;
}) {
  return (
    <section className={readers === 'onlyYou' ? 'box only-you' : 'box'} aria-label={title}>
      <div className="box-head">
        <h2>
          {icon && <Icon name={icon} />}
          {title}
        </h2>
        {readers && <ReadersLabel readers={readers} />}
      </div>
      {children}
    </section>
  );
}
