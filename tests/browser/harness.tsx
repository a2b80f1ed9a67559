import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect } from 'vitest';
import { render } from 'vitest-browser-react';
import { StoreProvider } from '../../components/data/store.ts';
import { Theme } from '../../components/ui/Theme.tsx';
import { SidelineDb } from '../../lib/store/index.ts';
// The same style sheets as in the panel, in the same order.
import '../../components/panel/mount.ts';
import '../../components/panel/shell.css';
import '../../components/panel/states.css';

/** A database of its own for each test. */
export const newDb = () => new SidelineDb(crypto.randomUUID());

/** Draws parts of the panel where they are in it. */
export function show(content: ReactNode, db: SidelineDb, header: ReactNode = null) {
  const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
  return render(
    <Theme>
      <QueryClientProvider client={client}>
        <StoreProvider value={db}>
          <div className="panel">
            <header>{header}</header>
            <div className="body">
              <main>{content}</main>
            </div>
          </div>
        </StoreProvider>
      </QueryClientProvider>
    </Theme>,
  );
}

/** Nothing sticks out of the narrowest panel, is cut or has to be scrolled to. */
export function expectFits(): void {
  const { innerWidth } = window;
  expect(innerWidth).toBe(320);
  const name = (element: Element) => `${element.tagName} ${element.className}`;
  const all = [...document.querySelectorAll('.panel, .panel *')];
  const out = all.filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < 0 || right > innerWidth);
  });
  expect(out.map(name)).toEqual([]);
  const scrolls = all.filter((element) => {
    const { overflowX } = getComputedStyle(element);
    const clips = overflowX !== 'visible' && !element.classList.contains('visually-hidden');
    return clips && element.scrollWidth > element.clientWidth;
  });
  expect(scrolls.map(name)).toEqual([]);
}
