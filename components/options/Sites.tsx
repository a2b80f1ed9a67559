import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { browser } from '#imports';
import { send } from '../../lib/messages/index.ts';
import { sitePattern } from '../../lib/settings/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import { useCrmActivity } from '../data/crmActivity.ts';
import { useNow } from '../data/record.ts';
import { useSetting } from '../data/settings.ts';
import { Button } from '../ui/Button.tsx';
import { moment } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import { AddSite } from './AddSite.tsx';
import { reasonOf } from './siteProblems.ts';
import { type SiteEntry, type SiteRow, type SiteState, siteRows } from './siteRows.ts';

interface Actions {
  allow(patterns: readonly string[]): void;
  remove(entry: SiteEntry): void;
}

/** What an entry lacks; a removed permission needs attention. An entry that works says nothing. */
function Missing({ entry: { by, isAllowed } }: { entry: SiteEntry }) {
  if (isAllowed) return null;
  if (by === 'vendor') return <span className="site-state dim">{t('options.notAllowed')}</span>;
  return (
    <span className="site-state">
      <Icon name="warn" size={14} />
      {t('options.permissionGone')}
    </span>
  );
}

function Entry({ crm, entry, allow, remove }: { crm: string; entry: SiteEntry } & Actions) {
  const { name, more, by, patterns, isAllowed } = entry;
  // A vendor is named, since its hosts are several.
  const called = by === 'vendor' ? crm : name;
  return (
    <li className={!isAllowed && by !== 'vendor' ? 'gone' : undefined}>
      <span className="site-name">
        {more > 0 ? `${name} ${t('matches.more', [String(more)])}` : name}
        <span className="dim">{` · ${t(`options.${by}`)}`}</span>
      </span>
      <Missing entry={entry} />
      {!isAllowed && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t(by === 'vendor' ? 'options.allow' : 'options.allowAgainOf', [called])}
          onClick={() => allow(patterns)}
        >
          {t(by === 'vendor' ? 'options.allowShort' : 'options.allowAgain')}
        </Button>
      )}
      {(by === 'own' || (by === 'vendor' && isAllowed)) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-label={t('options.remove', [called])}
          onClick={() => remove(entry)}
        >
          {t('options.removeShort')}
        </Button>
      )}
    </li>
  );
}

const stateIcons: Record<SiteState, IconName> = {
  on: 'check',
  paused: 'pause',
  permission: 'warn',
  unreachable: 'away',
  signedOut: 'lock',
};

interface RowProps extends Actions {
  row: SiteRow;
  /** When a record of this CRM was last read; undefined until loaded. */
  readAt: number | null | undefined;
}

function Row({ row, readAt, ...actions }: RowProps) {
  const crm = crmLabel(row.crm);
  const { state } = row;
  const isPaused = state === 'paused';
  const pause = useAction('sites.pause');
  const now = useNow();
  const lastRead =
    readAt === null
      ? t('options.stateHint.nothingRead')
      : t('options.stateHint.lastRead', [readAt === undefined ? '' : moment(readAt, now)]);
  return (
    <li>
      <span className="badge" aria-hidden="true">
        {crm.slice(0, 2)}
      </span>
      <div>
        <div className="crm-head">
          <b>{crm}</b>
          <span className={`crm-state ${state}`}>
            <span>
              <Icon name={stateIcons[state]} size={14} /> {t(`options.state.${state}`)}
            </span>
            {state !== 'permission' && readAt !== undefined && (
              <small>{isPaused ? t('options.stateHint.paused') : lastRead}</small>
            )}
          </span>
          {state !== 'permission' && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t(isPaused ? 'options.resume' : 'options.pause', [crm])}
              loading={pause.isPending}
              onClick={() => pause.mutate({ crm: row.crm, paused: !isPaused })}
            >
              {t(isPaused ? 'options.resumeShort' : 'options.pauseShort')}
            </Button>
          )}
        </div>
        <Problem error={pause.error} />
        <ul>
          {row.entries.map((entry) => (
            <Entry key={entry.name} crm={crm} entry={entry} {...actions} />
          ))}
        </ul>
      </div>
    </li>
  );
}

/**
 * The sites that Sideline may read, by CRM: those of the company’s build, of vendors, and those
 * that the person added. Each needs the browser’s permission first.
 */
export function Sites() {
  const client = useQueryClient();
  const granted = useQuery({
    queryKey: ['granted'],
    queryFn: async () => (await browser.permissions.getAll()).origins ?? [],
  });
  const crms = useQuery({
    queryKey: ['known'],
    queryFn: () => send('sites.known'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  // Undefined until loaded. This page does not write the list, so it cannot overwrite it.
  const own = useSetting('sites') ?? [];
  const paused = useSetting('paused') ?? [];
  const activity = useCrmActivity();
  const drop = useAction('sites.remove');
  const [problem, setProblem] = useState<string | null>(null);
  const refetchGranted = () => void client.invalidateQueries({ queryKey: ['granted'] });
  // The request needs the user gesture of the click, so no await may come before it.
  const allow = async (patterns: readonly string[]) => {
    try {
      const allowed = await browser.permissions.request({ origins: [...patterns] });
      setProblem(allowed ? null : t('options.notGranted'));
    } catch (error) {
      setProblem(reasonOf(error));
    }
    refetchGranted();
  };
  const remove = async ({ by, name, patterns }: SiteEntry) => {
    const others = own.filter((site) => site.origin !== name);
    // Built-in sites always need their permission, and another site may need the same one.
    const isNeeded = [...__SIDELINE_SITES__, ...(by === 'own' ? others : own)].some(({ origin }) =>
      patterns.includes(sitePattern(origin)),
    );
    try {
      if (by === 'own') await drop.mutateAsync({ origin: name });
      if (!isNeeded) await browser.permissions.remove({ origins: [...patterns] });
      setProblem(null);
    } catch (error) {
      setProblem(sentence(error));
    }
    refetchGranted();
  };
  const actions: Actions = {
    allow: (patterns) => void allow(patterns),
    remove: (entry) => void remove(entry),
  };
  const known = crms.data ?? [];
  const { rows, others } = siteRows({
    company: __SIDELINE_SITES__,
    own,
    vendors: known,
    granted: granted.data,
    paused,
    failures: new Map([...(activity ?? [])].map(([crm, { failure }]) => [crm, failure])),
  });
  return (
    <section aria-label={t('options.sites')}>
      <h2>{t('options.sites')}</h2>
      <p className="dim">{t('options.sitesHint')}</p>
      {rows.length === 0 && crms.data && <p>{t('options.noSites')}</p>}
      <ul className="sites" aria-label={t('options.inUse')}>
        {rows.map((row) => (
          <Row
            key={row.crm}
            row={row}
            readAt={activity && (activity.get(row.crm)?.readAt ?? null)}
            {...actions}
          />
        ))}
      </ul>
      {problem !== null && (
        <p className="warn" role="alert">
          {problem}
        </p>
      )}
      {others.length > 0 && (
        <>
          <h3>{t('options.notInUse')}</h3>
          <div className="row">
            {others.map(({ crm, hosts }) => (
              <Button
                key={crm}
                variant="default"
                aria-label={t('options.allow', [crmLabel(crm)])}
                onClick={() => actions.allow(hosts)}
              >
                {crmLabel(crm)}
              </Button>
            ))}
          </div>
        </>
      )}
      <AddSite
        crms={known.filter((site) => site.selfHosted).map(({ crm }) => crm)}
        onChanged={refetchGranted}
      />
    </section>
  );
}
