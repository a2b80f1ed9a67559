import axe from 'axe-core';
import { vi } from 'vitest';

// What jsdom does not have and Mantine's fields use.
vi.stubGlobal('matchMedia', (media: string) => ({
  ...{ matches: false, media, addEventListener() {}, removeEventListener() {} },
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

/** Without rules that need a layout or a whole page; the story in both browsers has those. */
const RULES = { region: { enabled: false }, 'color-contrast': { enabled: false } };

/** What axe finds in the page that is shown. */
export async function violationsInPage() {
  return (await axe.run(document.body, { rules: RULES })).violations;
}
