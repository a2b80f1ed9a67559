import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { browser } from '#imports';
import { MessageError, send } from '../../lib/messages/index.ts';
import { type CrmName, crmNames } from '../../lib/model/index.ts';
import { type Site, sitePattern } from '../../lib/settings/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { adapterLabel } from '../data/crm.ts';
import { useSetting } from '../data/settings.ts';
import { t } from '../ui/i18n.ts';
import { siteOrigin } from './hosts.ts';

/** Why the permission request failed, or the site was not added. */
function reasonOf(error: unknown): string {
  return error instanceof MessageError
    ? t('notes.notSaved', [sentence(error)])
    : t('options.askFailed');
}

function Warning({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className="warn" role="alert">
      {text}
    </p>
  );
}

/**
 * The sites that Sideline may read: CRM vendors' and self-hosted ones. Each needs permission first.
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
  const [problem, setProblem] = useState<string | null>(null);
  const refetchGranted = () => void client.invalidateQueries({ queryKey: ['granted'] });
  const isGranted = (hosts: readonly string[]) =>
    hosts.every((host) => granted.data?.includes(host));
  // The request needs the user gesture of the click, so no await may come before it.
  const allow = async (hosts: readonly string[]) => {
    try {
      const allowed = await browser.permissions.request({ origins: [...hosts] });
      setProblem(allowed ? null : t('options.notGranted'));
    } catch (error) {
      setProblem(reasonOf(error));
    }
    refetchGranted();
  };
  const withdraw = async (hosts: readonly string[]) => {
    try {
      await browser.permissions.remove({ origins: [...hosts] });
      setProblem(null);
    } catch (error) {
      setProblem(sentence(error));
    }
    refetchGranted();
  };
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
        {(crms.data ?? [])
          .filter(({ hosts }) => hosts.length > 0)
          .map(({ crm, hosts }) => (
            <li key={crm}>
              <b>{adapterLabel(crm)}</b>
              {isGranted(hosts) && <span className="dim">{t('options.allowed')}</span>}
              {isGranted(hosts) ? (
                <Button
                  variant="subtle"
                  color="gray"
                  aria-label={t('options.remove', [adapterLabel(crm)])}
                  onClick={() => void withdraw(hosts)}
                >
                  {t('options.removeShort')}
                </Button>
              ) : (
                <Button
                  variant="default"
                  aria-label={t('options.allow', [adapterLabel(crm)])}
                  onClick={() => void allow(hosts)}
                >
                  {t('options.allowShort')}
                </Button>
              )}
            </li>
          ))}
      </ul>
      <Warning text={problem} />
      <SelfHostedSites
        selfHosted={(crms.data ?? []).filter((site) => site.selfHosted).map(({ crm }) => crm)}
        onChanged={refetchGranted}
      />
    </section>
  );
}

function SelfHostedSites({
  selfHosted,
  onChanged,
}: {
  selfHosted: readonly CrmName[];
  onChanged: () => void;
}) {
  // Undefined until loaded. This page does not write the list, so it cannot overwrite it.
  const sites = useSetting('sites') ?? [];
  const add = useAction('sites.add');
  const drop = useAction('sites.remove');
  const [problem, setProblem] = useState<string | null>(null);
  const [notRemoved, setNotRemoved] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const origin = siteOrigin(String(data.get('address') ?? ''));
    const crm = crmNames.find((name) => name === data.get('crm'));
    if (!origin || !crm) return setProblem(t('options.badAddress'));
    setProblem(null);
    try {
      // First: the request needs the user gesture of the click.
      const allowed = await browser.permissions.request({ origins: [sitePattern(origin)] });
      if (!allowed) return setProblem(t('options.notGranted'));
      await add.mutateAsync({ origin, crm });
      form.reset();
    } catch (error) {
      setProblem(reasonOf(error));
    }
    onChanged();
  };
  const remove = async (site: Site) => {
    const hasSamePattern = (other: Site) => sitePattern(other.origin) === sitePattern(site.origin);
    const others = sites.filter((other) => other.origin !== site.origin);
    try {
      await drop.mutateAsync({ origin: site.origin });
      // Built-in sites always need their permission, and another site may need the same one.
      const isNeeded = [...__SIDELINE_SITES__, ...others].some(hasSamePattern);
      if (!isNeeded) await browser.permissions.remove({ origins: [sitePattern(site.origin)] });
      setNotRemoved(null);
    } catch (error) {
      setNotRemoved(sentence(error));
    }
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
            <Button
              variant="subtle"
              color="gray"
              aria-label={t('options.remove', [site.origin])}
              onClick={() => void remove(site)}
            >
              {t('options.removeShort')}
            </Button>
          </li>
        ))}
      </ul>
      <Warning text={notRemoved} />
      <form className="inline" onSubmit={(event) => void submit(event)}>
        <NativeSelect
          label={t('options.crm')}
          name="crm"
          data={selfHosted.map((crm) => ({ value: crm, label: adapterLabel(crm) }))}
        />
        <TextInput
          label={t('options.address')}
          description={t('options.addressHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          name="address"
          required
          error={problem}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('options.addSite')}
        </Button>
      </form>
    </>
  );
}
