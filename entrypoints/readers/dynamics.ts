import { defineUnlistedScript } from '#imports';
import { read } from '../../lib/crm/readers/dynamics.ts';

export default defineUnlistedScript(() => read(window));
