/** An invalid setting, or a command that cannot run. The message is for the command line. */
export class ConfigError extends Error {}

/** Another process, probably a server, uses the SQLite file. */
export class InUseError extends ConfigError {}
