export { createAlarm } from './alarm.ts';
export { request, type ServerClient, ServerError } from './http.ts';
export type { LiveConnection } from './live.ts';
export { pullMe, pullMembers } from './people.ts';
export { createPresence } from './presence.ts';
export { checkLockedSession, checkSignedOutData, isAskDue } from './signedOutData.ts';
export { createSync } from './sync.ts';
export { syncRound } from './syncRound.ts';
export { isWiped, wipeMark } from './wipeMark.ts';
