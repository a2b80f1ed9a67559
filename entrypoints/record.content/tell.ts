import { browser } from '#imports';

/** Sends a message to the background. After an update of the extension there is nobody to hear it: then nothing happens, and null comes back. */
export async function tell(name: 'record.at' | 'record.dirty' | 'record.frame' | 'record.layout' | 'record.blocked' | 'record.aside', input?: unknown): Promise<unknown> {
  try {
    const answer = (await browser.runtime.sendMessage({ name, input })) as { ok: boolean; value?: unknown } | undefined;
    return answer?.ok ? answer.value : null;
  } catch {
    return null;
  }
}
