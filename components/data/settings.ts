import { useEffect, useState } from 'react';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { getSetting, onSetting, type Setting, type SettingName } from '../../lib/settings/index.ts';

const preloaded: { [N in SettingName]?: Setting<N> } = {};

/** Loads the settings that the first render needs, so that nothing moves after it. */
export async function preloadSettings(): Promise<{ store: string }> {
  const [colours, letterKeys, store] = await Promise.all([
    getSetting('colours'),
    getSetting('letterKeys'),
    getSetting('store'),
  ]);
  Object.assign(preloaded, { colours, letterKeys, store });
  return { store };
}

/** A setting, live. */
export function useSetting<N extends SettingName>(name: N): Setting<N> | undefined {
  const [value, setValue] = useState<Setting<N> | undefined>(
    preloaded[name] as Setting<N> | undefined,
  );
  useEffect(() => {
    const stop = new AbortController();
    onSetting(name, setValue, stop.signal);
    unawaited(
      `setting ${name}`,
      getSetting(name).then((current) => !stop.signal.aborted && setValue(current)),
    );
    return () => stop.abort();
  }, [name]);
  return value;
}
