import { type FormEvent, useState } from 'react';
import { browser } from '#imports';
import { type CrmName, crmNames } from '../../lib/model/index.ts';
import { sitePattern } from '../../lib/settings/index.ts';
import { useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect, TextInput } from '../ui/inputs.ts';
import { siteOrigin } from './hosts.ts';
import { reasonOf } from './siteProblems.ts';

/** Adds a company’s own CRM by its address. @param crms those that companies run themselves. */
export function AddSite({ crms, onChanged }: { crms: readonly CrmName[]; onChanged: () => void }) {
  const add = useAction('sites.add');
  const [problem, setProblem] = useState<string | null>(null);
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
  return (
    <>
      <h3>{t('options.selfHosted')}</h3>
      <form className="inline" onSubmit={(event) => void submit(event)}>
        <NativeSelect
          label={t('options.crm')}
          name="crm"
          data={crms.map((crm) => ({ value: crm, label: crmLabel(crm) }))}
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
