import { type Phrases, phraseLines } from '../phrases.ts';

/** Phrases that say that something is not discussed, asked or known yet. */
export const GAP = {
  en: phraseLines(String.raw`
    (?:haven't|have not|hasn't|has not|hadn't|didn't|did not|never) (?:yet |really |even |actually 
      |ever )?(?:been )?(?:discuss|talk|spok|speak|ask|rais|mention|cover|touch|agree|address
      |brought|bring|clarif|found|find|seen|got|get|receiv|heard|hear|had|shar|writ|set|defin
      |confirm|met|told|tell|know|work|understood|identif|look|come up)\p{L}*
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
    (?:need|needs|have|must|want|trying|should) to (?:\S+ )?(?:find out|figure out|ask|learn
      |clarify|understand|check|bring up|establish)
    (?:a |still a |complete )?(?:black box|mystery|guess|guesswork)
    (?:vague|fuzzy|tbd|tbc|not agreed|unconfirmed|undefined|unanswered)
    (?:no|without) (?:\S+ )?(?:plan|timeline|numbers|data|figures|criteria|information|info
      |visibility|clarity|answer|insight)
    (?:haven't|have not|hasn't|not) (?:\S+ ){0,2}(?:worked out|agreed|seen|calculated|shared|heard
      |discussed|asked|established)
    not (?:asked|agreed|shared|clear|seen|calculated|confirmed|defined)
    (?:haven't|has not|hasn't|have not) come up
  `),
  de: phraseLines(`
    (?:noch |bisher |bislang |bis heute )?(?:nicht|nie|gar nicht|kein wort) … (?:gesprochen|geredet
      |besprochen|gefragt|angesprochen|erwähnt|geklärt|diskutiert|erfragt|genannt|bekommen|erhalten
      |abgestimmt|festgelegt|vereinbart|verstanden|gesehen|aufgestellt|geschrieben|bestätigt)
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
    (?:muss|müssen|sollte|sollten|will|wollen) (?:\\S+ ){0,3}(?:rausfinden|herausfinden|fragen
      |klären|erfragen|ansprechen|verstehen|in erfahrung)
    (?:blackbox|rätsel|vage|unscharf|nebulös)
    (?:keine|ohne) (?:\\S+ )?(?:info|infos|angaben|auskunft|klarheit|aussage|übersicht|antwort)
    (?:nicht|nie) (?:\\S+ ){0,2}(?:gefragt|gerechnet|berechnet|gesehen|geteilt|abgesprochen
      |bestätigt|bekannt|sicher)
    (?:klärt sich|wird sich (?:zeigen|klären|finden)|sehen wir dann|was weiß ich|keinen schimmer
      |wer weiß|steht in den sternen|da bin ich überfragt)
  `),
  es: phraseLines(`
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
    (?:tengo|tenemos|hay|habría) que (?:\\S+ )?(?:averiguar|preguntar|aclarar|saber|entender
      |enterarme|ver|sacar)
    (?:caja negra|misterio|en el aire|difus[oa]s?|desconocid[oa]s?)
    sin (?:confirmar|información|calcular|noticias de|visibilidad|claridad|números|ver)
    no (?:he|hemos) (?:\\S+ )?(?:pregunt|habl|vist|calcul|acord|aclar|confirm|comparti)\\p{L}+
    no (?:pregunté|preguntamos|me quedó claro|veo claro|tengo claro|sabría|sé|sabemos|saben
      |conocemos|conozco)
    no (?:confirmad[oa]|compartid[oa]s?|acordad[oa]|definid[oa]|conocid[oa])
  `),
} satisfies Phrases;

/** Phrases that say that a gap is closed, or that another one is meant. */
export const NO_GAP = {
  en: phraseLines(`
    not only
    (?:again|any ?more|further|anyone else|until now)
    now (?:we )?know
    (?:in case|template|training|course)
    used to
    (?:no longer|not) (?:unclear|unknown|open)
    we know
    (?:found out|told me|confirmed) (?:today|yesterday|now)
    no (?:budget|plan|price) (?:issues?|changes?|problems?|question)
    not a (?:budget|price) question
    no \\p{L}+ (?:left open|needed)
    (?:we're|we are) the only
    (?:on our side|nothing to do with us|other story|our (?:own|travel) \\p{L}+)
  `),
  de: phraseLines(`
    nicht nur
    nicht mehr
    (?:jetzt|nun|inzwischen) (?:wissen|weiß|klar|geklärt)
    nicht (?:unklar|offen)
    keine (?:frage|fragen|einwände|bedenken) (?:mehr|zu|zum|zur)
    schulung
    keine? (?:budget|preis|plan)(?:frage|änderung|problem)e?n?
    (?:mehr offen|nötig|notwendig)
    wir sind die einzigen
    kein(?:e|en)? wettbewerb\\p{L}*,? (?:sagen|sagt)
    (?:unterschreib|entscheid)\\p{L}* tut aber
    (?:nachbar\\p{L}+|andere baustelle|hier nicht|unser eigen\\p{L}+)
  `),
  es: phraseLines(`
    no s[oó]lo
    (?:más dudas|de nuevo|otra vez|ya no)
    ya (?:lo )?(?:sabemos|sé|está claro|tenemos)
    (?:ninguna|sin) (?:duda|objeción|dudas)
    formación
    no es cuestión de
    (?:sin cambios|no hace falta|no queda)
    somos los únicos
    sin competencia,? (?:nos dicen|dicen)
    (?:otra historia|en la otra \\p{L}+|por nuestro lado)
  `),
} satisfies Phrases;
