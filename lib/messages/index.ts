export * from './catalogue.ts';
export { createListener, type From, type Handlers, MAX_CONTENT_CHARS, type Sender, whence } from './handle.ts';
export { send } from './send.ts';
