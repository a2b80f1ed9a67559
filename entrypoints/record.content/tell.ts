import { browser } from '#imports';

/**
 * Sends a message to the background. After an update of the extension there is nobody to hear it: then nothing happens, and null comes
 * back. Undefined is the answer “too many at once”.
 */
export async function tell(name: 'record.at' | 'record.dirty' | 'record.frame' | 'record.layout' | 'record.blocked' | 'record.aside', input?: unknown): Promise<unknown> {
  try {
    const answer = (await browser.runtime.sendMessage({ name, input })) as { ok: boolean; value?: unknown; code?: string } | undefined;
    if (answer?.code === 'slowDown') return undefined;
    return answer?.ok ? (answer.value ?? null) : null;
  } catch {
    return null;
  }
}
