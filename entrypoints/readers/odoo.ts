import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/odoo.ts';
import { readWithNavigation } from '../../lib/crm/readers/readWithNavigation.ts';

export default defineUnlistedScript(() => readWithNavigation(window, read));
