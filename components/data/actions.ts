import { useMutation } from '@tanstack/react-query';
import { type In, MessageError, type Name, type Out, send } from '../../lib/messages/index.ts';
import { tKey } from '../../lib/platform/texts.ts';

/** A wish sent to the background, with its state: the page never writes by itself. */
export function useAction<N extends Name>(name: N) {
  return useMutation<Out<N>, Error, In<N>>({
    mutationFn: (input) => (send as (name: Name, input: unknown) => Promise<Out<N>>)(name, input),
    networkMode: 'always',
    retry: false,
  });
}

/**
 * What follows a wish that was sent with `mutateAsync`, also where the component has gone or has
 * wished again since: the callbacks of `mutate` run in neither case. What went wrong is shown by the
 * action's `error`.
 */
export function follow<T>(
  wish: Promise<T>,
  done: (value: T) => void,
  failed: () => void = () => {},
): void {
  wish.then(done, failed);
}

/** What went wrong, as a sentence. */
export function sentence(error: unknown): string {
  return tKey(`error.${error instanceof MessageError ? error.code : 'unexpected'}`);
}
