import type { Face } from '../server.ts';
import { espocrm } from './espocrm.ts';

export const faces: readonly Face[] = [espocrm];
