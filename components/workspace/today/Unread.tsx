import { useState } from 'react';
import type { Item } from '../../../lib/store/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { readersText } from '../../ui/readers.ts';
import { Block, ReadersLabel } from '../Block.tsx';
import { fullNameOf } from '../oneOnOne/context.ts';
import type { Shared } from './shared.ts';

const SHOWN = 4;

/** Says that a note was read: one that is short is shown in full here. */
function MarkRead({ note, name }: { note: Item<'note'>; name: string }) {
  const mark = useAction('note.read');
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={mark.isPending}
        aria-label={t('today.markReadOf', [name])}
        onClick={() => mark.mutate({ refKey: note.fields.refKey, ids: [note.id] })}
      >
        {t('today.markRead')}
      </Button>
      <NotSaved error={mark.error} />
    </>
  );
}

/** Notes that this person has not read, on a deal’s panel or by a press here. */
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
    <Block title={t('today.unread')} icon="speech" readers={{ text: t('person.eachLine') }}>
      <ul className="unread-list">
        {notes.slice(0, shown).map((note) => {
          const { id, scope, fields } = note;
          const name = fullNameOf(who, fields.author);
          return (
            <li key={id}>
              <p className="unread-by">
                <b>{name}</b>
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
              <MarkRead note={note} name={name} />
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <Button variant="default" size="compact-sm" onClick={() => setShown(shown + SHOWN)}>
          {t('deals.more', [String(Math.min(SHOWN, more))])}
        </Button>
      )}
    </Block>
  );
}
