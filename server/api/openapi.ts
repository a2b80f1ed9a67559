import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { PROTO } from '../../lib/sync/protocol.ts';
import { routes } from './index.ts';
import type { Shape } from './route.ts';
import { Refusal } from './shapes.ts';

const json = (schema: Shape) => ({ 'application/json': { schema: schema as never } });

/** The OpenAPI 3.1 document, from the table of routes. */
export function openApi(baseUrl: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    if (route.unlisted) continue;
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    const parameters = names.map((name) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: { type: 'string' as const },
    }));
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method]: {
        summary: route.summary,
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(route.in ? { requestBody: { required: true, content: json(route.in) } } : {}),
        ...(route.access === 'open' ? { security: [] } : {}),
        responses: {
          '200': { description: 'Success', ...(route.out ? { content: json(route.out) } : {}) },
          '4XX': { description: 'Refused, with the reason', content: json(Refusal) },
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
