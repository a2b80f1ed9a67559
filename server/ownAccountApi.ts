import type { Route } from './apiRoute.ts';
import * as shapes from './routes/shapes.ts';

/** Routes of a person’s own account. */
export const ownAccountApi: readonly Route[] = [
  {
    method: 'get',
    path: '/me/notices',
    summary: 'What was done to the account of the person',
    out: shapes.Notices,
  },
  {
    method: 'post',
    path: '/me/notices/{id}/seen',
    summary: 'Marks a notice as seen',
    out: shapes.Acknowledged,
  },
  {
    method: 'get',
    path: '/me/sign-ins',
    summary: 'Password and linked sign-ins of the person',
    out: shapes.SignIns,
  },
  {
    method: 'post',
    path: '/me/sign-ins/{provider}/start',
    summary: 'Begins to link a sign-in; returns the address to open, once',
    in: shapes.SignInStart,
    out: shapes.LinkUrl,
  },
  {
    method: 'post',
    path: '/me/sign-ins',
    summary: 'Links the sign-in that the code stands for',
    in: shapes.CodeRequest,
    out: shapes.Acknowledged,
  },
  {
    method: 'post',
    path: '/me/sign-ins/removal',
    summary: 'Removes a linked sign-in and ends other sessions',
    in: shapes.SignInRemoval,
    out: shapes.Acknowledged,
  },
];
