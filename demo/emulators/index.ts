import type { Emulator } from '../emulator.ts';
import { espocrm } from './espocrm.ts';
import { odoo } from './odoo.ts';
import { salesforce } from './salesforce.ts';

export const emulators: readonly Emulator[] = [salesforce, odoo, espocrm];
