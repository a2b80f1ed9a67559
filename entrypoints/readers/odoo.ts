import { defineUnlistedScript } from '#imports';
import { answer } from '../../lib/crm/readers/answer.ts';
import { read } from '../../lib/crm/readers/odoo.ts';

export default defineUnlistedScript(() => answer(window, read));
