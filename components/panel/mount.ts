import * as z from 'zod/mini';
import { language } from '../ui/i18n.ts';

/**
 * Called first on every page of the extension: turns off zod's compilation, which the content
 * security policy forbids, and sets the page's language for screen readers.
 */
export async function mount(): Promise<void> {
  z.config({ jitless: true });
  document.documentElement.lang = language();
}
