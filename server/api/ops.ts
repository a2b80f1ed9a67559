import type { Route } from './route.ts';
import * as shapes from './shapes.ts';

/** Routes of operators, monitors and programs. */
export const opsApi = {
  health: {
    method: 'get',
    path: '/health',
    summary: 'Health check',
    access: 'open',
    limit: 'none',
  },
  securityTxt: {
    method: 'get',
    path: '/.well-known/security.txt',
    summary: 'Whom to tell about a weakness of this server (RFC 9116)',
    access: 'open',
  },
  openApi: {
    method: 'get',
    path: '/openapi.json',
    summary: 'The OpenAPI document',
    access: 'open',
    unlisted: true,
  },
  metrics: {
    method: 'get',
    path: '/metrics',
    summary: 'Metrics for Prometheus',
    access: 'metrics',
    unlisted: true,
  },
  backup: {
    method: 'post',
    path: '/ops/backup',
    summary: 'A backup of the running server, not encrypted yet',
    access: 'operator',
    unlisted: true,
  },
  exportPerson: {
    method: 'post',
    path: '/ops/person',
    summary: 'All data stored about a person',
    access: 'operator',
    in: shapes.PersonByEmail,
    unlisted: true,
  },
  erasePerson: {
    method: 'post',
    path: '/ops/erase',
    summary: 'Deletes a person and what they wrote',
    access: 'operator',
    in: shapes.PersonByEmail,
    out: shapes.Acknowledged,
    unlisted: true,
  },
} as const satisfies Record<string, Route>;
