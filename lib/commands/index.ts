export { type CommandName, commands } from './registry.ts';
export { runCommand } from './run.ts';
export { settingCommands } from './settings.ts';
