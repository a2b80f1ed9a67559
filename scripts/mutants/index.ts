// The faults that `npm run mutants` plants, one for each class of fault that the project once had.

import { coaching } from './coaching.ts';
import { commands } from './commands.ts';
import { crm } from './crm.ts';
import { entrypoints } from './entrypoints.ts';
import { model } from './model.ts';
import type { Mutant } from './mutant.ts';
import { operation } from './operation.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';
import { screens } from './screens.ts';
import { serverSync } from './serverSync.ts';
import { store } from './store.ts';

/** One list for each area, with the folders or files in which its faults are planted. */
export const areas: readonly { folders: readonly string[]; mutants: readonly Mutant[] }[] = [
  { folders: ['lib/coaching/'], mutants: coaching },
  { folders: ['lib/merge/', 'lib/model/', 'lib/values/'], mutants: model },
  { folders: ['lib/crm/'], mutants: crm },
  { folders: ['lib/store/', 'lib/sync/'], mutants: store },
  { folders: ['lib/commands/', 'lib/messages/', 'lib/platform/'], mutants: commands },
  { folders: ['components/', 'lib/view/'], mutants: screens },
  { folders: ['entrypoints/', 'scripts/'], mutants: entrypoints },
  { folders: ['server/sync/'], mutants: serverSync },
  { folders: ['server/people/'], mutants: people },
  {
    folders: [
      'server/api/',
      'server/app.ts',
      'server/health.ts',
      'server/http/',
      'server/limits/',
      'server/start.ts',
      'server/live/',
      'server/routes/',
      'server/shared/',
    ],
    mutants: requests,
  },
  { folders: ['server/commands.ts', 'server/ops/', 'server/store/'], mutants: operation },
];

/** Planted one at a time: each must make a test fail. */
export const mutants = areas.flatMap((area) => area.mutants);
