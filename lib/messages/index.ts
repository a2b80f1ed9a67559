export * from './catalogue.ts';
export { createListener, type Door, type From, type Handlers, MAX_CONTENT_CHARS, MAX_CONTENT_PER_SECOND, type Sender, whence } from './handle.ts';
export { send } from './send.ts';
