import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import {
  PROTO,
  PullRequest,
  PullResponse,
  PushRequest,
  PushResponse,
} from '../lib/sync/protocol.ts';
import type { Route, Shape } from './apiRoute.ts';
import { ownAccountApi } from './ownAccountApi.ts';
import * as shapes from './routes/shapes.ts';

/** Every route that a client may use; a test compares the list with the routes of the server. */
export const routes: readonly Route[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'Health check',
    open: true,
  },
  {
    method: 'get',
    path: '/.well-known/security.txt',
    summary: 'Whom to tell about a weakness of this server (RFC 9116)',
    open: true,
  },
  {
    method: 'get',
    path: '/server',
    summary: 'Protocol version and sign-in methods',
    out: shapes.ServerInfo,
    open: true,
  },
  {
    method: 'post',
    path: '/auth/sign-in/email',
    summary: 'Signs in; the header set-auth-token of the response has the token',
    in: shapes.SignIn,
    open: true,
  },
  { method: 'post', path: '/auth/sign-out', summary: 'Ends the session' },
  {
    method: 'post',
    path: '/auth/change-password',
    summary: 'Changes the password and ends other sessions; set-auth-token has the new token',
    in: shapes.ChangePassword,
  },
  {
    method: 'post',
    path: '/auth/request-password-reset',
    summary: 'Sends a link for a new password, if mail is configured',
    in: shapes.ResetRequest,
    open: true,
  },
  {
    method: 'post',
    path: '/auth/reset-password',
    summary: 'Sets a new password with the token of a link',
    in: shapes.ResetPassword,
    open: true,
  },
  {
    method: 'get',
    path: '/auth/oidc/{provider}/start',
    summary: 'Redirects the browser to an OpenID Connect provider',
    open: true,
  },
  {
    method: 'get',
    path: '/auth/oidc/{provider}/callback',
    summary: 'Redirect URI of the provider',
    open: true,
  },
  {
    method: 'post',
    path: '/auth/oidc/token',
    summary: 'Exchanges a sign-in code for a token',
    in: shapes.CodeRequest,
    out: shapes.TokenAnswer,
    open: true,
  },
  {
    method: 'post',
    path: '/invitations/accept',
    summary: 'Accepts an invitation',
    in: shapes.Redeem,
    out: shapes.Acknowledged,
    open: true,
  },
  {
    method: 'get',
    path: '/me',
    summary: 'The signed-in person, teams, manager and reports',
    out: shapes.Me,
  },
  {
    method: 'get',
    path: '/me/sessions',
    summary: 'Sessions of the person',
    out: shapes.Sessions,
  },
  {
    method: 'post',
    path: '/me/sessions/{id}/end',
    summary: 'Ends one session',
    out: shapes.EndedSessions,
  },
  ...ownAccountApi,
  { method: 'get', path: '/me/export', summary: 'All data stored about the person' },
  {
    method: 'get',
    path: '/org/members',
    summary: 'Members of the organisation',
    out: shapes.People,
  },
  {
    method: 'patch',
    path: '/org/members/{id}',
    summary: 'Changes role or team of a member',
    in: shapes.MemberChange,
    out: shapes.Acknowledged,
  },
  {
    method: 'get',
    path: '/org/members/{id}/pairs',
    summary: 'Former managers of a rep, with the number of notes shared with each',
    out: shapes.FormerPairs,
  },
  {
    method: 'get',
    path: '/org/members/{id}/content-counts',
    summary: 'Note counts that a removal affects',
    out: shapes.ContentCounts,
  },
  {
    method: 'post',
    path: '/org/members/{id}/removal',
    summary: 'Removes a person',
    in: shapes.Removal,
    out: shapes.Acknowledged,
  },
  {
    method: 'post',
    path: '/org/members/{id}/reset',
    summary: 'Creates a link for a new password, for an administrator to pass on',
    out: shapes.ResetLink,
  },
  {
    method: 'post',
    path: '/org/members/{id}/sign-out',
    summary: 'Ends all sessions of a person',
    out: shapes.EndedSessions,
  },
  {
    method: 'post',
    path: '/org/members/{id}/wipe',
    summary: 'Ends all sessions of a person; their devices delete the data of the account',
    in: shapes.Wipe,
    out: shapes.EndedSessions,
  },
  {
    method: 'post',
    path: '/org/handovers',
    summary: 'Hands notes shared with a former manager to the current one',
    in: shapes.HandoverRequest,
    out: shapes.HandoverResult,
  },
  {
    method: 'post',
    path: '/org/invitations',
    summary: 'Invites a person',
    in: shapes.Invite,
    out: shapes.InvitationLink,
  },
  {
    method: 'get',
    path: '/org/invitations',
    summary: 'Open invitations',
    out: shapes.Invitations,
  },
  {
    method: 'post',
    path: '/org/invitations/{id}/withdrawal',
    summary: 'Revokes an invitation',
    out: shapes.Acknowledged,
  },
  {
    method: 'post',
    path: '/org/teams',
    summary: 'Adds a team',
    in: shapes.NewTeam,
    out: shapes.Created,
  },
  {
    method: 'patch',
    path: '/org/teams/{id}',
    summary: 'Changes a team',
    in: shapes.TeamChange,
    out: shapes.Acknowledged,
  },
  {
    method: 'get',
    path: '/org/usefulness',
    summary: 'Usefulness of each question that at least five people rated',
    out: shapes.Usefulness,
  },
  {
    method: 'get',
    path: '/notes/{id}/history',
    summary: 'Earlier versions of a note that the person could read when they were written',
    out: shapes.History,
  },
  {
    method: 'post',
    path: '/sync/push',
    summary: 'Applies the changes of a device in order',
    in: PushRequest,
    out: PushResponse,
  },
  {
    method: 'post',
    path: '/sync/pull',
    summary: 'Returns changed rows of the scopes that the person can read',
    in: PullRequest,
    out: PullResponse,
  },
];

const json = (schema: Shape) => ({ 'application/json': { schema: schema as never } });

/** The OpenAPI 3.1 document, from the schemas that requests are parsed with. */
export function openApi(baseUrl: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const parameters = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: { type: 'string' as const },
    }));
    paths[route.path] = {
      ...paths[route.path],
      [route.method]: {
        summary: route.summary,
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(route.in ? { requestBody: { required: true, content: json(route.in) } } : {}),
        ...(route.open ? { security: [] } : {}),
        responses: {
          '200': { description: 'Success', ...(route.out ? { content: json(route.out) } : {}) },
          '4XX': { description: 'Refused, with the reason', content: json(shapes.Refusal) },
        },
      },
    };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Sideline',
        version: String(PROTO),
        description: 'Coaching notes beside a CRM: sync, people, administration.',
      },
      servers: [{ url: baseUrl }],
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      paths,
    },
    // Fields that the server trims or fills in are documented as sent.
    { allowEmptySchema: { custom: true, unknown: true, transform: true } as never },
  );
}
