import { PROTO, type PullResponse, SCHEMA } from '../../lib/sync/protocol.ts';
import { sampleTeam } from '../../server/sample.ts';

const WAIT_MS = 30_000;

/**
 * Confirms the link of a sample rep, as their manager: stories in which no manager's panel is open
 * share something with the rep. Waits until the rep's device has sent the link.
 */
export async function confirmLink(url: string): Promise<void> {
  const post = async (path: string, body: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const { email } = sampleTeam.manager;
  const session = await post('/auth/sign-in/email', { email, password: sampleTeam.password });
  const token = session.headers.get('set-auth-token') ?? '';
  const me = await (
    await fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}` } })
  ).json();
  for (const until = Date.now() + WAIT_MS; Date.now() < until; ) {
    const pulled = await post('/sync/pull', { proto: PROTO, schema: SCHEMA, scopes: {} }, token);
    const { rows } = (await pulled.json()) as PullResponse;
    const link = rows.find(({ collection, deleted }) => collection === 'crmIdentity' && !deleted);
    if (!link) continue;
    const { crm, tenant, crmUserId, userId } = link.fields;
    const patch = { crm, tenant, crmUserId, userId, confirmedBy: me.user.id };
    const put = { op: 'put', collection: 'crmIdentity', rowId: link.id, scope: link.scope, patch };
    const mutations = [{ seq: 1, id: `confirm-${link.id}`, base: 0, ...put }];
    const head = { proto: PROTO, schema: SCHEMA, clientId: `confirm-${link.id}` };
    const pushed = await (await post('/sync/push', { ...head, mutations }, token)).json();
    const [answer] = pushed.answers;
    if (answer?.result.kind !== 'ok') throw new Error(JSON.stringify(pushed));
    return;
  }
  throw new Error('no rep linked a CRM user');
}
