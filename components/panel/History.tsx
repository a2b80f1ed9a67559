import { useQuery } from '@tanstack/react-query';
import type { Now } from '../../lib/coaching/index.ts';
import { send } from '../../lib/messages/index.ts';
import type { History as Versions } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may } from '../../lib/view/may.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { moment } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import './notes.css';
import { readersText } from '../ui/readers.ts';

type Who = NonNullable<ReturnType<typeof useMe>>;
type Version = Versions['versions'][number];

/** A change of fields other than the text: the audience, a deletion or a restore. */
function changeOf(version: Version, who: Who): string {
  const change = JSON.parse(version.text) as { scope?: string; op?: string };
  if (change.op === 'delete') return t('history.delete');
  if (change.op === 'restore') return t('history.restored');
  return change.scope === undefined
    ? t('history.changed')
    : t('notes.shareWith', [readersText(change.scope, who)]);
}

/** The note's text in this version; a merged one contains more than its author wrote. */
const textOf = (version: Version) => version.merged ?? version.text;

/** Earlier versions of a note that this reader could read when they were written. */
export default function History({
  note,
  who,
  now,
  onClose,
}: {
  note: Item<'note'>;
  who: Who;
  now: Now;
  onClose: () => void;
}) {
  const history = useQuery({
    queryKey: ['history', note.id, note.rev],
    queryFn: () => send('note.history', { id: note.id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const edit = useAction('note.edit');
  const name = (id: string) =>
    id === who.user ? t('notes.you') : (who.names.get(id) ?? t('notes.someone'));
  const mayWrite = may(who, 'note', 'change', note);
  return (
    <section className="history" aria-label={t('history.title')}>
      <p className="by">
        <b>{t('history.title')}</b>
        <span className="grow" />
        <button type="button" className="link" onClick={onClose}>
          {t('history.close')}
        </button>
      </p>
      {history.isPending && <p className="hint">{t('history.loading')}</p>}
      {history.isError && <p className="hint">{t('history.offline', [sentence(history.error)])}</p>}
      {history.data?.versions.length === 0 && <p className="hint">{t('history.none')}</p>}
      {edit.isError && (
        <p className="problem" role="alert">
          {sentence(edit.error)}
        </p>
      )}
      <ol className="plain">
        {history.data?.versions.map((version) => (
          <li key={`${version.rev} ${version.at} ${version.kind}`} className="version">
            <p className="by">
              {`${name(version.author)}, ${moment(version.at, now)}`}
              {version.kind === 'merged' && ` · ${t('history.merged')}`}
              {version.kind === 'conflict' && ` · ${t('history.conflict')}`}
            </p>
            {version.kind === 'fields' ? (
              <p className="hint">{changeOf(version, who)}</p>
            ) : (
              <p className="text" dir="auto">
                {textOf(version)}
              </p>
            )}
            {mayWrite && version.kind !== 'fields' && textOf(version) !== note.fields.text && (
              <Button
                variant="default"
                size="compact-sm"
                loading={edit.isPending && edit.variables.text === textOf(version)}
                onClick={() =>
                  edit.mutate(
                    { id: note.id, text: textOf(version), from: note.fields.text, resolves: null },
                    { onSuccess: onClose },
                  )
                }
              >
                {t('history.restore')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
