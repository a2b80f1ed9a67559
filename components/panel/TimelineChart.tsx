import { dayNumber, dayOf, type Now, type TimelineEntry } from '../../lib/coaching/index.ts';
import { language, t } from '../ui/i18n.ts';

const WIDTH = 320;
const LEFT = 64;
const RIGHT = 8;
const ROW = 20;
const TOP = 6;

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
  amountSet: 'amount',
  amountRemoved: 'amount',
  activity: 'activity',
  note: 'sideline',
  prompt: 'sideline',
};

/** The SVG path of an entry: its shape and direction carry the meaning, not its colour. */
function mark(kind: TimelineEntry['kind'], x: number, y: number): string {
  switch (kind) {
    case 'later':
    case 'dateSet':
      return `M${x - 4} ${y - 4}l5 4-5 4`;
    case 'earlier':
      return `M${x + 4} ${y - 4}l-5 4 5 4`;
    case 'back':
      return `M${x + 4} ${y}l-4-4-4 4 4 4zM${x + 3} ${y}h-6`;
    case 'up':
      return `M${x - 4} ${y + 3}l4-6 4 6z`;
    case 'down':
      return `M${x - 4} ${y - 3}l4 6 4-6z`;
    case 'activity':
      return `M${x + 2.5} ${y}a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z`;
    case 'note':
    case 'prompt':
      return `M${x - 2.5} ${y - 2.5}h5v5h-5z`;
    default:
      return `M${x + 4} ${y}l-4-4-4 4 4 4z`;
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

/** The deal over time, one lane per kind of entry. The list below has the same entries as text. */
export function TimelineChart({ entries, now }: { entries: readonly TimelineEntry[]; now: Now }) {
  const day = (ms: number) => dayNumber(dayOf(ms, now.timeZone));
  const first = Math.min(...entries.map((entry) => day(entry.at)));
  const last = Math.max(day(now.ms), first + 1);
  const x = (value: number) =>
    Math.round((LEFT + ((value - first) / (last - first)) * (WIDTH - LEFT - RIGHT)) * 10) / 10;
  const used = lanes.filter((lane) => entries.some((entry) => laneOf[entry.kind] === lane));
  const y = (lane: Lane) => TOP + used.indexOf(lane) * ROW + ROW / 2;
  const bottom = TOP + used.length * ROW;
  const short = (value: number) =>
    new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      value * 86_400_000,
    );
  const quiet = entries.filter((entry) => entry.kind === 'silence');
  return (
    <svg
      className="timeline-chart"
      viewBox={`0 0 ${WIDTH} ${bottom + 18}`}
      role="img"
      aria-label={chartText(entries)}
    >
      {used.map((lane) => (
        <g key={lane}>
          <text x="0" y={y(lane) + 4}>
            {t(`timeline.lane.${lane}`)}
          </text>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(lane)} y2={y(lane)} />
        </g>
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
            <path key={entry.id} className={lane} d={mark(entry.kind, x(day(entry.at)), y(lane))} />
          )
        );
      })}
      <text x={LEFT} y={bottom + 13}>
        {short(first)}
      </text>
      <text x={WIDTH - RIGHT} y={bottom + 13} textAnchor="end">
        {short(last)}
      </text>
    </svg>
  );
}
