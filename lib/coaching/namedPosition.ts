import { type DealFields, known } from '../model/index.ts';
import { pattern } from './patterns.ts';

/** Words in stage names, each with its usual position in a sale, 0 to 1; the latest one counts. */
const POSITIONS: readonly (readonly [words: RegExp, position: number])[] = [
  [
    pattern('iu')`
      negot|verhand|negoc|contract|vertrag|contrat|legal|sign|unterschr|firma|verbal|zusage|clos
      |abschluss|cierre|commit|award|vergabe|adjudic|order|bestell|pedido|procure|entscheid|decision
      |decisi`,
    0.9,
  ],
  [
    pattern('iu')`
      propos|propon|quot|offer|angebot|offert|propuest|cotiz|presupuest|business case|tender
      |licitaci|vorschlag`,
    0.7,
  ],
  [
    pattern('iu')`
      demo|develop|entwick|desarroll|value|solution|lösung|soluci|evalu|pilot|workshop|trial|prueba
      |validat|present|konzept|concept|design|site|visit|begeh`,
    0.5,
  ],
  [
    pattern('iu')`
      qualif|discover|need|bedarf|descub|necesi|calific|cualific|analy|análisis|diagn|scop
      |research`,
    0.25,
  ],
  [
    pattern('iu')`
      conversation|gespräch|conversac|prospect|lead|new\b|neu|nuev|inbound|kontakt|contact|first
      |primer|intro|enquir|inquir|anfrage|anbahn|sondier|detec`,
    0,
  ],
];

/**
 * The usual position of the stage by the words in its name, where the CRM shows no list of stages;
 * null for a name without a known word.
 */
export function positionByName({ stage, stages }: Pick<DealFields, 'stage' | 'stages'>) {
  const name = known(stage);
  if (known(stages) !== undefined || name === undefined) return null;
  return POSITIONS.find(([words]) => words.test(name))?.[1] ?? null;
}
