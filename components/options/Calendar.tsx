import { useState } from 'react';
import type { In } from '../../lib/messages/index.ts';
import {
  collections,
  MAX_HOLIDAY_CHARS,
  MOST_HOLIDAYS,
  type OrgCalendar,
} from '../../lib/model/index.ts';
import { orgCalendarOf } from '../../lib/view/calendars.ts';
import { useAction } from '../data/actions.ts';
import { useCalendarRows, weekdayDate, weekdayName } from '../data/calendar.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { NotSaved } from '../ui/Problem.tsx';
import { DayList } from './DayList.tsx';
import { HolidayFile } from './HolidayFile.tsx';

export type Days = In<'calendar.org'>['calendar'];

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const { workdays, holidays } = collections.orgCalendar.defaults as OrgCalendar;
/** What applies before anybody entered days off. */
const DEFAULTS: Days = { workdays, holidays };

function Workdays({ days, save }: { days: Days; save(days: Days): void }) {
  const [isRefused, setRefused] = useState(false);
  const toggle = (weekday: number, isOn: boolean) => {
    const others = days.workdays.filter((other) => other !== weekday);
    const next = isOn ? [...others, weekday] : others;
    setRefused(next.length === 0);
    if (next.length > 0) save({ ...days, workdays: next });
  };
  return (
    <fieldset className="weekdays">
      <legend>{t('calendar.workdays')}</legend>
      {WEEK.map((weekday) => (
        <label key={weekday}>
          <input
            type="checkbox"
            aria-label={weekdayName(weekday, 'long')}
            checked={days.workdays.includes(weekday)}
            onChange={(event) => toggle(weekday, event.currentTarget.checked)}
          />
          <span>{weekdayName(weekday, 'short')}</span>
        </label>
      ))}
      {isRefused && (
        <p className="warn" role="alert">
          {t('calendar.oneDay')}
        </p>
      )}
    </fieldset>
  );
}

function AddHoliday({ days, save }: { days: Days; save(days: Days, done: () => void): void }) {
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const isFull = !(date in days.holidays) && Object.keys(days.holidays).length >= MOST_HOLIDAYS;
  return (
    <form
      className="inline"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFull || name.trim() === '' || name.length > MAX_HOLIDAY_CHARS) return;
        save({ ...days, holidays: { ...days.holidays, [date]: name.trim() } }, () => {
          setDate('');
          setName('');
        });
      }}
    >
      <TextInput
        type="date"
        label={t('calendar.date')}
        required
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <LimitedInput
        label={t('calendar.name')}
        required
        most={MAX_HOLIDAY_CHARS}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('calendar.add')}
      </Button>
      {isFull && date !== '' && (
        <p className="warn" role="alert">
          {t('calendar.full', [String(MOST_HOLIDAYS)])}
        </p>
      )}
    </form>
  );
}

/** The days on which the organisation works: for administrators, and for people signed out. */
export function Calendar() {
  const data = useCalendarRows();
  const action = useAction('calendar.org');
  if (!data) return null;
  const { rows, who, day } = data;
  if (who.me !== null && who.me.user.role !== 'admin') return null;
  const stored = orgCalendarOf(rows);
  const days: Days = stored ? { workdays: stored.workdays, holidays: stored.holidays } : DEFAULTS;
  const save = (calendar: Days, done?: () => void) =>
    action.mutate({ calendar, from: days }, { onSuccess: () => done?.() });
  const list = Object.entries(days.holidays).map(([date, name]) => ({
    id: date,
    last: date,
    text: `${weekdayDate(date)} · ${name}`,
  }));
  const remove = (date: string) => {
    const rest = Object.entries(days.holidays).filter(([other]) => other !== date);
    save({ ...days, holidays: Object.fromEntries(rest) });
  };
  return (
    <section aria-label={t('calendar.title')}>
      <h2>{t('calendar.title')}</h2>
      <p className="dim">
        {who.me && `${t('calendar.everyone')} `}
        {t('calendar.hint')}
      </p>
      <Workdays days={days} save={save} />
      <h3>{t('calendar.holidays')}</h3>
      {list.length === 0 ? (
        <p>{t('calendar.none')}</p>
      ) : (
        <DayList
          list={list}
          day={day}
          earlier={(count) => t('calendar.earlier', count)}
          onRemove={remove}
        />
      )}
      <AddHoliday days={days} save={save} />
      <HolidayFile days={days} day={day} save={action.mutateAsync} />
      <NotSaved error={action.error} />
    </section>
  );
}
