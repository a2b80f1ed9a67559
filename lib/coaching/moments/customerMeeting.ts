import { pattern } from '../patterns.ts';
import type { Meeting, MomentText } from './moment.ts';
import { HOUR_MS } from './times.ts';

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
  |out\s+of\s+(?:the\s+)?office|ooo|vacation|holidays?|annual\s+leave|pto|day\s+off
  |sick(?:\s+leave)?
  |urlaub|abwesend|abwesenheit|krank|feiertag|elternzeit|vacaciones|ausente|festivo
  |baja(?:\s+médica)?
  |fuera\s+de\s+(?:la\s+)?oficina|día\s+libre|permiso
  |focus(?:\s+time)?|fokuszeit|blocker|blocked|block|geblockt|blockiert|bloqueo|reservado
  |(?:travel|reisezeit|anreise|viaje|desplazamiento)(?:\s+time)?
  |lunch|mittagspause|pause|almuerzo|comida\s+(?:de\s+)?equipo|dentist|zahnarzt|arzttermin
  |médico|gym
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

/** The start of a title that a calendar gives a cancelled meeting. */
const CANCELLED = pattern('iu')`
  ^\W*(?:cancell?ed|abgesagt|entfällt|fällt\s+aus|storniert|cancelad[oa]|anulad[oa])(?![\p{L}])`;

/** True where the CRM says that a meeting does not take place, in its state or its title. */
export function isCancelled({ state, title }: Meeting): boolean {
  return state === 'cancelled' || CANCELLED.test(title);
}

/** What a rep notes when nobody came. */
const NOBODY_CAME = pattern('iu')`
  (?<![\p{L}])
  (?:no[\s-]?shows?|(?:nobody|no\s+one|none\s+of\s+them)\s+(?:joined|showed|came|turned\s+up
  |dialled\s+in
  |was\s+there)|(?:didn't|did\s+not|never)\s+(?:show|join|turn\s+up|happen|take\s+place|dial\s+in)
  |(?:niemand|keiner)\s+(?:\p{L}+\s+){0,2}(?:kam|da|erschien\p{L}*|gekommen|eingewählt)
  |nicht\s+(?:erschienen|gekommen
  |stattgefunden|aufgetaucht|eingewählt)|ausgefallen|versetzt\s+worden
  |no\s+se\s+(?:conect|present|celebr)\p{L}+|no\s+(?:vino|apareció|acudió|llegó)\s+nadie
  |nadie\s+(?:vino|apareció
  |se\s+conectó|se\s+presentó)|(?:me|nos)\s+dej\p{L}+\s+plantad[oa]s?)
  (?![\p{L}])`;
/** How the buyer calls a meeting off. */
const CALLED_OFF = pattern('iu')`
  (?<![\p{L}])
  (?:cancel(?:led|ling)?|call(?:ing)?\s+(?:it\s+)?off|can(?:'t|not)\s+make\s+(?:it|today|our)
  |absag\p{L}*|absage
  |abgesagt|nicht\s+schaffen|cancel(?:ar|amos|o|ada|ado)|anular|anulamos|no\s+(?:puedo|podemos
  |podremos)\s+asistir)
  (?![\p{L}])`;
const CALLED_OFF_MS = 12 * HOUR_MS;

/**
 * True where a text says that a meeting did not or will not take place: the rep wrote after its
 * start that nobody came, or the buyer called it off shortly before it.
 */
export function isCalledOff(texts: readonly MomentText[], start: number, now: number): boolean {
  return texts.some(({ at, by, text }) => {
    if (at > now) return false;
    if (by === 'us') return at >= start && at - start <= CALLED_OFF_MS && NOBODY_CAME.test(text);
    return by === 'buyer' && at < start && start - at <= CALLED_OFF_MS && CALLED_OFF.test(text);
  });
}
