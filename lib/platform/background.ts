/** Lets work go on that nobody waits for: its failure is logged by name, and is no unhandled rejection. */
export function inBackground(what: string, work: Promise<unknown> | null): void {
  work?.catch((error: unknown) => console.error(what, error));
}
