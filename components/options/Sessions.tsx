import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { language, t } from '../ui/i18n.ts';

/** A browser's long name of itself, as people say it. */
function agentName(agent: string | null): string {
  const browser = /Firefox/.test(agent ?? '')
    ? 'Firefox'
    : /Edg\//.test(agent ?? '')
      ? 'Edge'
      : /Chrom/.test(agent ?? '')
        ? 'Chrome'
        : t('sessions.unknown');
  const system = [
    ['Windows', /Windows/],
    ['macOS', /Mac OS/],
    ['Android', /Android/],
    ['ChromeOS', /CrOS/],
    ['Linux', /Linux/],
  ].find(([, pattern]) => (pattern as RegExp).test(agent ?? ''))?.[0];
  return system ? `${browser}, ${String(system)}` : browser;
}

/** Where this account is signed in; each can be ended from here. */
export function Sessions() {
  const list = useQuery({
    queryKey: ['sessions'],
    queryFn: () => send('session.list'),
    retry: false,
  });
  const end = useAction('session.end');
  const again = () => void list.refetch();
  const when = (text: string) =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(
      Date.parse(text),
    );
  if (list.isError)
    return (
      <p className="warn" role="alert">
        {sentence(list.error)}
      </p>
    );
  if (!list.data) return null;
  return (
    <details>
      <summary>{t('sessions.title', list.data.sessions.length)}</summary>
      <ul className="people">
        {list.data.sessions.map((session) => (
          <li key={session.id}>
            <span>
              {agentName(session.agent)}{' '}
              <span className="dim">
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
                onClick={() => follow(end.mutateAsync({ id: session.id }), again, again)}
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
