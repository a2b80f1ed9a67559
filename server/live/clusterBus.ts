import type { Store, Touched } from '../store/store.ts';

/** Several processes look for each other's commits this often (K2); a notification only makes it sooner. */
const POLL_MS = 300;
/** In place of a version: somebody is somewhere else. */
export const PRESENCE_CHANGED = -1;

interface Watcher {
  orgs(): string[];
  news(org: string, version: number, touched?: Touched): void;
  presenceChanged(org: string): void;
  failed(error: unknown): void;
}

/** Follows what other processes commit, as long as somebody here wants to know. @returns how to stop. */
export function followCluster(store: Store, watcher: Watcher): () => Promise<void> {
  if (!store.clusterBus) return async () => {};
  let running = true;
  let timer: ReturnType<typeof setTimeout>;
  let looking: Promise<void> = Promise.resolve();
  const wanted = (org: string) => watcher.orgs().includes(org);
  const look = async () => {
    const orgs = watcher.orgs();
    if (orgs.length === 0) return;
    const heads = await store.db
      .selectFrom('org')
      .select(['id', 'version'])
      .where('id', 'in', orgs)
      .execute();
    for (const { id, version } of heads) watcher.news(id, version);
  };
  const round = () => {
    timer = setTimeout(() => {
      looking = look()
        .catch(watcher.failed)
        .finally(() => running && round());
    }, POLL_MS);
    timer.unref();
  };
  round();
  store.clusterBus
    .subscribe((org, version, touched) => {
      if (!running || !wanted(org)) return;
      if (version === PRESENCE_CHANGED) watcher.presenceChanged(org);
      else watcher.news(org, version, touched);
    })
    .catch(watcher.failed);
  return async () => {
    running = false;
    clearTimeout(timer);
    await looking;
  };
}
