import type { In } from '../messages/index.ts';
import { setSetting, updateSetting } from '../settings/index.ts';

/** Settings of this browser. They live in `storage.local`, so no transaction of the database. */
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
