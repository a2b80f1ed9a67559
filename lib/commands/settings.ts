import type { In } from '../messages/index.ts';
import type { CrmName } from '../model/index.ts';
import { getSetting, setSetting, updateSetting } from '../settings/index.ts';

function pause(crm: CrmName, paused: boolean): Promise<void> {
  return updateSetting('paused', (names) => [
    ...names.filter((name) => name !== crm),
    ...(paused ? [crm] : []),
  ]);
}

/** Settings of this browser, in `storage.local`: no transaction of the database covers them. */
export const settingCommands = {
  'settings.set': ({ name, value }: In<'settings.set'>) => setSetting(name, value),
  async 'sites.add'({ origin, crm }: In<'sites.add'>): Promise<void> {
    await updateSetting('sites', (sites) => [
      ...sites.filter((site) => site.origin !== origin),
      { origin, crm },
    ]);
    // Who adds a site of a CRM wants Sideline there.
    if ((await getSetting('paused')).includes(crm)) await pause(crm, false);
  },
  'sites.remove': ({ origin }: In<'sites.remove'>) =>
    updateSetting('sites', (sites) => sites.filter((site) => site.origin !== origin)),
  'sites.pause': ({ crm, paused }: In<'sites.pause'>) => pause(crm, paused),
};
