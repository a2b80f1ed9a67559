import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/salesforce.ts';

export default defineUnlistedScript(() => read(window));
