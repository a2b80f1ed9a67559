import { type CrmName, mayManage, parseScope } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import { useFormats, useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';

function FormatRow({ row, mayShare }: { row: Item<'crmFormat'>; mayShare: boolean }) {
  const action = useAction('crm.format');
  const { crm, tenant, dateOrder, currency } = row.fields;
  const isShared = parseScope(row.scope)?.kind === 'org';
  const name = `${crmLabel(crm)} · ${tenant}`;
  const key = { crm: crm as CrmName, tenant };
  const parts = [
    ...(dateOrder === null ? [] : [t(`formats.${dateOrder}`)]),
    ...(currency === null ? [] : [currency]),
    ...(isShared ? [t('formats.shared')] : []),
  ];
  return (
    <li>
      <span>
        <b>{name}</b> <span className="dim">{parts.join(' · ')}</span>
        {action.error && (
          <span className="warn" role="alert">
            {' '}
            {sentence(action.error)}
          </span>
        )}
      </span>
      <span className="row">
        {mayShare && !isShared && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('formats.everyone')}: ${name}`}
            loading={action.isPending}
            onClick={() => action.mutate({ ...key, dateOrder, currency, shared: true })}
          >
            {t('formats.everyone')}
          </Button>
        )}
        {(!isShared || mayShare) && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={`${t('formats.forget')}: ${name}`}
            onClick={() =>
              action.mutate({ ...key, dateOrder: null, currency: null, shared: isShared })
            }
          >
            {t('formats.forget')}
          </Button>
        )}
      </span>
    </li>
  );
}

/** What people answered about the dates and currencies of CRMs. */
export function Formats() {
  const rows = useFormats();
  const me = useMe()?.me ?? null;
  const answered = (rows ?? []).filter(
    ({ fields }) => fields.dateOrder !== null || fields.currency !== null,
  );
  if (answered.length === 0) return null;
  return (
    <section aria-label={t('formats.title')}>
      <h2>{t('formats.title')}</h2>
      <p className="dim">{t('formats.hint')}</p>
      <ul className="people">
        {answered.map((row) => (
          <FormatRow key={row.id} row={row} mayShare={me !== null && mayManage(me)} />
        ))}
      </ul>
    </section>
  );
}
