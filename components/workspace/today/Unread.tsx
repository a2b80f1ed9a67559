import { useState } from 'react';
import type { Item } from '../../../lib/store/index.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { readersText } from '../../ui/readers.ts';
import { Block, ReadersLabel } from '../Block.tsx';
import { fullNameOf } from '../oneOnOne/context.ts';
import type { Shared } from './shared.ts';

const SHOWN = 4;

/** Notes that this person has not read. They count as read where they are shown in full. */
export function Unread({
  notes,
  who,
  now,
  addresses,
}: Shared & { notes: readonly Item<'note'>[] }) {
  const [shown, setShown] = useState(SHOWN);
  if (notes.length === 0) return null;
  const more = notes.length - shown;
  return (
    <Block title={t('today.unread')} icon="speech">
      <ul className="unread-list">
        {notes.slice(0, shown).map(({ id, scope, fields }) => (
          <li key={id}>
            <p className="unread-by">
              <b>{fullNameOf(who, fields.author)}</b>
              <span className="dim">{moment(fields.createdAt, now)}</span>
            </p>
            <p className="unread-text" dir="auto">
              {fields.text}
            </p>
            <p className="dim">
              <RecordLink refKey={fields.refKey} addresses={addresses}>
                {fields.recordName || t('facts.deal')}
              </RecordLink>
              <ReadersLabel readers={{ text: readersText(scope, who, true) }} />
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button variant="default" size="compact-sm" onClick={() => setShown(shown + SHOWN)}>
          {t('deals.more', [String(Math.min(SHOWN, more))])}
        </Button>
      )}
    </Block>
  );
}
