import { currenciesOf } from '../../lib/values/currency.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { Failed } from './Failed.tsx';

/** Asks once per CRM which currency its sign means. */
export default function WhichCurrency({ sign, model }: { sign: string; model: RecordModel }) {
  const action = useAction('crm.format');
  const { crm, tenant } = model.ref;
  const currencies = currenciesOf(sign);
  if (currencies.length === 0) return null;
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('formats.whichCurrency', [sign])}
        title={t('formats.whichCurrency', [sign])}
        data={[{ value: '', label: t('formats.choose') }, ...currencies]}
        value=""
        disabled={action.isPending}
        onChange={({ currentTarget: { value } }) =>
          value !== '' && action.mutate({ crm, tenant, currency: value, shared: false })
        }
      />
      <Failed error={action.error} />
    </>
  );
}
