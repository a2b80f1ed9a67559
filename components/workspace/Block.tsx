import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';

/** A block of a page: its title and who can read it. A private one has a dashed edge. */
export function Block({
  title,
  readers,
  children,
}: {
  title: string;
  readers?: 'onlyYou' | 'youAndManager';
  children: ReactNode;
}) {
  return (
    <section className={readers === 'onlyYou' ? 'box only-you' : 'box'} aria-label={title}>
      <div className="box-head">
        <h2>{title}</h2>
        {readers && (
          <span className="readers">
            <Icon name={readers === 'onlyYou' ? 'lock' : 'two'} size={14} />
            {t(`me.${readers}`)}
          </span>
        )}
      </div>
      {children}
    </section>
  );
}
