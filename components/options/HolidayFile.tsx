import { FileButton } from '@mantine/core';
import { useState } from 'react';
import type { In } from '../../lib/messages/index.ts';
import { MAX_HOLIDAY_CHARS, MOST_HOLIDAYS } from '../../lib/model/index.ts';
import type { HolidayFile as Contents, SkippedEvent } from '../../lib/values/ics.ts';
import { follow } from '../data/actions.ts';
import { weekdayDate } from '../data/calendar.ts';
import { Button } from '../ui/Button.tsx';
import { size } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';

type Days = In<'calendar.org'>['calendar'];
type Save = (input: In<'calendar.org'>) => Promise<unknown>;

/** New holidays that are listed at once. */
const MOST_SHOWN = 12;

interface ReadFile extends Contents {
  name: string;
}

/** The parser of calendar files is loaded with the first file. */
async function contentsOf(file: File, day: string): Promise<ReadFile | string> {
  const { MOST_ICS_BYTES, readHolidays } = await import('../../lib/values/ics.ts');
  if (file.size > MOST_ICS_BYTES)
    return t('data.tooLarge', [size(file.size), size(MOST_ICS_BYTES)]);
  const most = { holidays: MOST_HOLIDAYS, chars: MAX_HOLIDAY_CHARS };
  const contents = readHolidays(await file.text(), day, () => performance.now(), most);
  const isEmpty = contents.holidays.length === 0 && contents.skipped.length === 0;
  return isEmpty ? t('calendar.noEvents') : { ...contents, name: file.name };
}

function Skipped({ list }: { list: readonly SkippedEvent[] }) {
  if (list.length === 0) return null;
  return (
    <details>
      <summary>{t('calendar.skipped', list.length)}</summary>
      <ul>
        {list.map(({ place, name, reason }) => (
          <li key={place}>
            <span>
              <b dir="auto">{name || t('calendar.event', [String(place)])}</b>{' '}
              <span className="dim">{tKey(`calendar.skip.${reason}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a file would add, before anything is stored. */
function Preview({
  file,
  days,
  onAdd,
  onCancel,
}: {
  file: ReadFile;
  days: Days;
  onAdd(added: Days['holidays']): void;
  onCancel(): void;
}) {
  const fresh = file.holidays.filter(({ date }) => !(date in days.holidays));
  const known = file.holidays.length - fresh.length;
  const room = MOST_HOLIDAYS - Object.keys(days.holidays).length;
  return (
    <section aria-label={t('calendar.file', [file.name])} className="box">
      <b dir="auto">{t('calendar.file', [file.name])}</b>
      {fresh.length === 0 ? (
        <p role="status">{t('calendar.found', 0)}</p>
      ) : (
        <details open={fresh.length <= MOST_SHOWN}>
          <summary>{t('calendar.found', fresh.length)}</summary>
          <ul>
            {fresh.map(({ date, name }) => (
              <li key={date}>
                <span dir="auto">{`${weekdayDate(date)} · ${name}`}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {known > 0 && <p className="dim">{t('calendar.known', known)}</p>}
      <p className="dim">{t('calendar.window')}</p>
      <Skipped list={file.skipped} />
      {!file.isWhole && <p className="warn">{t('calendar.cut')}</p>}
      {fresh.length > room && (
        <p className="warn" role="alert">
          {t('calendar.full', [String(MOST_HOLIDAYS)])}
        </p>
      )}
      <div className="row">
        {fresh.length > 0 && fresh.length <= room && (
          <Button
            onClick={() => onAdd(Object.fromEntries(fresh.map(({ date, name }) => [date, name])))}
          >
            {t('calendar.addAll', fresh.length)}
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          {t('calendar.cancel')}
        </Button>
      </div>
    </section>
  );
}

/** The import of holidays from a calendar file: read, look, add, undo. */
export function HolidayFile({ days, day, save }: { days: Days; day: string; save: Save }) {
  const [file, setFile] = useState<ReadFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** The state before and after the last import; `undone` once it was undone. */
  const [last, setLast] = useState<{ before: Days; after: Days; undone: boolean } | null>(null);
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setLast(null);
    setProblem(null);
    contentsOf(chosen, day).then(
      (result) => {
        setFile(typeof result === 'string' ? null : result);
        setProblem(typeof result === 'string' ? result : null);
      },
      () => {
        setFile(null);
        setProblem(t('calendar.failed'));
      },
    );
  };
  const add = (added: Days['holidays']) => {
    const after = { ...days, holidays: { ...days.holidays, ...added } };
    follow(save({ calendar: after, from: days }), () => {
      setLast({ before: days, after, undone: false });
      setFile(null);
    });
  };
  const undo = ({ before, after }: { before: Days; after: Days }) =>
    follow(save({ calendar: before, from: after }), () => setLast({ before, after, undone: true }));
  const count = last
    ? Object.keys(last.after.holidays).length - Object.keys(last.before.holidays).length
    : 0;
  return (
    <>
      <div className="row import">
        <FileButton accept="text/calendar,.ics" onChange={choose}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('calendar.import')}
            </Button>
          )}
        </FileButton>
      </div>
      {problem !== null && (
        <p className="warn" role="alert">
          {problem}
        </p>
      )}
      {file && <Preview file={file} days={days} onAdd={add} onCancel={() => setFile(null)} />}
      {last && (
        <p role="status">
          {last.undone ? t('calendar.undone') : t('calendar.added', count)}{' '}
          {!last.undone && (
            <button type="button" className="link" onClick={() => undo(last)}>
              {t('calendar.undo')}
            </button>
          )}
        </p>
      )}
    </>
  );
}
