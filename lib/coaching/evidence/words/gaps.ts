import { lines, type Phrases } from '../phrases.ts';
import type { GapTopic } from './topics.ts';

/** Words that say: not yet discussed, not asked, not known. */
export const GAP = {
  en: lines(String.raw`
    (?:haven't|have not|hasn't|has not|hadn't|didn't|did not|never) (?:yet |really |even 
      |actually |ever )?(?:been )?(?:discuss|talk|spok|speak|ask|rais|mention|cover|touch|agree
      |address|brought|bring|clarif|found|find|seen|got|get|receiv|heard|hear|had|shar|writ|set
      |defin|confirm|met|told|tell|know|work|understood|identif|look|come up)\p{L}*
    (?:not|never) (?:yet )?(?:been )?(?:discussed|talked|asked|raised|mentioned|covered|agreed
      |clarified|confirmed|known|defined|identified)
    (?:no idea|no clue|don't know|do not know|doesn't know|not sure|unsure|unclear|unknown)
    (?:couldn't|could not|can't|cannot) (?:yet )?(?:tell|say|name|explain)
    (?:isn't|is not|not|aren't) (?:yet |at all |really )?(?:clear|known|sure|certain)
    (?:don't|do not|still don't|doesn't) (?:yet )?(?:have|understand|see)
    (?:have|got) no
    nobody (?:has |could |can )?(?:said|told|mentioned|explained|knows|asked|tell|talked)
    still (?:open|missing|unknown|unclear|need to ask|need to find out|have to ask
      |to be (?:clarified|defined|discussed|agreed))
    (?:avoid|avoided|avoiding|dodged|skipped|left out) … (?:subject|topic|question|talking|talk
      |discussion)
  `),
  de: lines(`
    (?:noch |bisher |bislang |bis heute )?(?:nicht|nie|gar nicht|kein wort) … (?:gesprochen
      |geredet|besprochen|gefragt|angesprochen|erwähnt|geklärt|diskutiert|erfragt|genannt|bekommen
      |erhalten|abgestimmt|festgelegt|vereinbart|verstanden|gesehen|aufgestellt|geschrieben
      |bestätigt)
    noch nicht|bisher nicht|bislang nicht
    weiß … (?:nicht|nie|nichts|keiner|niemand)
    wissen … nicht
    keine ahnung
    (?:unklar|ungeklärt|unbekannt|offen geblieben|noch offen|weiter offen|nicht klar|nicht bekannt)
    (?:kann|könnte|konnte|können) … nicht (?:sagen|nennen|beantworten)
    (?:habe|haben|hab|gibt|liegen|liegt) … keine?n?
    (?:niemand|keiner) … (?:gesagt|genannt|gefragt|weiß|erwähnt)
    fehl(?:t|en) … noch
    noch zu klären
  `),
  es: lines(`
    (?:todavía|aún) no (?:lo |la |nos |me |les |le )?(?:hemos|he|se ha|se han|han|ha|sé|sabemos
      |tengo|tenemos|hay|está)
    no (?:lo |la |nos |me |les |le )?(?:hemos|he|se ha|han|ha) (?:hablado|tratado|preguntado
      |comentado|visto|discutido|dicho|recibido|definido|aclarado|acordado|sacado|confirmado
      |entendido|averiguado|escrito)
    no (?:lo )?(?:sé|sabemos|sabe nadie)
    no (?:tengo|tenemos) (?:ni idea|claro|clar[oa]s?|ningún|ninguna|datos|cifras|números|idea)
    ni idea
    no (?:está|queda|nos queda|me queda|están) (?:nada )?(?:claro|clara|claros|definido|definida
      |definidos|cerrado)
    sin (?:aclarar|definir|hablar|saber|tratar|concretar|datos|cifras|acordar)
    (?:falta|faltan) (?:por )?(?:aclarar|definir|saber|hablar|preguntar|concretar|acordar)
    nadie (?:sabe|me ha dicho|nos ha dicho|ha dicho|ha mencionado|ha preguntado)
    (?:desconozco|desconocemos)
    no (?:sabría|podría|puedo) decir
    nunca (?:hemos|he) (?:hablado|preguntado|tratado)
  `),
} satisfies Phrases;

/** Words with which a gap is closed, or another one is meant. */
export const NO_GAP = {
  en: lines(`
    not only
    (?:again|any ?more|further|anyone else|until now)
    now (?:we )?know
    (?:in case|template|training|course)
    used to
    (?:no longer|not) (?:unclear|unknown|open)
    we know
    (?:found out|told me|confirmed) (?:today|yesterday|now)
  `),
  de: lines(`
    nicht nur
    nicht mehr
    (?:jetzt|nun|inzwischen) (?:wissen|weiß|klar|geklärt)
    nicht (?:unklar|offen)
    keine (?:frage|fragen|einwände|bedenken) (?:mehr|zu|zum|zur)
    schulung
  `),
  es: lines(`
    no s[oó]lo
    (?:más dudas|de nuevo|otra vez|ya no)
    ya (?:lo )?(?:sabemos|sé|está claro|tenemos)
    (?:ninguna|sin) (?:duda|objeción|dudas)
    formación
  `),
} satisfies Phrases;

/** Words that state a gap by themselves, without words of not knowing. */
export const STATED: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  event: {
    en: lines(`
      (?:there(?:'s| is) )?no (?:rush|hurry|urgency|deadline|time pressure|real deadline
        |pressing date)
      (?:not|isn't|nothing is) (?:urgent|in a hurry|pressing)
      (?:could|can) (?:just as|equally) well (?:start|wait|begin|do it) (?:later|in|next)
      (?:in|feel|feels|are in|is in) no (?:rush|hurry)
    `),
    de: lines(`
      drängt … nichts
      nichts … drängt
      (?:haben|hat|gibt|ist|besteht|sehen) … keine? (?:eile|termindruck|zeitdruck|stichtag|not)
      (?:könnten|können|kann|könnte) … genauso gut … (?:später|anfangen|starten|warten|beginnen)
      (?:eilt|drängt) … nicht
    `),
    es: lines(`
      no (?:hay|tienen|corre|les corre|tiene|llevan) (?:ninguna )?(?:prisa|urgencia|fecha límite)
      (?:no (?:es|les|lo ven|corre)) (?:nada )?(?:urgente|urge)
      sin (?:prisa|urgencia|fecha límite)
      (?:podrían|pueden) … igual(?:mente)? … (?:más tarde|esperar|empezar)
      nada les (?:mete prisa|urge|obliga)
    `),
  },
  decider: {
    en: lines(`
      (?:ceo|cfo|coo|cto|director|managing director|owner|president|board|boss|general manager
        |head) … (?:hasn't|has not|haven't|have not|has never|never) (?:yet )?(?:seen|met|heard
        |read|been|joined|looked)
      (?:haven't|have not|never|yet to) (?:yet )?(?:met|meet|spoken to|spoken with|reached
        |seen) the (?:ceo|cfo|coo|director|owner|managing director|president|decision[- ]maker
        |boss|board)
    `),
    de: lines(String.raw`
      (?:geschäftsführ\p{L}+|vorstand|inhaber(?:in)?|chef(?:in)?|direktor(?:in)?|leitung|cfo
        |ceo) … (?:noch nicht|nie|nicht|noch nie) … (?:gesehen|getroffen|gesprochen|gelesen|dabei
        |kennengelernt|eingebunden|beteiligt)
      (?:noch nicht|nie|noch nie) … (?:mit|beim|bei) … (?:geschäftsführ\p{L}+|vorstand
        |inhaber(?:in)?|chef(?:in)?|direktor(?:in)?) … (?:gesprochen|gewesen)
    `),
    es: lines(`
      (?:director|directora|gerente|dueñ[oa]|presidente|presidenta|consejo|jef[ea]|propietari[oa]
        |gerencia|dirección) … (?:todavía|aún)? ?(?:no|nunca) (?:la |lo |nos )?(?:ha|han) (?:visto
        |leído|recibido|conocido|participado|entrado|oído)
      (?:todavía|aún) no (?:he|hemos) (?:hablado|visto|conocido|estado) (?:con |al? )?(?:el|la
        |al) (?:director|directora|gerente|dueñ[oa]|presidente|presidenta)
    `),
  },
  plan: {
    en: lines(`
      (?:[^,]+,){2,9}[^,]+ (?:still to do|still outstanding|all outstanding|all still open)
    `),
    de: lines(`
      (?:[^,]+,){2,9}[^,]+ (?:noch zu erledigen|stehen noch aus|alles noch offen|fehlt alles noch)
    `),
    es: lines(`
      (?:[^,]+,){2,9}[^,]+ (?:por hacer|pendientes|todavía pendiente|quedan pendientes)
    `),
  },
};
