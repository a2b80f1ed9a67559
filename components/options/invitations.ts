import { useQuery } from '@tanstack/react-query';
import { send } from '../../lib/messages/index.ts';

/** The pending invitations, with the time (Unix ms) at which the list was requested. */
async function loadPending() {
  const requestedAt = Date.now();
  const { invitations } = await send('session.invitations');
  return { invitations, requestedAt };
}

/** The pending invitations: the list of people and the form below it show the same ones. */
export function useInvitations() {
  return useQuery({ queryKey: ['invitations'], queryFn: loadPending });
}
