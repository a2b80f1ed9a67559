/** The tabs of the settings, in their order. */
export const settingsTabs = [
  ...(['account', 'sites', 'people', 'daysOff', 'data', 'appearance'] as const),
] as const;
export type SettingsTab = (typeof settingsTabs)[number];

/** The tab with this name, as an address has it; null for none. */
export function tabNamed(name: string | null): SettingsTab | null {
  return settingsTabs.find((tab) => tab === name) ?? null;
}

interface Viewer {
  /** The session has ended: the account’s data stays on the device, and nothing of it is shown. */
  isLocked: boolean;
  isAdmin: boolean;
}

/** The tabs of a person, the first of which is shown where the address names none of them. */
export function tabsFor({ isLocked, isAdmin }: Viewer): readonly SettingsTab[] {
  return settingsTabs.filter((tab) => {
    if (tab === 'people') return isAdmin && !isLocked;
    return !isLocked || (tab !== 'daysOff' && tab !== 'data');
  });
}
