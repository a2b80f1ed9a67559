import {
  type CommandName,
  commands,
  runCommand,
  settingCommands,
} from '../../lib/commands/index.ts';
import type { Handlers, In } from '../../lib/messages/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import type { Row } from '../../lib/store/index.ts';
import { account, ids } from './account.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';
import { syncSoon } from './sync.ts';
import { refreshAll, refreshRecord } from './tabDisplay.ts';

const deps = { now: () => Date.now(), ids, deviceZone };
/** Collections that a deal's summary is computed from. */
const SUMMARISED = new Set([
  'note',
  'promptOutcome',
  'promptShown',
  'typedFact',
  'commitment',
  'checkItem',
  'dealPlaybook',
  'planStep',
  'forecastCall',
]);

/** After rows changed: sends them, and refreshes the tabs and summaries that use them. */
export function changed(rows: readonly Row[]): void {
  if (rows.length === 0) return;
  syncSoon();
  const keys = new Set(rows.map((row) => row.refKey));
  // Rows without a record, like thresholds and authored prompts, concern every record.
  const refreshed = keys.has('') || keys.has('all') ? [refreshAll()] : [...keys].map(refreshRecord);
  const stale = new Set(
    rows.filter((row) => SUMMARISED.has(row.collection)).map((row) => row.refKey),
  );
  const summarised = [...stale].map((key) => summariseDeal(key));
  void Promise.all([...refreshed, ...summarised])
    .catch((error) => console.error('after a command', error))
    .then(rollUpSoon);
}

function handlerOf<N extends CommandName>(name: N) {
  return async (input: In<N>) => {
    const { value, rows } = await runCommand(await account(), name, input, deps);
    changed(rows);
    return value;
  };
}

const names = Object.keys(commands) as CommandName[];
export const commandHandlers = {
  ...(Object.fromEntries(names.map((name) => [name, handlerOf(name)])) as unknown as Pick<
    Handlers,
    CommandName
  >),
  ...settingCommands,
};
