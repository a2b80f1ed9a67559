import { useState } from 'react';
import { type In, MessageError, type Name, type Out } from '../../lib/messages/index.ts';
import { useAction } from './actions.ts';

/** The password, once somebody typed it. */
export type Confirmation = { password?: string };

/** Requests that are sent at once, and that a server may ask to confirm. */
type Confirmable =
  | 'account.link'
  | 'member.reset'
  | 'session.invite'
  | 'session.setMember'
  | 'session.setTeam';

/** Whether a server asks for the password of who is signed in. */
export function asksToConfirm(error: unknown): boolean {
  return error instanceof MessageError && error.code === 'confirm';
}

interface Asked<N extends Name> {
  input: In<N>;
  done(value: Out<N>): void;
  failed(): void;
}

/**
 * An action that is sent at once. Where the server asks to confirm it, `asked` has what was asked
 * for, and what the form needs that goes on with it.
 */
export function useConfirmed<N extends Confirmable>(name: N) {
  const action = useAction(name);
  const [asked, setAsked] = useState<Asked<N> | null>(null);
  const send = (request: Asked<N>, confirmation: Confirmation) =>
    // `mutateAsync`, because the person may begin another one before the answer.
    void action.mutateAsync({ ...request.input, ...confirmation }).then(
      (value) => {
        setAsked((now) => (now === request ? null : now));
        request.done(value);
      },
      (error: unknown) => {
        if (asksToConfirm(error)) setAsked(request);
        else request.failed();
      },
    );
  const run = (input: In<N>, done: Asked<N>['done'] = () => {}, failed = () => {}) =>
    send({ input, done, failed }, {});
  const form = asked && {
    isPending: action.isPending,
    error: action.error,
    onConfirm: (confirmation: Confirmation) => send(asked, confirmation),
    onCancel: () => {
      action.reset();
      setAsked(null);
    },
  };
  return {
    run,
    data: action.data,
    isPending: action.isPending && asked === null,
    /** The form shows its own. */
    error: asked === null ? action.error : null,
    asked: asked && form && { input: asked.input, form },
  };
}
