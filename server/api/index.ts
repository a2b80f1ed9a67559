import { accountApi } from './account.ts';
import { notesApi } from './notes.ts';
import { opsApi } from './ops.ts';
import { peopleApi } from './people.ts';
import type { Route } from './route.ts';
import { signInApi } from './signIn.ts';

/**
 * Every route of the server by its name. Access, limits, body and shapes of a route are here and
 * nowhere else: `serve` reads them (docs/decisions/routes.md).
 */
export const api = { ...signInApi, ...accountApi, ...peopleApi, ...notesApi, ...opsApi };

export const routes: readonly Route[] = Object.values(api);
