export { ErrorCode, MessageError } from './error.ts';
export {
  createListener,
  type From,
  type Handlers,
  MAX_CONTENT_CHARS,
  type Sender,
  whence,
} from './handle.ts';
export { defaultLayout, Layout, Placed, ToContent } from './host.ts';
export type { PromptAnswer, PromptInput } from './prompts.ts';
export { type In, messages, type Name, type Out } from './registry.ts';
export { send } from './send.ts';
export { SessionState } from './session.ts';
