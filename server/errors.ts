/** A setting that cannot be used, or a wish that cannot be granted. The message is for the person at the command line. */
export class ConfigError extends Error {}
