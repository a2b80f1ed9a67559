import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect } from 'vitest';
import { render } from 'vitest-browser-react';
import { queryDefaults } from '../../components/data/queries.ts';
import { StoreProvider } from '../../components/data/store.ts';
import { useKeptFocus } from '../../components/ui/keptFocus.ts';
import { Theme } from '../../components/ui/Theme.tsx';
import { SidelineDb } from '../../lib/store/index.ts';
// The style sheets of the panel, in the same order.
import '../../components/panel/mount.ts';
import '../../components/panel/shell.css';
import '../../components/panel/states.css';

/** A new database for each test. */
export const newDb = () => new SidelineDb(crypto.randomUUID());

/** What every page of the extension does. */
function Page({ children }: { children: ReactNode }) {
  useKeptFocus();
  return children;
}

/** Renders parts of the panel at their place in it. */
export function show(content: ReactNode, db: SidelineDb, header: ReactNode = null) {
  const client = new QueryClient({ defaultOptions: queryDefaults });
  return render(
    <Theme>
      <QueryClientProvider client={client}>
        <StoreProvider value={db}>
          <div className="panel">
            <header>{header}</header>
            <div className="body">
              <main>
                <Page>{content}</Page>
              </main>
            </div>
          </div>
        </StoreProvider>
      </QueryClientProvider>
    </Theme>,
  );
}

/** Checks that in the narrowest panel nothing overflows, is cut or needs horizontal scrolling. */
export function expectFits(): void {
  const { innerWidth } = window;
  expect(innerWidth).toBe(320);
  const name = (element: Element) => `${element.tagName} ${element.className}`;
  const all = [...document.querySelectorAll('.panel, .panel *')];
  const overflowing = all.filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < 0 || right > innerWidth);
  });
  expect(overflowing.map(name)).toEqual([]);
  const scrolls = all.filter((element) => {
    const { overflowX } = getComputedStyle(element);
    const clips = overflowX !== 'visible' && !element.classList.contains('visually-hidden');
    return clips && element.scrollWidth > element.clientWidth;
  });
  expect(scrolls.map(name)).toEqual([]);
}
