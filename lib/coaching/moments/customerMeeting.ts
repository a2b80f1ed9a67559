import { pattern } from '../patterns.ts';
import type { Meeting } from './moment.ts';

/** Titles of meetings among colleagues, of absences, and of time for oneself. */
const OWN = pattern('iu')`
  (?<![\p{L}])
  (?:intern(?:al(?:ly)?|e[rsn]?|a[s]?|o[s]?)?|internal|all[\s-]?hands|stand-?ups?|daily|huddle
  |(?:team|staff|sales|vertriebs|abteilungs)[\s-]?(?:meeting|call|sync|weekly|lunch|runde|event
  |besprechung|sitzung|jour\s?fixe|offsite)|town\s?hall
  |1\s?[:x-]\s?1|1on1|one[\s-](?:on|to)[\s-]one|einzelgespräch|mitarbeitergespräch|uno\s+a\s+uno
  |(?:pipeline|forecast|deal)[\s-]?(?:review|call|meeting|runde|durchsprache|besprechung|desk)
  |revisión\s+de\s+(?:pipeline|forecast|previsión)|qbr\s+(?:internal|prep)
  |(?:prep|preparation|vorbereitung|preparación|dry[\s-]?run|rehearsal|probe)
  |(?:sales\s+)?(?:kick-?off\s+)?(?:training|schulung|formación|capacitación|enablement|onboarding
  |coaching|webinar|fortbildung|weiterbildung|workshop\s+intern)
  |out\s+of\s+(?:the\s+)?office|ooo|vacation|holidays?|annual\s+leave|pto|day\s+off|sick(?:\s+leave)?
  |urlaub|abwesend|abwesenheit|krank|feiertag|elternzeit|vacaciones|ausente|festivo|baja(?:\s+médica)?
  |fuera\s+de\s+(?:la\s+)?oficina|día\s+libre|permiso
  |focus(?:\s+time)?|fokuszeit|blocker|blocked|block|geblockt|blockiert|bloqueo|reservado
  |(?:travel|reisezeit|anreise|viaje|desplazamiento)(?:\s+time)?
  |lunch|mittagspause|pause|almuerzo|comida\s+(?:de\s+)?equipo|dentist|zahnarzt|arzttermin|médico|gym
  |birthday|geburtstag|cumpleaños|reunión\s+de\s+equipo|comité\s+interno|admin\s+time)
  (?![\p{L}])`;

/** Words that name the buyer's side, whatever else a title says. */
const BUYERS = pattern('iu')`
  (?<![\p{L}])
  (?:with\s+(?:the\s+)?(?:customer|client|buyer)|customer|client|(?:mit|beim)\s+(?:dem\s+)?kunden
  |kunden?(?:termin|gespräch|call|meeting|besuch)|con\s+(?:el\s+)?cliente|cliente)
  (?![\p{L}])`;
const INTERNAL = /(?<![\p{L}])(?:intern(?:al|e[rsn]?|a|o)?)(?![\p{L}])/iu;

/**
 * True for a meeting with the buyer. Where the CRM does not say who takes part, the title decides:
 * it is one unless it names colleagues, a training or an absence.
 */
export function isWithCustomer({ customer, title }: Meeting): boolean {
  if (customer !== null) return customer;
  if (INTERNAL.test(title)) return false;
  return BUYERS.test(title) || !OWN.test(title);
}
