declare const AHEAD: unique symbol;

/**
 * A promise that may be awaited later than it fails, or never: its failure is not an unhandled
 * rejection, which would be in the console of the CRM's page. Code that awaits it gets the failure
 * all the same. Whatever takes a promise from elsewhere asks for this type.
 */
export type Ahead<T> = Promise<T> & { readonly [AHEAD]: true };

/** For a request that starts before the code that needs it, and for each promise made from it. */
export function ahead<T>(request: Promise<T>): Ahead<T> {
  request.catch(() => {});
  return request as Ahead<T>;
}
