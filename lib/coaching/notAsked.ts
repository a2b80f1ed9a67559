/** The questions that nobody is asked: switched off, or resting. */
export function notAsked(
  settings: {
    off: readonly string[];
    rested?: Readonly<Record<string, unknown>> | undefined;
  } | null,
): string[] {
  return settings === null ? [] : [...settings.off, ...Object.keys(settings.rested ?? {})];
}
