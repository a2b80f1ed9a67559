export { ErrorCode, MessageError, NoResponseError, refusalError } from './error.ts';
export {
  createListener,
  type Handlers,
  MAX_CONTENT_CHARS,
  parseInput,
  reportedAddress,
  resolveSender,
  type Sender,
  type SenderContext,
} from './handle.ts';
export {
  defaultLayout,
  HostView,
  Layout,
  layoutFrom,
  type PanelMode,
  type SightReport,
  type ToHost,
} from './host.ts';
export type { PromptAction, PromptInput } from './prompts.ts';
export { ReaderResponse } from './records.ts';
export { type CommandMessage, type In, messages, type Name, type Out } from './registry.ts';
export { answerInPage, contentOf, type Send, send, sendFor } from './send.ts';
export { acceptedServer, SessionState } from './session.ts';
