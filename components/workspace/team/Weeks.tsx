import type { Now } from '../../../lib/coaching/index.ts';
import type { CoachedWeek, WeekKind } from '../../../lib/view/team.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';

/** The mark of a week. Each kind has its own shape: a disc, a ring, a dash. */
export function WeekMark({ kind }: { kind: WeekKind }) {
  return (
    <svg
      className={`week of-${kind}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
    >
      {kind === 'none' ? <path d="M3.5 6h5" /> : <circle cx="6" cy="6" r="3.25" />}
    </svg>
  );
}

/** The last weeks with any coaching, the current one last. */
export function Weeks({ weeks, now }: { weeks: readonly CoachedWeek[]; now: Now }) {
  return (
    <ol className="weeks">
      {weeks.map(({ monday, kind }) => {
        const text = t('team.weekOf', [date(monday, now), t(`team.week.${kind}`)]);
        return (
          <li key={monday} title={text}>
            <WeekMark kind={kind} />
            <span className="visually-hidden">{text}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** What the marks mean. */
export function WeeksLegend() {
  return (
    <p className="weeks-legend hint">
      {(['talk', 'note', 'none'] as const).map((kind) => (
        <span key={kind}>
          <WeekMark kind={kind} /> {t(`team.week.${kind}`)}
        </span>
      ))}
    </p>
  );
}
