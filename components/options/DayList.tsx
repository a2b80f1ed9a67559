import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';

export interface DayEntry {
  /** The civil date, or the first of several. */
  id: string;
  /** The last day on which it matters. */
  last: string;
  text: string;
}

function Entries({ list, onRemove }: { list: readonly DayEntry[]; onRemove(id: string): void }) {
  return (
    <ul className="days">
      {list.map(({ id, text }) => (
        <li key={id}>
          <span dir="auto">{text}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('calendar.removeOf', [text])}
            onClick={() => onRemove(id)}
          >
            {t('calendar.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Days with a button to remove each: those to come first, the others on demand. */
export function DayList({
  list,
  day,
  earlier,
  onRemove,
}: {
  list: readonly DayEntry[];
  /** Today's date. */
  day: string;
  /** The sentence with the number of days that are over. */
  earlier(count: number): string;
  onRemove(id: string): void;
}) {
  const sorted = list.toSorted((a, b) => a.id.localeCompare(b.id));
  const past = sorted.filter(({ last }) => last < day);
  return (
    <>
      <Entries list={sorted.filter(({ last }) => last >= day)} onRemove={onRemove} />
      {past.length > 0 && (
        <details>
          <summary>{earlier(past.length)}</summary>
          <Entries list={past} onRemove={onRemove} />
        </details>
      )}
    </>
  );
}
