import { useQuery } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';
import type { Notices as List } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { dayAndTime } from '../data/calendar.ts';
import { useNow } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';

type Notice = List['notices'][number];

/** Kinds that name the administrator; the others name a provider, or nobody. */
const BY_ADMIN: readonly Notice['kind'][] = [
  ...(['resetLink', 'signedOut', 'wiped', 'role', 'team'] as const),
];

function wording({ kind, by }: Notice): string {
  // The name of an administrator who was erased is not stored any more.
  const name = by ?? (BY_ADMIN.includes(kind) ? t('notices.someone') : t('notices.provider'));
  return t(`notices.${kind}`, [name]);
}

/** What was done to the signed-in person's account: new first, then what the person has seen. */
export function Notices() {
  const list = useQuery({
    queryKey: ['notices'],
    queryFn: () => send('account.notices'),
  });
  const seen = useAction('account.seen');
  const refetch = () => void list.refetch();
  const now = useNow();
  const when = (at: number) => dayAndTime(at, now);
  // An older server has no notices; one that is not reached says so elsewhere on this page.
  const all = list.data?.notices ?? [];
  if (all.length === 0) return null;
  const [earlier, fresh] = [
    all.filter((notice) => notice.seen),
    all.filter((notice) => !notice.seen),
  ];
  return (
    <section aria-label={t('notices.title')}>
      <h2>{t('notices.title')}</h2>
      {fresh.length > 0 && <p className="dim">{t('notices.notYou')}</p>}
      {fresh.map((notice) => (
        <div className="box" key={notice.id}>
          <p>
            {wording(notice)} <span className="dim">{when(notice.at)}</span>
          </p>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('notices.seenOf', [wording(notice)])}
            loading={seen.isPending && seen.variables.id === notice.id}
            onClick={() => follow(seen.mutateAsync({ id: notice.id }), refetch, refetch)}
          >
            {t('notices.seen')}
          </Button>
        </div>
      ))}
      {seen.isError && (
        <p className="warn" role="alert">
          {sentence(seen.error)}
        </p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t('notices.earlier', earlier.length)}</summary>
          <ul>
            {earlier.map((notice) => (
              <li key={notice.id}>
                <span>
                  {wording(notice)} <span className="dim">{when(notice.at)}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
