import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/hubspot.ts';
import { readWithNavigation } from '../../lib/crm/readers/readWithNavigation.ts';

export default defineUnlistedScript(() => readWithNavigation(window, read));
