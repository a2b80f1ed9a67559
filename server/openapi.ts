import type * as z from 'zod/mini';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import {
  PROTO,
  PullRequest,
  PullResponse,
  PushRequest,
  PushResponse,
} from '../lib/sync/protocol.ts';
import * as shapes from './routes/shapes.ts';

type Shape = z.ZodMiniType;

interface Route {
  method: 'get' | 'post' | 'patch';
  path: string;
  summary: string;
  in?: Shape;
  out?: Shape;
  /** Answers without a session. */
  open?: true;
}

/** Every route a client may use; a test compares the list with what the server answers. */
export const routes: readonly Route[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'Whether the server and its store are well',
    open: true,
  },
  {
    method: 'get',
    path: '/server',
    summary: 'What the server speaks, and how one can sign in',
    out: shapes.ServerInfo,
    open: true,
  },
  {
    method: 'post',
    path: '/auth/sign-in/email',
    summary: 'Signs in; the token is in the header set-auth-token',
    in: shapes.SignIn,
    open: true,
  },
  { method: 'post', path: '/auth/sign-out', summary: 'Ends the session' },
  {
    method: 'post',
    path: '/auth/change-password',
    summary: 'Sets a new password with the old one',
  },
  {
    method: 'post',
    path: '/auth/request-password-reset',
    summary: 'Sends a link for a new password, where mail goes out',
    in: shapes.ResetRequest,
    open: true,
  },
  {
    method: 'post',
    path: '/auth/reset-password',
    summary: 'Sets a new password with the secret of a link',
    in: shapes.ResetPassword,
    open: true,
  },
  {
    method: 'get',
    path: '/auth/oidc/{provider}/start',
    summary: 'Sends the browser to an OpenID Connect provider',
    open: true,
  },
  {
    method: 'get',
    path: '/auth/oidc/callback',
    summary: 'Where the provider sends the browser back to',
    open: true,
  },
  {
    method: 'post',
    path: '/auth/oidc/token',
    summary: 'Turns the code of a sign-in into a token',
    in: shapes.CodeRequest,
    out: shapes.TokenAnswer,
    open: true,
  },
  {
    method: 'post',
    path: '/invitations/accept',
    summary: 'Uses up an invitation',
    in: shapes.Redeem,
    out: shapes.Acknowledged,
    open: true,
  },
  {
    method: 'get',
    path: '/me',
    summary: 'Who is signed in, and who is around them',
    out: shapes.Me,
  },
  {
    method: 'get',
    path: '/me/sessions',
    summary: 'Where the person is signed in',
    out: shapes.Sessions,
  },
  {
    method: 'post',
    path: '/me/sessions/{id}/end',
    summary: 'Ends one session',
    out: shapes.EndedSessions,
  },
  { method: 'get', path: '/me/export', summary: 'Everything that is kept about the person' },
  {
    method: 'get',
    path: '/org/members',
    summary: 'Names of everybody in the organisation',
    out: shapes.People,
  },
  {
    method: 'patch',
    path: '/org/members/{id}',
    summary: 'Changes role or team',
    in: shapes.MemberChange,
    out: shapes.Acknowledged,
  },
  {
    method: 'get',
    path: '/org/members/{id}/pairs',
    summary: 'Former managers of a rep, and how much was shared with each',
    out: shapes.FormerPairs,
  },
  {
    method: 'get',
    path: '/org/members/{id}/content-counts',
    summary: 'What would happen to whose notes at a removal',
    out: shapes.ContentCounts,
  },
  {
    method: 'post',
    path: '/org/members/{id}/removal',
    summary: 'Takes a person out of the organisation',
    in: shapes.Removal,
    out: shapes.Acknowledged,
  },
  {
    method: 'post',
    path: '/org/members/{id}/reset',
    summary: 'A link for a new password, for an administrator to pass on',
    out: shapes.ResetLink,
  },
  {
    method: 'post',
    path: '/org/members/{id}/sign-out',
    summary: 'Ends every session of a person',
    out: shapes.EndedSessions,
  },
  {
    method: 'post',
    path: '/org/handovers',
    summary: 'Hands notes shared with a former manager to the present one',
    in: shapes.HandoverRequest,
    out: shapes.HandoverResult,
  },
  {
    method: 'post',
    path: '/org/invitations',
    summary: 'Invites somebody',
    in: shapes.Invite,
    out: shapes.InvitationLink,
  },
  {
    method: 'get',
    path: '/org/invitations',
    summary: 'Invitations that can still be used',
    out: shapes.Invitations,
  },
  {
    method: 'post',
    path: '/org/invitations/{id}/withdrawal',
    summary: 'Takes an invitation back',
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
    summary: 'How useful people find each question, where five or more said',
    out: shapes.Usefulness,
  },
  {
    method: 'get',
    path: '/notes/{id}/history',
    summary: 'Versions of a note that its reader could read when they were written',
    out: shapes.History,
  },
  {
    method: 'post',
    path: '/sync/push',
    summary: 'Applies a device’s changes in order',
    in: PushRequest,
    out: PushResponse,
  },
  {
    method: 'post',
    path: '/sync/pull',
    summary: 'What is new in the scopes that the person reads',
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
          '200': { description: 'Done', ...(route.out ? { content: json(route.out) } : {}) },
          '4XX': { description: 'Refused, and why', content: json(shapes.Refusal) },
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
        description: 'Coaching notes beside a CRM: sync, people, and what an administrator does.',
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
