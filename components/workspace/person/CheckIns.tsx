import { useEffect, useState } from 'react';
import type { CheckInEntry } from '../../../lib/model/index.ts';
import type { PersonRows } from '../../../lib/view/person.ts';
import { follow, useAction } from '../../data/actions.ts';
import { useDb } from '../../data/store.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Block } from '../Block.tsx';
import { CarryFile, inParts } from './CarryFile.tsx';
import { CheckInForm } from './CheckInForm.tsx';
import { CheckInLine } from './CheckInLine.tsx';
import type { Subject } from './subject.ts';

/** How long the deletion of everything can be undone. */
const UNDO_MS = 10_000;

/** Says that everything is deleted, and brings it back for ten seconds. */
function Deleted({
  entries,
  onEnd,
}: {
  entries: readonly CheckInEntry[];
  onEnd(isBack: boolean): void;
}) {
  const load = useAction('checkIn.load');
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), UNDO_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status">
      {t('checkIn.deleted')}{' '}
      {!isOver && (
        <button
          type="button"
          className="link"
          onClick={() =>
            follow(
              inParts(entries, (part) => load.mutateAsync({ entries: part, self: null })),
              () => onEnd(true),
            )
          }
        >
          {t('notes.undo')}
        </button>
      )}
      <NotSaved error={load.error} />
    </p>
  );
}

interface CheckInsProps {
  subject: Subject;
  rows: PersonRows;
  entries: readonly CheckInEntry[];
}

type Status =
  | { kind: 'withdrawn' | 'back' }
  | { kind: 'deleted'; entries: readonly CheckInEntry[] };

/** How the person is, in their words. It is on this device alone until they share an entry. */
export function CheckIns({ subject, rows, entries }: CheckInsProps) {
  const db = useDb();
  const [status, setStatus] = useState<Status | null>(null);
  const deleteAll = useAction('checkIn.deleteAll');
  const shared = new Map(rows.checkIns.map(({ scope, fields }) => [fields.entry, scope]));
  const here = new Set(entries.map(({ id }) => id));
  const elsewhere = rows.checkIns.filter(({ fields }) => !here.has(fields.entry));
  // All of them: the page has the newest only.
  const deleteEach = async () => {
    const all = await db.checkIns.toArray();
    await deleteAll.mutateAsync(undefined);
    return all;
  };
  const showWithdrawn = () => setStatus({ kind: 'withdrawn' });
  const hasAny = entries.length + elsewhere.length > 0;
  return (
    <Block title={t('checkIn.title')} readers="onlyYou">
      {entries.length === 0 && <p className="hint">{t('checkIn.first')}</p>}
      <CheckInForm subject={subject} />
      <ul className="entries">
        {entries.map((entry) => (
          <CheckInLine
            key={entry.id}
            id={entry.id}
            day={entry.day}
            words={entry}
            scope={shared.get(entry.id) ?? null}
            subject={subject}
            onWithdrawn={showWithdrawn}
          />
        ))}
        {elsewhere.map(({ id, scope, fields }) => (
          <CheckInLine
            key={id}
            id={fields.entry}
            day={fields.day ?? subject.day}
            words={fields}
            scope={scope}
            subject={subject}
            onWithdrawn={showWithdrawn}
          />
        ))}
      </ul>
      {status?.kind === 'deleted' && (
        <Deleted
          entries={status.entries}
          onEnd={(isBack) => setStatus(isBack ? { kind: 'back' } : null)}
        />
      )}
      {status?.kind === 'withdrawn' && <p role="status">{t('checkIn.withdrawn')}</p>}
      {status?.kind === 'back' && <p role="status">{t('checkIn.back')}</p>}
      <p className="hint">{t('checkIn.stays')}</p>
      {subject.other !== null && hasAny && <p className="hint">{t('checkIn.shareHint')}</p>}
      {hasAny && (
        <button
          type="button"
          className="link"
          disabled={deleteAll.isPending}
          onClick={() =>
            follow(deleteEach(), (all) => setStatus({ kind: 'deleted', entries: all }))
          }
        >
          {t('checkIn.deleteAll')}
        </button>
      )}
      <NotSaved error={deleteAll.error} />
      <CarryFile />
    </Block>
  );
}
