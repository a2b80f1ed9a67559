import { useMutation } from '@tanstack/react-query';
import { type In, MessageError, type Name, type Out } from '../../lib/messages/index.ts';
import { tKey } from '../../lib/platform/texts.ts';
import { useSend } from './store.ts';

/** Sends a message that writes, and holds its state. Pages never write data themselves. */
export function useAction<N extends Name>(name: N) {
  const send = useSend();
  return useMutation<Out<N>, Error, In<N>>({
    mutationFn: (input) => (send as (name: Name, input: unknown) => Promise<Out<N>>)(name, input),
    networkMode: 'always',
    retry: false,
  });
}

/**
 * Callbacks for a request sent with `mutateAsync`. They also run when the component has unmounted
 * or has sent another request since, unlike the callbacks of `mutate`. The action's `error`
 * contains the error.
 */
export function follow<T>(
  request: Promise<T>,
  done: (value: T) => void,
  failed: () => void = () => {},
): void {
  request.then(done, failed);
}

/** The sentence for an error. */
export function sentence(error: unknown): string {
  return tKey(`error.${error instanceof MessageError ? error.code : 'unexpected'}`);
}
