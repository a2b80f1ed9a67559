export { type CommandName, commands } from './registry.ts';
export { runCommand, storageError } from './run.ts';
export { settingCommands } from './settings.ts';
