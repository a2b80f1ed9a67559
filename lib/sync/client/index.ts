export { backoff, cycle } from './cycle.ts';
export { request, type ServerClient, ServerError } from './http.ts';
export { connectLive } from './live.ts';
