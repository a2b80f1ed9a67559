import type { Face } from '../server.ts';
import { espocrm } from './espocrm.ts';
import { odoo } from './odoo.ts';
import { salesforce } from './salesforce.ts';

export const faces: readonly Face[] = [salesforce, odoo, espocrm];
