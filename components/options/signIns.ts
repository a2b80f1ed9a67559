import { useQuery } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';

/** How the signed-in person can sign in; without data on a server that does not say it. */
export function useSignIns() {
  return useQuery({
    queryKey: ['signIns'],
    queryFn: () => send('account.signIns'),
  });
}
