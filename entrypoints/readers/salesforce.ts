import { defineUnlistedScript } from '#imports';
import { readWithNavigation } from '../../lib/crm/readers/readWithNavigation.ts';
import { read } from '../../lib/crm/readers/salesforce.ts';

export default defineUnlistedScript(() => readWithNavigation(window, read));
