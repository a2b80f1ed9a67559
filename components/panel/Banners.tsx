import { useState } from 'react';
import type { Field } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import type { RecordModel } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';

function fieldState(field: Field<unknown>): string {
  return field.state === 'unseen' ? field.why : `${field.state}, ${field.source}`;
}

/** A report without values: the fields that Sideline looked for, and the state of each. */
function report(model: RecordModel): string {
  const { record, ref } = model;
  const fields = Object.entries(record?.fields ?? {}).map(
    ([name, field]) => `${name}: ${fieldState(field)}`,
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
  const crm = crmLabel(view.crm);
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
          style={{ marginTop: 8 }}
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

/** At most one banner about a problem with reading the record. */
export default function Banners({
  view,
  model,
  aside,
}: {
  view: TabView;
  model: RecordModel;
  aside: boolean;
}) {
  const [acknowledged, setAcknowledged] = useState(false);
  if (view.state === 'failed') return <Failed view={view} />;
  if (view.blocked && aside && !acknowledged) {
    return (
      <div className="banner sky" role="note">
        <Icon name="dock" />
        <p>
          {t('states.blocked')}{' '}
          <button type="button" className="link" onClick={() => setAcknowledged(true)}>
            {t('states.gotIt')}
          </button>
        </p>
      </div>
    );
  }
  const degraded = model.record?.reading.degraded ?? [];
  return degraded.length > 0 ? <Degraded model={model} fields={degraded} /> : null;
}
