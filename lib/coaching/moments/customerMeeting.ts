import { dayOf, daysBetween, type Now } from '../days.ts';
import { pattern } from '../patterns.ts';
import { plain, sentencesOf } from '../statements/sentences.ts';
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
  |lunch(?!\s+(?:with|mit|con)(?!\s+(?:(?:the|my|dem|el)\s+)?(?:team|colleagues|equipo)))
  |mittagspause|pause
  |almuerzo(?!\s+con(?!\s+el\s+equipo))|comida\s+(?:de\s+)?equipo|dentist|zahnarzt|arzttermin
  |médico|gym
  |birthday|geburtstag|cumpleaños|reunión\s+de\s+equipo|comité\s+interno|admin\s+time)
  (?![\p{L}])`;

/** Words that name the buyer's side, whatever else a title says. */
const BUYERS = pattern('iu')`
  (?<![\p{L}])
  (?:with\s+(?:the\s+)?(?:customer|client|buyer)
  |customer(?!\s+(?:success|service|support|care|experience))|client
  |(?:mit|beim)\s+(?:dem\s+)?kunden
  |kunden?(?:termin|gespräch|call|meeting|besuch)|con\s+(?:el\s+)?cliente|cliente)
  (?![\p{L}])`;
/** Time for oneself to write something, and journeys: by the form of the title. */
const ALONE = pattern('iu')`
  ^\W*(?:write|draft|prepare|finish|finali[sz]e|update|research|redactar|preparar|escribir|terminar
  |actualizar)\s
  |\s(?:schreiben|vorbereiten|nachbereiten|fertigstellen|erstellen|überarbeiten|ausarbeiten)\W*$
  |^\W*(?:flight|flug|hinflug|rückflug|vuelo|train|zug|tren|bus|drive|fahrt|hinfahrt|rückfahrt
  |hinreise|rückreise)(?:\s*:|\s+(?:to|from|home|back|nach|von|zu[rm]?|a|de|hacia
  |\d|\p{L}{2,3}\b))`;

/** Names of public holidays, which calendars have as whole days. */
const HOLIDAY = pattern('iu')`
  (?<![\p{L}])
  (?:christmas|boxing\s+day|new\s+year|good\s+friday|easter|thanksgiving|independence\s+day
  |labou?r\s+day|memorial\s+day|martin\s+luther\s+king|presidents['’]?\s+day|veterans\s+day
  |juneteenth|(?:bank|public|national)\s+holiday|weihnacht\p{L}*|heiligabend|silvester|neujahr\p{L}*
  |karfreitag|oster(?:n|sonntag|montag)|(?:christi\s+|mariä\s+)?himmelfahrt|pfingst\p{L}*
  |fronleichnam|tag\s+der\s+(?:arbeit|deutschen\s+einheit)|allerheiligen|reformationstag
  |heilige\s+drei\s+könige|dreikönig\p{L}*|nationalfeiertag|maifeiertag|navidad|nochebuena
  |nochevieja
  |año\s+nuevo|(?:día\s+de\s+)?reyes|(?:viernes|jueves|semana)\s+sant[oa]|lunes\s+de\s+pascua
  |día\s+de\s+la\s+(?:hispanidad|constitución|independencia)|inmaculada|asunción
  |todos\s+los\s+santos
  |día\s+del\s+trabajo|fiesta\s+nacional)
  (?![\p{L}])`;

const INTERNAL = /(?<![\p{L}])(?:intern(?:al|e[rsn]?|a|o)?)(?![\p{L}])/iu;

/**
 * True for a meeting with the buyer. Where the CRM does not say who takes part, the title decides:
 * it is one unless it names colleagues, a training or an absence.
 */
export function isWithCustomer({ customer, title, start }: Meeting): boolean {
  if (customer !== null) return customer;
  if (INTERNAL.test(title) || ALONE.test(title)) return false;
  if (start === null && HOLIDAY.test(title)) return false;
  return BUYERS.test(title) || !OWN.test(title);
}

/** The start of a title that a calendar gives a cancelled or declined meeting. */
const CANCELLED = pattern('iu')`
  ^\W*(?:cancell?ed|abgesagt|entfällt|fällt\s+aus|storniert|cancelad[oa]|anulad[oa]
  |declined|abgelehnt|rechazad[oa])(?![\p{L}])`;

/** True where the CRM says that a meeting does not take place, in its state or its title. */
export function isCancelled({ state, title }: Meeting): boolean {
  return state === 'cancelled' || CANCELLED.test(title);
}

/** What a rep notes when nobody came. */
const NOBODY_CAME = pattern('iu')`
  (?<![\p{L}])
  (?:no[\s-]?shows?|(?:nobody|no\s+one|none)\s+(?:\p{L}+\s+){0,4}(?:joined|showed|came|turned\s+up
  |dialled\s+in
  |was\s+there)|(?:didn't|did\s+not|never)\s+(?:show|join|turn\s+up|happen|take\s+place|dial\s+in)
  |(?:niemand|keiner)\s+(?:\p{L}+\s+){0,2}(?:kam|da|erschien\p{L}*|gekommen|eingewählt)
  |nicht\s+(?:erschienen|gekommen
  |stattgefunden|aufgetaucht|eingewählt)|ausgefallen|versetzt\s+worden
  |no\s+se\s+(?:conect|present|celebr)\p{L}+|no\s+(?:vino|apareció|acudió|llegó)\s+nadie
  |nadie\s+(?:\p{L}+\s+){0,4}(?:vino|apareció
  |se\s+conectó|se\s+presentó)|(?:me|nos)\s+dej\p{L}+\s+plantad[oa]s?)
  (?![\p{L}])`;
/** Words that call something off, and words that name a meeting. */
const CALLS_OFF = pattern('iu')`
  (?<![\p{L}])
  (?:cancel(?:led|ling)?|call(?:ing)?\s+(?:it\s+)?off|absag\p{L}*|abgesagt
  |cancel(?:ar|amos|o|ada|ado)|anular|anulamos)
  (?![\p{L}])`;
const A_MEETING = pattern('iu')`
  (?<![\p{L}])
  (?:(?:video\s?)?call|meeting|appointment|demo|session|visit|workshop|today|tomorrow
  |this\s+(?:morning|afternoon)|termin\p{L}*|gespräch\p{L}*|besuch\p{L}*|telefonat\p{L}*
  |heut\p{L}*|morgen|reunión
  |llamada|cita|visita|sesión|videollamada|hoy|mañana)
  (?![\p{L}])`;
/** A sentence that ends with calling off, and one in which the buyer cannot take part. */
const ALONE_OFF = pattern('iu')`
  (?<![\p{L}])(?:cancel|absagen|cancelar|anular)\W*$|call(?:ing)?\s+it\s+off|cancel\s+it(?![\p{L}])
  |(?<![\p{L}])(?:can(?:'t|’t|not)\s+make\s+(?:it|today|our)|nicht\s+schaffen
  |no\s+(?:puedo|podemos|podremos)\s+asistir)(?![\p{L}])`;
const TODAY = /(?<![\p{L}])(?:today|this\s+(?:morning|afternoon)|heut\p{L}*|hoy)(?![\p{L}])/iu;
const TOMORROW = /(?<![\p{L}])(?:tomorrow|morgen|morgig\p{L}*|mañana)(?![\p{L}])/iu;
const CALLED_OFF_MS = 12 * HOUR_MS;

/** True where a sentence of the buyer calls off a meeting that starts later on that day or soon. */
function callsOff(sentence: string, at: number, start: number, { timeZone }: Now): boolean {
  const isOff = CALLS_OFF.test(sentence) && A_MEETING.test(sentence);
  if (!isOff && !ALONE_OFF.test(sentence)) return false;
  const days = daysBetween(dayOf(at, timeZone), dayOf(start, timeZone));
  if (TOMORROW.test(sentence)) return days === 1;
  return TODAY.test(sentence) ? days === 0 : start - at <= CALLED_OFF_MS;
}

/**
 * True where a text says that a meeting did not or will not take place: the rep wrote after its
 * start that nobody came, or the buyer called it off before.
 */
export function isCalledOff(texts: readonly MomentText[], start: number, now: Now): boolean {
  return texts.some(({ at, by, text }) => {
    if (at > now.ms) return false;
    if (by === 'us') return at >= start && at - start <= CALLED_OFF_MS && NOBODY_CAME.test(text);
    if (by !== 'buyer' || at >= start) return false;
    return sentencesOf(text).some((sentence) => callsOff(plain(sentence), at, start, now));
  });
}
