import { Button } from '@mantine/core';
import { diffWords } from 'diff';
import type { Now } from '../../lib/coaching/index.ts';
import type { Conflict } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may } from '../../lib/view/may.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { useMe } from '../data/store.ts';
import { firstName, moment } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';

type Who = NonNullable<ReturnType<typeof useMe>>;

/** A text in which the words that the other text lacks are marked. */
function Marked({ text, against }: { text: string; against: string }) {
  let at = 0;
  return (
    <p className="text">
      {diffWords(against, text)
        .filter((part) => !part.removed)
        .map((part) => {
          at += part.value.length;
          return part.added ? (
            <mark key={at}>{part.value}</mark>
          ) : (
            <span key={at}>{part.value}</span>
          );
        })}
    </p>
  );
}

/** Shows both versions of a text until a person chooses one. */
export default function ConflictCard({
  note,
  conflict,
  who,
  now,
  kind = 'note',
}: {
  note: Item<'note'> | Item<'reply'>;
  conflict: Conflict;
  who: Who;
  now: Now;
  kind?: 'note' | 'reply';
}) {
  const edit = useAction(kind === 'note' ? 'note.edit' : 'reply.edit');
  const { fields } = note;
  // Others see only that the conflict is not resolved yet.
  const mayChoose = may(who, kind, 'change', note);
  const headBy = fields.editedBy ?? fields.author;
  const name = (id: string) =>
    id === who.user ? t('notes.you') : (who.names.get(id) ?? t('notes.someone'));
  const choose = (text: string) =>
    edit.mutate({
      id: note.id,
      text,
      from: fields.text,
      settles: { rev: conflict.rev, author: conflict.author },
    });
  const keepLabel = (author: string) =>
    author === who.user ? t('notes.keepMine') : t('notes.keepTheirs', [firstName(name(author))]);
  // One person may have written both versions, on two devices.
  const isSameAuthor = headBy === who.user && conflict.author === who.user;
  const keepHead = isSameAuthor ? t('notes.keepFirst') : keepLabel(headBy);
  const keepOther = isSameAuthor ? t('notes.keepSecond') : keepLabel(conflict.author);
  return (
    <section className="conflict" aria-label={t('notes.conflict')}>
      <p>
        <Icon name="warn" /> <b>{t('notes.conflict')}</b>
      </p>
      <p className="hint">{t(mayChoose ? 'notes.conflictHint' : 'notes.conflictWaits')}</p>
      <div className="version">
        <p className="by">
          {`${name(headBy)}, ${moment(fields.editedAt ?? fields.createdAt, now)}`}
        </p>
        <Marked text={fields.text} against={conflict.text} />
      </div>
      <div className="version">
        <p className="by">{`${name(conflict.author)}, ${moment(conflict.at, now)}`}</p>
        <Marked text={conflict.text} against={fields.text} />
      </div>
      {mayChoose && (
        <div className="row">
          <Button variant="default" loading={edit.isPending} onClick={() => choose(fields.text)}>
            {keepHead}
          </Button>
          <Button variant="default" disabled={edit.isPending} onClick={() => choose(conflict.text)}>
            {keepOther}
          </Button>
          <Button
            variant="default"
            disabled={edit.isPending}
            onClick={() => choose(`${fields.text}\n\n${conflict.text}`)}
          >
            {t('notes.keepBoth')}
          </Button>
        </div>
      )}
      {edit.isError && (
        <p className="problem" role="alert">
          {sentence(edit.error)}
        </p>
      )}
    </section>
  );
}
