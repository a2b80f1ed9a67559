import { Switch } from '@mantine/core';
import type { Setting } from '../../lib/settings/index.ts';
import { useAction } from '../data/actions.ts';
import { useSetting } from '../data/settings.ts';
import { t } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { SegmentedControl } from '../ui/segments.ts';

export function Look() {
  const colours = useSetting('colours') ?? 'auto';
  const letters = useSetting('letterKeys') ?? true;
  const choose = useAction('settings.set');
  return (
    <section aria-label={t('options.look')}>
      <h2>{t('options.look')}</h2>
      <SegmentedControl
        aria-label={t('options.look')}
        value={colours}
        onChange={(value) => choose.mutate({ name: 'colours', value: value as Setting<'colours'> })}
        data={(['auto', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`options.colours.${value}`),
        }))}
      />
      <Switch
        mt={12}
        checked={letters}
        label={t('options.letterKeys')}
        description={t('options.letterKeysHint')}
        onChange={(event) =>
          choose.mutate({ name: 'letterKeys', value: event.currentTarget.checked })
        }
      />
      <NotSaved error={choose.error} />
    </section>
  );
}
