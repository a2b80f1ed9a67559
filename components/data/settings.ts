import { useEffect, useState } from 'react';
import { inBackground } from '../../lib/platform/background.ts';
import { getSetting, onSetting, type Setting, type SettingName } from '../../lib/settings/index.ts';

const first: { [N in SettingName]?: Setting<N> } = {};

/** Reads what the first picture needs before it is drawn, so that nothing jumps. */
export async function preloadSettings(): Promise<void> {
  await Promise.all(
    (['colours', 'letterKeys', 'store'] as const).map(async (name) =>
      Object.assign(first, { [name]: await getSetting(name) }),
    ),
  );
}

/** A setting, followed live. */
export function useSetting<N extends SettingName>(name: N): Setting<N> | undefined {
  const [value, setValue] = useState<Setting<N> | undefined>(first[name] as Setting<N> | undefined);
  useEffect(() => {
    const stop = new AbortController();
    onSetting(name, setValue, stop.signal);
    inBackground(
      `setting ${name}`,
      getSetting(name).then((current) => !stop.signal.aborted && setValue(current)),
    );
    return () => stop.abort();
  }, [name]);
  return value;
}
