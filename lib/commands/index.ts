export { type CommandName, commands } from './registry.ts';
export { type CommandDeps, type Committed, runCommand } from './run.ts';
export { settingCommands } from './settings.ts';
