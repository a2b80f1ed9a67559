import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { browser } from '#imports';
import { send } from '../../lib/messages/index.ts';
import { crmNames } from '../../lib/model/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { getSetting, type Site, setSetting } from '../../lib/settings/index.ts';
import { useAction } from '../data/actions.ts';
import { adapterLabel } from '../data/crm.ts';
import { useSetting } from '../data/settings.ts';
import { t } from '../ui/words.ts';
import { pattern, SELF_HOSTED, siteOrigin } from './hosts.ts';

/** Which sites Sideline may read: the vendors' own, and a company's servers. Nothing works before it is allowed here. */
export function Sites() {
  const client = useQueryClient();
  const granted = useQuery({ queryKey: ['granted'], queryFn: async () => (await browser.permissions.getAll()).origins ?? [] });
  const known = useQuery({ queryKey: ['known'], queryFn: () => send('sites.known'), staleTime: Number.POSITIVE_INFINITY });
  const changed = useAction('sites.changed');
  const fresh = () => changed.mutate(undefined, { onSettled: () => void client.invalidateQueries({ queryKey: ['granted'] }) });
  const has = (hosts: readonly string[]) => hosts.every((host) => granted.data?.includes(host));
  return (
    <section aria-label={t('options.sites')}>
      <h2>{t('options.sites')}</h2>
      <p className="dim">{t('options.sitesHint')}</p>
      <ul className="sites">
        {__SIDELINE_SITES__.map((site) => (
          <li key={site.origin}>
            <b>{adapterLabel(site.crm)}</b>
            <span>{site.origin}</span>
            <span className="dim">{t('options.built')}</span>
          </li>
        ))}
        {(known.data ?? []).map(({ crm, hosts }) => (
          <li key={crm}>
            <b>{adapterLabel(crm)}</b>
            <span className="dim">{has(hosts) ? t('options.allowed') : ''}</span>
            {has(hosts) ? (
              <Button variant="subtle" color="gray" onClick={() => inBackground('sites', browser.permissions.remove({ origins: [...hosts] }).then(fresh))}>
                {t('options.remove', [adapterLabel(crm)])}
              </Button>
            ) : (
              <Button variant="default" onClick={() => inBackground('sites', browser.permissions.request({ origins: [...hosts] }).then(fresh))}>
                {t('options.allow', [adapterLabel(crm)])}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <OwnSites onChanged={fresh} />
    </section>
  );
}

function OwnSites({ onChanged }: { onChanged: () => void }) {
  const sites = useSetting('sites') ?? [];
  const [problem, setProblem] = useState<string | null>(null);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const origin = siteOrigin(String(data.get('address') ?? ''));
    const crm = crmNames.find((name) => name === data.get('crm'));
    if (!origin || !crm) return setProblem(t('options.badAddress'));
    setProblem(null);
    // Both at once, while the click still counts as one: the grant starts the watcher in open tabs, which reads the list of sites.
    const saving = setSetting('sites', [...sites.filter((site) => site.origin !== origin), { origin, crm }]);
    const asking = browser.permissions.request({ origins: [pattern(origin)] });
    const granted = async () => {
      const [ok] = await Promise.all([asking, saving]);
      if (ok) form.reset();
      else {
        await setSetting('sites', sites);
        setProblem(t('options.notGranted'));
      }
      onChanged();
    };
    inBackground('sites', granted());
  };
  const remove = async (site: Site) => {
    const left = (await getSetting('sites')).filter((other) => other.origin !== site.origin);
    await setSetting('sites', left);
    if (!left.some((other) => pattern(other.origin) === pattern(site.origin))) await browser.permissions.remove({ origins: [pattern(site.origin)] }).catch(() => {});
    onChanged();
  };
  return (
    <>
      <h3>{t('options.selfHosted')}</h3>
      <ul className="sites">
        {sites.map((site) => (
          <li key={site.origin}>
            <b>{adapterLabel(site.crm)}</b>
            <span>{site.origin}</span>
            <Button variant="subtle" color="gray" onClick={() => inBackground('sites', remove(site))}>
              {t('options.remove', [site.origin])}
            </Button>
          </li>
        ))}
      </ul>
      <form className="inline" onSubmit={add}>
        <NativeSelect label={t('options.crm')} name="crm" data={SELF_HOSTED.map((crm) => ({ value: crm, label: adapterLabel(crm) }))} />
        <TextInput label={t('options.address')} description={t('options.addressHint')} name="address" required error={problem} />
        <Button type="submit" variant="default">
          {t('options.addSite')}
        </Button>
      </form>
    </>
  );
}
