import { expect, it } from 'vitest';
import { positionByName } from '../../lib/coaching/namedPosition.ts';
import { facts } from '../helpers/deals.ts';

it.each(['Qualification', 'Bedarfsanalyse', 'Calificación', 'Cualificación'])(
  '%s is early, in each language and spelling',
  (stage) => expect(positionByName(facts({ stage, stages: undefined }).fields)).toBe(0.25),
);
