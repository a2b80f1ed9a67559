import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/espocrm.ts';

export default defineUnlistedScript(() => read(window));
