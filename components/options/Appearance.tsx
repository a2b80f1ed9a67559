import { Switch } from '@mantine/core';
import type { Setting } from '../../lib/settings/index.ts';
import { useAction } from '../data/actions.ts';
import { useSetting } from '../data/settings.ts';
import { t } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { SegmentedControl } from '../ui/segments.ts';

export function Appearance() {
  const colours = useSetting('colours') ?? 'auto';
  const letterKeys = useSetting('letterKeys') ?? true;
  const save = useAction('settings.set');
  return (
    <section aria-label={t('options.look')}>
      <h2>{t('options.look')}</h2>
      <SegmentedControl
        aria-label={t('options.coloursLabel')}
        value={colours}
        onChange={(value) => save.mutate({ name: 'colours', value: value as Setting<'colours'> })}
        data={(['auto', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`options.colours.${value}`),
        }))}
      />
      <Switch
        mt={12}
        checked={letterKeys}
        label={t('options.letterKeys')}
        description={t('options.letterKeysHint')}
        onChange={(event) =>
          save.mutate({ name: 'letterKeys', value: event.currentTarget.checked })
        }
      />
      <NotSaved error={save.error} />
    </section>
  );
}
