import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/hubspot.ts';

export default defineUnlistedScript(() => read(window));
