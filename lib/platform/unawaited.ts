/** Logs the failure of work that nobody awaits, so that it is not an unhandled rejection. */
export function unawaited(what: string, work: Promise<unknown> | null): void {
  work?.catch((error: unknown) => console.error(what, error));
}
