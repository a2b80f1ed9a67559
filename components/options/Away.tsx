import { useState } from 'react';
import { isAwayRange, leadsTeam, MOST_AWAY, MOST_AWAY_DAYS } from '../../lib/model/index.ts';
import { awayOf } from '../../lib/view/calendars.ts';
import { useAction } from '../data/actions.ts';
import { useCalendarRows, weekdayDate } from '../data/calendar.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { DayList } from './DayList.tsx';

type Ranges = Readonly<Record<string, string>>;

/** Why these days cannot be added; null where they can. */
function problemOf(ranges: Ranges, from: string, to: string): string | null {
  if (to < from) return t('away.order');
  if (!isAwayRange([from, to])) return t('away.tooLong', [String(MOST_AWAY_DAYS)]);
  const isFull = !(from in ranges) && Object.keys(ranges).length >= MOST_AWAY;
  return isFull ? t('away.full', [String(MOST_AWAY)]) : null;
}

/** Who sees the days: the own manager, and the people whom this person manages. */
function readersOf(manager: string | undefined, leads: boolean): string {
  if (manager === undefined) return t(leads ? 'away.withReports' : 'away.onlyYou');
  return t(leads ? 'away.withAll' : 'away.withManager', [manager]);
}

/** The days on which the person who uses this device is away. */
export function Away() {
  const data = useCalendarRows();
  const save = useAction('calendar.away');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (!data) return null;
  const { rows, who, day } = data;
  const ranges: Ranges = awayOf(rows, who.user);
  const manager = who.me?.manager?.name;
  const write = (next: Ranges, done?: () => void) =>
    save.mutate({ away: { ranges: next }, from: { ranges } }, { onSuccess: () => done?.() });
  const add = () => {
    const found = problemOf(ranges, from, to);
    setProblem(found);
    if (found !== null) return;
    write({ ...ranges, [from]: to }, () => {
      setFrom('');
      setTo('');
    });
  };
  const list = Object.entries(ranges).map(([first, last]) => ({
    id: first,
    last,
    text:
      first === last
        ? weekdayDate(first)
        : t('away.range', [weekdayDate(first), weekdayDate(last)]),
  }));
  return (
    <section aria-label={t('away.title')}>
      <h2>{t('away.title')}</h2>
      <p className="dim">
        {readersOf(manager, who.me?.teams.some(({ id }) => leadsTeam(who.me, id)) ?? false)}{' '}
        {t('away.hint')}
      </p>
      {list.length === 0 ? (
        <p>{t('away.none')}</p>
      ) : (
        <DayList
          list={list}
          day={day}
          earlier={(count) => t('away.earlier', count)}
          onRemove={(id) =>
            write(Object.fromEntries(Object.entries(ranges).filter(([first]) => first !== id)))
          }
        />
      )}
      <form
        className="inline"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          type="date"
          label={t('away.from')}
          required
          value={from}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setFrom(value);
            if (to === '') setTo(value);
          }}
        />
        <TextInput
          type="date"
          label={t('away.to')}
          required
          min={from}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('away.add')}
        </Button>
      </form>
      {problem !== null && (
        <p className="warn" role="alert">
          {problem}
        </p>
      )}
      <NotSaved error={save.error} />
    </section>
  );
}
