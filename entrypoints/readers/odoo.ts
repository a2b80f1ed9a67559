import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/odoo.ts';

export default defineUnlistedScript(() => read(window));
