import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryDefaults } from './queries.ts';
import { StoreProvider, storeNamed } from './store.ts';

function Data({ store, children }: { store: string; children: ReactNode }) {
  const [answers] = useState(() => new QueryClient({ defaultOptions: queryDefaults }));
  return (
    <StoreProvider value={storeNamed(store)}>
      <QueryClientProvider client={answers}>{children}</QueryClientProvider>
    </StoreProvider>
  );
}

/**
 * What a page has of one account: its database, and what the server answered to it. For another
 * account everything inside is made anew, so that no answer and no typed text is carried over.
 * @param store the name of the database.
 */
export function AccountData(props: { store: string; children: ReactNode }) {
  return <Data key={props.store} {...props} />;
}
