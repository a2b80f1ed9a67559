import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TabView } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import { adapterLabel } from '../data/crm.ts';
import type { RecordModel } from '../data/record.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

/** A report without a single value: what Sideline looked for, and what it found. */
function report(model: RecordModel): string {
  const { record, ref } = model;
  const fields = Object.entries(record?.fields ?? {}).map(
    ([name, field]) =>
      `${name}: ${field.state === 'unseen' ? field.why : `${field.state}, ${field.source}`}`,
  );
  return [
    `Sideline, ${ref.crm}, ${ref.object}`,
    new Date(record?.reading.at ?? 0).toISOString(),
    ...fields,
  ].join('\n');
}

function Degraded({ model, fields }: { model: RecordModel; fields: readonly string[] }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(report(model)).then(() => setCopied(true));
  const names = fields.map((field) => tKey(`facts.${field}`)).join(', ');
  return (
    <div className="banner" role="note">
      <Icon name="eye" />
      <p>
        {t('states.degraded', fields.length, [String(fields.length), names])}{' '}
        <button type="button" className="link" onClick={copy}>
          {copied ? t('notes.copied') : t('states.copyReport')}
        </button>
      </p>
    </div>
  );
}

function Failed({ view }: { view: TabView }) {
  const again = useAction('record.again');
  const crm = adapterLabel(view.crm);
  return (
    <div className="banner" role="alert">
      <Icon name="warn" />
      <div>
        <p>
          <strong>{t('states.notRead')}</strong>
        </p>
        <p>{tKey(`failure.${view.failure ?? 'unexpected'}`, [crm])}</p>
        <Button
          variant="default"
          mt={8}
          loading={again.isPending}
          onClick={() => again.mutate({ tabId: view.tabId })}
        >
          {t('states.again')}
        </Button>
        <Problem error={again.error} />
      </div>
    </div>
  );
}

/** What went wrong with seeing the record: at most one thing at a time. */
export function Banners({
  view,
  model,
  aside,
}: {
  view: TabView;
  model: RecordModel;
  aside: boolean;
}) {
  const [seen, setSeen] = useState(false);
  if (view.state === 'failed') return <Failed view={view} />;
  if (view.blocked && aside && !seen) {
    return (
      <div className="banner sky" role="note">
        <Icon name="dock" />
        <p>
          {t('states.blocked')}{' '}
          <button type="button" className="link" onClick={() => setSeen(true)}>
            {t('states.gotIt')}
          </button>
        </p>
      </div>
    );
  }
  const degraded = model.record?.reading.degraded ?? [];
  return degraded.length > 0 ? <Degraded model={model} fields={degraded} /> : null;
}
