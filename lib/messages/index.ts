export { ErrorCode, MessageError } from './error.ts';
export {
  createListener,
  type From,
  type Handlers,
  MAX_CONTENT_CHARS,
  type Sender,
  whence,
} from './handle.ts';
export { defaultLayout, HostView, Layout, type ToHost } from './host.ts';
export type { PromptAnswer, PromptInput } from './prompts.ts';
export { ReaderAnswer } from './records.ts';
export { type In, messages, type Name, type Out } from './registry.ts';
export { send } from './send.ts';
export { SessionState } from './session.ts';
