import { v5 } from 'uuid';

/** Namespace of keyed rows' ids: a UUID of this project's own, never to be changed. */
const NAMESPACE = '6f0c9b62-6a3e-4b7d-9c0e-2f5a3d1c8e47';

/** Stands for the organisation while nobody is signed in. */
export const LOCAL_ORG = 'local';

/**
 * The id of the row that says something about one key: UUIDv5 (RFC 9562 §5.5) over organisation,
 * scope, collection and the key's values. Every device and the server compute the same one, so two
 * devices that create a key offline mean one row.
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

/** True for an id of that form: no other row may have one, or it would squat on a key. */
export function isKeyedId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(id);
}
