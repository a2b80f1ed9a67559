import { useQuery } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { dayAndTime } from '../data/calendar.ts';
import { useNow } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';

type Pattern = readonly [name: string, pattern: RegExp];
/** The first match counts: Edge's user agent also contains “Chrome”. */
const BROWSERS: readonly Pattern[] = [
  ['Firefox', /Firefox/],
  ['Edge', /Edg\//],
  ['Chrome', /Chrom/],
];
/** The first match counts: Android's user agent also contains “Linux”. */
const SYSTEMS: readonly Pattern[] = [
  ['Windows', /Windows/],
  ['macOS', /Mac OS/],
  ['Android', /Android/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

function firstMatch(patterns: readonly Pattern[], agent: string): string | undefined {
  return patterns.find(([, pattern]) => pattern.test(agent))?.[0];
}

/** The browser and the system in a user agent string, by their common names. */
function agentName(agent: string | null): string {
  const browser = firstMatch(BROWSERS, agent ?? '') ?? t('sessions.unknown');
  const system = firstMatch(SYSTEMS, agent ?? '');
  return system ? t('sessions.on', [browser, system]) : browser;
}

/** The sessions of this account, each with a button to end it. */
export function Sessions() {
  const list = useQuery({
    queryKey: ['sessions'],
    queryFn: () => send('session.list'),
  });
  const end = useAction('session.end');
  const refetch = () => void list.refetch();
  const now = useNow();
  const when = (text: string) => dayAndTime(Date.parse(text), now);
  if (list.isError)
    return (
      <p className="warn" role="alert">
        {sentence(list.error)}
      </p>
    );
  if (!list.data) return null;
  const [first, ...others] = list.data.sessions;
  if (first?.current && others.length === 0)
    return <p>{t('sessions.only', [agentName(first.agent)])}</p>;
  return (
    <details>
      <summary>{t('sessions.title', list.data.sessions.length)}</summary>
      <ul className="people">
        {list.data.sessions.map((session) => (
          <li key={session.id}>
            <span>
              {agentName(session.agent)}
              <span className="dim">
                {' · '}
                {session.current
                  ? t('sessions.here')
                  : t('sessions.last', [when(session.lastSeen)])}
              </span>
            </span>
            {!session.current && (
              <Button
                variant="default"
                size="compact-sm"
                loading={end.isPending && end.variables.id === session.id}
                onClick={() => follow(end.mutateAsync({ id: session.id }), refetch, refetch)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.isError && (
        <p className="warn" role="alert">
          {sentence(end.error)}
        </p>
      )}
    </details>
  );
}
