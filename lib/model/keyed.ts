import { v5 } from 'uuid';

/** Namespace of keyed rows' ids: this project's own UUID, which must never change. */
const NAMESPACE = '6f0c9b62-6a3e-4b7d-9c0e-2f5a3d1c8e47';

/** The organisation's id while nobody is signed in. */
export const LOCAL_ORG = 'local';

/**
 * The id of the row of one key: UUIDv5 (RFC 9562 §5.5) over organisation, scope, collection and the
 * key's values. Every device and the server compute the same id, so two devices that create a key
 * offline write the same row.
 * @param values the fields of the collection's `key`, in its order.
 */
export function keyedId(
  org: string,
  scope: string,
  collection: string,
  values: readonly unknown[],
): string {
  return v5(JSON.stringify([org, scope, collection, ...values]), NAMESPACE);
}

/** True for an id of that form: other rows may not have one, since it could block a key. */
export function isKeyedId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(id);
}
