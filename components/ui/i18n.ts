export { language, t, tKey } from '../../lib/platform/texts.ts';
