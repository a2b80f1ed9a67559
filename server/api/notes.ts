import { PullRequest, PullResponse, PushRequest, PushResponse } from '../../lib/sync/protocol.ts';
import { PULL_BODY, PUSH_BODY, type Route } from './route.ts';
import * as shapes from './shapes.ts';

/** Routes of rows: sync, earlier versions, usefulness of questions. */
export const notesApi = {
  usefulness: {
    method: 'get',
    path: '/org/usefulness',
    summary: 'Usefulness of each question that at least five people rated',
    access: 'session',
    out: shapes.Usefulness,
  },
  history: {
    method: 'get',
    path: '/notes/:id/history',
    summary: 'Earlier versions of a note that the person could read when they were written',
    access: 'session',
    out: shapes.History,
  },
  push: {
    method: 'post',
    path: '/sync/push',
    summary: 'Applies the changes of a device in order',
    access: 'session',
    in: PushRequest,
    out: PushResponse,
    body: PUSH_BODY,
    proto: true,
  },
  pull: {
    method: 'post',
    path: '/sync/pull',
    summary: 'Returns changed rows of the scopes that the person can read',
    access: 'session',
    in: PullRequest,
    out: PullResponse,
    body: PULL_BODY,
    proto: true,
  },
} as const satisfies Record<string, Route>;
