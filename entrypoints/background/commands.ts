import { affectedBy } from '../../lib/commands/affected.ts';
import {
  type CommandName,
  commands,
  runCommand,
  settingCommands,
} from '../../lib/commands/index.ts';
import type { Handlers, In, SenderContext } from '../../lib/messages/index.ts';
import { ruleOf } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import type { Row } from '../../lib/store/index.ts';
import { account, ids } from './account.ts';
import { accountFor } from './accountFor.ts';
import { rowsChanged } from './pictures.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';
import { syncSoon } from './sync.ts';
import { refreshTab } from './tabDisplay.ts';

const deps = { now: () => Date.now(), ids, deviceZone };

async function refreshAffected(rows: readonly Row[]): Promise<void> {
  const { tabs, deals } = await affectedBy((await account()).db, rows);
  await Promise.all([...tabs.map((tabId) => refreshTab(tabId)), ...deals.map(summariseDeal)]);
}

/** After rows changed: sends them, and refreshes the tabs and summaries that use them. */
export function changed(rows: readonly Row[]): void {
  if (rows.length === 0) return;
  // What people wrote: an answered question is not painted again.
  const written = rows.filter(({ collection }) => ruleOf(collection)?.automatic === false);
  if (written.length > 0) unawaited('pictures', rowsChanged(written.map(({ refKey }) => refKey)));
  syncSoon();
  void refreshAffected(rows)
    .catch((error) => console.error('after a command', error))
    .then(rollUpSoon);
}

export function handlerOf<N extends CommandName>(name: N) {
  return async (input: In<N>, from: SenderContext) => {
    const { value, rows } = await runCommand(await accountFor(from), name, input, deps);
    changed(rows);
    return value;
  };
}

/** Commands that this device does more for: their handlers are in `device.ts` and `sites.ts`. */
const elsewhere = ['data.evictCache', 'sites.add', 'sites.pause'] as const;
type Elsewhere = (typeof elsewhere)[number];

const names = Object.keys(commands) as CommandName[];
const isHere = (name: CommandName) => !(elsewhere as readonly CommandName[]).includes(name);
const here = names.filter(isHere);
export const commandHandlers = {
  ...(Object.fromEntries(here.map((name) => [name, handlerOf(name)])) as unknown as Pick<
    Handlers,
    Exclude<CommandName, Elsewhere>
  >),
  'settings.set': settingCommands['settings.set'],
  'sites.remove': settingCommands['sites.remove'],
};
