import type { Now } from '../../lib/coaching/index.ts';
import type { OrgData } from '../data/coaching.ts';
import type { useMe } from '../data/store.ts';

export type Who = NonNullable<ReturnType<typeof useMe>>;

/** What a place of the workspace is given. */
export interface PageProps {
  /** The document in the address; null for the place itself. */
  id: string | null;
  who: Who;
  org: OrgData;
  now: Now;
  onOpen(id: string | null): void;
}
