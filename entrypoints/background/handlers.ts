import type { Handlers } from '../../lib/messages/index.ts';
import { commandHandlers } from './commands.ts';
import { deviceHandlers } from './device.ts';
import { memberHandlers } from './members.ts';
import { ownAccountHandlers } from './ownAccount.ts';
import { recordHandlers } from './records.ts';
import { sessionHandlers } from './session.ts';
import { siteHandlers } from './sites.ts';

/** Each message has its handler in one of these: their order decides nothing. */
export const handlerTables = {
  recordHandlers,
  commandHandlers,
  sessionHandlers,
  memberHandlers,
  ownAccountHandlers,
  deviceHandlers,
  siteHandlers,
};

export const handlers: Handlers = {
  ...recordHandlers,
  ...commandHandlers,
  ...sessionHandlers,
  ...memberHandlers,
  ...ownAccountHandlers,
  ...deviceHandlers,
  ...siteHandlers,
};
