export { createAlarm } from './alarm.ts';
export { request, type ServerClient, ServerError } from './http.ts';
export { checkKeptData, checkLockedSession, isAskDue } from './kept.ts';
export type { LiveConnection } from './live.ts';
export { pullMe, pullMembers } from './people.ts';
export { createPresence } from './presence.ts';
export { createSync } from './sync.ts';
export { syncRound } from './syncRound.ts';
export { isWiped, wipeMark } from './wipeMark.ts';
