// Whom to tell about a weakness (RFC 9116): a server says it where its operator named a contact.
import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../helpers/scratch.ts';
import { startServer } from '../helpers/server.ts';

const closing = closedAfterEach();

const CONTACT = 'mailto:security@example.com, https://example.com/security';

async function answerWith(env: Record<string, string>): Promise<Response> {
  const server = await startServer('sqlite', env);
  closing.push(() => server.close());
  return fetch(`${server.url}/.well-known/security.txt`);
}

describe('/.well-known/security.txt', () => {
  it('has the contacts, their day and the address of the file', async () => {
    const answer = await answerWith({
      SIDELINE_URL: 'https://sideline.example.com',
      SIDELINE_PROXIES: 'none',
      SIDELINE_SECURITY_CONTACT: CONTACT,
      SIDELINE_SECURITY_EXPIRES: '2099-06-30',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await answer.text()).split('\n')).toEqual([
      'Contact: mailto:security@example.com',
      'Contact: https://example.com/security',
      'Expires: 2099-06-30T00:00:00.000Z',
      'Preferred-Languages: en, de, es',
      'Canonical: https://sideline.example.com/.well-known/security.txt',
      '',
    ]);
  });
  it('is not there without a contact, or when the day is over', async () => {
    expect((await answerWith({})).status).toBe(404);
    const over = { SIDELINE_SECURITY_CONTACT: CONTACT, SIDELINE_SECURITY_EXPIRES: '2020-01-01' };
    expect((await answerWith(over)).status).toBe(404);
  });
});
