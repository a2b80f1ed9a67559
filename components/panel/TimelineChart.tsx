import { dayNumber, dayOf, type Now, type TimelineEntry } from '../../lib/coaching/index.ts';
import { language, t } from '../ui/i18n.ts';

/** The height of a lane, px: the line height of its name. */
const ROW = 20;

type Lane = 'stage' | 'date' | 'amount' | 'activity' | 'sideline';
const lanes: readonly Lane[] = ['stage', 'date', 'amount', 'activity', 'sideline'];
const laneOf: Partial<Record<TimelineEntry['kind'], Lane>> = {
  created: 'stage',
  forward: 'stage',
  back: 'stage',
  stage: 'stage',
  stageRemoved: 'stage',
  later: 'date',
  earlier: 'date',
  dateSet: 'date',
  dateRemoved: 'date',
  up: 'amount',
  down: 'amount',
  amountCurrency: 'amount',
  amountSet: 'amount',
  amountRemoved: 'amount',
  activity: 'activity',
  note: 'sideline',
  prompt: 'sideline',
};

/** The SVG path of an entry: its shape and direction carry the meaning, not its colour. */
function mark(kind: TimelineEntry['kind']): string {
  switch (kind) {
    case 'later':
    case 'dateSet':
      return 'M-4-4l5 4-5 4';
    case 'earlier':
      return 'M4-4l-5 4 5 4';
    case 'back':
      return 'M4 0l-4-4-4 4 4 4zM3 0h-6';
    case 'up':
      return 'M-4 3l4-6 4 6z';
    case 'down':
      return 'M-4-3l4 6 4-6z';
    case 'activity':
      return 'M2.5 0a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z';
    case 'note':
    case 'prompt':
      return 'M-2.5-2.5h5v5h-5z';
    default:
      return 'M4 0l-4-4-4 4 4 4z';
  }
}

/** What the chart shows, for people who hear it: each kind of entry that occurs, with its count. */
export function chartText(entries: readonly Pick<TimelineEntry, 'kind'>[]): string {
  const count = (...kinds: TimelineEntry['kind'][]) =>
    entries.filter((entry) => kinds.includes(entry.kind)).length;
  const counts = {
    pushed: count('later'),
    forward: count('forward', 'stage'),
    back: count('back'),
    lowered: count('down'),
    quiet: count('silence'),
    said: count('note', 'prompt'),
  };
  const parts = (Object.keys(counts) as (keyof typeof counts)[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(`timeline.drawn.${kind}`, counts[kind]));
  return parts.length > 0
    ? t('timeline.drawn.all', [parts.join(', ')])
    : t('timeline.drawn.nothing');
}

/**
 * The deal over time, one lane per kind of entry. The list below has the same entries as text.
 * Positions are percentages of the width, so that neither text nor marks are scaled.
 */
export function TimelineChart({ entries, now }: { entries: readonly TimelineEntry[]; now: Now }) {
  const day = (ms: number) => dayNumber(dayOf(ms, now.timeZone));
  const first = Math.min(...entries.map((entry) => day(entry.at)));
  const last = Math.max(day(now.ms), first + 1);
  const x = (value: number) => `${Math.round(((value - first) / (last - first)) * 1000) / 10}%`;
  const used = lanes.filter((lane) => entries.some((entry) => laneOf[entry.kind] === lane));
  const y = (lane: Lane) => used.indexOf(lane) * ROW + ROW / 2;
  const short = (value: number) =>
    new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      value * 86_400_000,
    );
  const quiet = entries.filter((entry) => entry.kind === 'silence');
  return (
    <div className="timeline-chart" role="img" aria-label={chartText(entries)}>
      <div className="lanes">
        {used.map((lane) => (
          <span key={lane}>{t(`timeline.lane.${lane}`)}</span>
        ))}
      </div>
      <svg height={used.length * ROW} aria-hidden="true">
        {used.map((lane) => (
          <line key={lane} x1="0%" x2="100%" y1={y(lane)} y2={y(lane)} />
        ))}
        {used.includes('activity') &&
          quiet.map((entry) => (
            <line
              key={entry.id}
              className="quiet"
              x1={x(dayNumber(String(entry.from)))}
              x2={x(dayNumber(String(entry.to)))}
              y1={y('activity')}
              y2={y('activity')}
            />
          ))}
        {entries.map((entry) => {
          const lane = laneOf[entry.kind];
          return (
            lane && (
              <svg key={entry.id} x={x(day(entry.at))} y={y(lane)} aria-hidden="true">
                <path className={lane} d={mark(entry.kind)} />
              </svg>
            )
          );
        })}
      </svg>
      <div className="days">
        <span>{short(first)}</span>
        <span>{short(last)}</span>
      </div>
    </div>
  );
}
