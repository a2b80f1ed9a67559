import type { In } from '../messages/index.ts';
import { setSetting, updateSetting } from '../settings/index.ts';

/** Settings of this browser, in `storage.local`: no transaction of the database covers them. */
export const settingCommands = {
  'settings.set': ({ name, value }: In<'settings.set'>) => setSetting(name, value),
  'sites.add': ({ origin, crm }: In<'sites.add'>) =>
    updateSetting('sites', (sites) => [
      ...sites.filter((site) => site.origin !== origin),
      { origin, crm },
    ]),
  'sites.remove': ({ origin }: In<'sites.remove'>) =>
    updateSetting('sites', (sites) => sites.filter((site) => site.origin !== origin)),
};
