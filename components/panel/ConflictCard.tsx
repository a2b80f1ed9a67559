import { diffWords } from 'diff';
import type { Now } from '../../lib/coaching/index.ts';
import type { Conflict } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may } from '../../lib/view/may.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { firstName, moment } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import './notes.css';

type Who = NonNullable<ReturnType<typeof useMe>>;

/** A text in which the words that the other text lacks are marked. */
function Marked({ text, against }: { text: string; against: string }) {
  let offset = 0;
  return (
    <p className="text" dir="auto">
      {diffWords(against, text)
        .filter((part) => !part.removed)
        .map((part) => {
          offset += part.value.length;
          return part.added ? (
            <mark key={offset}>{part.value}</mark>
          ) : (
            <span key={offset}>{part.value}</span>
          );
        })}
    </p>
  );
}

const EDITS = { note: 'note.edit', reply: 'reply.edit', oneOnOneLine: 'line.edit' } as const;

/** Shows both versions of a text until a person chooses one. */
export default function ConflictCard({
  note,
  conflict,
  who,
  now,
  kind = 'note',
}: {
  note: Item<'note'> | Item<'reply'> | Item<'oneOnOneLine'>;
  conflict: Conflict;
  who: Who;
  now: Now;
  kind?: keyof typeof EDITS;
}) {
  const edit = useAction(EDITS[kind]);
  const { fields } = note;
  // Every reader may resolve the conflict of a note or a line, but only the author that of a reply.
  // Others see both versions too, but cannot choose.
  const mayChoose = may(who, kind, 'change', note);
  const currentAuthor = fields.editedBy ?? fields.author;
  const name = (id: string) =>
    id === who.user ? t('notes.you') : (who.names.get(id) ?? t('notes.someone'));
  const resolves = { rev: conflict.rev, author: conflict.author };
  const choose = (text: string) => edit.mutate({ id: note.id, text, from: fields.text, resolves });
  const keepLabel = (author: string) =>
    author === who.user ? t('notes.keepMine') : t('notes.keepTheirs', [firstName(name(author))]);
  // One person may have written both versions, on two devices.
  const isSameAuthor = currentAuthor === who.user && conflict.author === who.user;
  const keepCurrent = isSameAuthor ? t('notes.keepFirst') : keepLabel(currentAuthor);
  const keepOther = isSameAuthor ? t('notes.keepSecond') : keepLabel(conflict.author);
  return (
    <section className="conflict" aria-label={t('notes.conflict')}>
      <p>
        <Icon name="warn" /> <b>{t('notes.conflict')}</b>
      </p>
      <p className="hint">{t(mayChoose ? 'notes.conflictHint' : 'notes.conflictWaits')}</p>
      <div className="version">
        <p className="by">
          {`${name(currentAuthor)}, ${moment(fields.editedAt ?? fields.createdAt, now)}`}
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
            {keepCurrent}
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
