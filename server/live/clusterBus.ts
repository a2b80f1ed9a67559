import type { Store, Touched } from '../store/store.ts';

/** How often a process polls for commits of others (K2). A notification only makes it sooner. */
const POLL_MS = 300;
/** Published in place of a version when the presence of an organisation changed. */
export const PRESENCE_CHANGED = -1;

interface Watcher {
  orgs(): string[];
  announce(org: string, version: number, touched?: Touched): void;
  presenceChanged(org: string): void;
  failed(error: unknown): void;
}

/**
 * Follows the commits of other processes, for organisations with connections here.
 * @returns a function that stops it.
 */
export function followCluster(store: Store, watcher: Watcher): () => Promise<void> {
  if (!store.clusterBus) return async () => {};
  let running = true;
  let timer: ReturnType<typeof setTimeout>;
  let polling: Promise<void> = Promise.resolve();
  const hasConnections = (org: string) => watcher.orgs().includes(org);
  const poll = async () => {
    const orgs = watcher.orgs();
    if (orgs.length === 0) return;
    const heads = await store.db
      .selectFrom('org')
      .select(['id', 'version'])
      .where('id', 'in', orgs)
      .execute();
    for (const { id, version } of heads) watcher.announce(id, version);
  };
  const schedule = () => {
    timer = setTimeout(() => {
      polling = poll()
        .catch(watcher.failed)
        .finally(() => running && schedule());
    }, POLL_MS);
    timer.unref();
  };
  schedule();
  store.clusterBus
    .subscribe((org, version, touched) => {
      if (!running || !hasConnections(org)) return;
      if (version === PRESENCE_CHANGED) watcher.presenceChanged(org);
      else watcher.announce(org, version, touched);
    })
    .catch(watcher.failed);
  return async () => {
    running = false;
    clearTimeout(timer);
    await polling;
  };
}
