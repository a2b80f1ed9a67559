import { phraseLines } from '../phrases.ts';

/** The buyer waits for something of ours. */
export const OWED = {
  en: phraseLines(String.raw`
    (?:i|we|still)(?: still)? owe (?:them|him|her|the customer|the client|\p{L}+)
    (?:they're|they are|he's|she's|is|are) (?:still )?waiting (?:for|on) (?:us|me|our|my)
    (?:still )?waiting on (?:us|our|me)
    (?:chas|remind|nudg)(?:ed|ing) (?:us|me)
    ball (?:is )?in our court
    (?:haven't|have not|didn't|did not|never|still haven't) (?:\S+ )?(?:replied|answered|sent
      |got back|responded|delivered|called (?:them |her |him )?back|written back)
    (?:need|have) to get back to
    (?:our|my) (?:quote|offer|proposal|answer|reply|response) (?:is|was) (?:over)?(?:due|late)
    not (?:yet )?(?:sent|answered|replied|delivered)
    (?:still )?open with us
    (?:asked|asks|asking) (?:\S+ )?(?:twice|again|three times|repeatedly)
    keep(?:s)? asking (?:for|about|when|where)
    (?:waiting|pending) on our \p{L}+
    owe \p{L}+ (?:an?|the)
    (?:still )?(?:stuck|waiting|hangs|held up) (?:with|on|for|at|in) (?:our |my )?(?:engineering
      |quality|pricing|product|back office|support|factory|internal|tech|colleague)
    (?:promised|said i'd|said we'd|told (?:him|her|them) (?:i'd|we'd)) (?:\S+ ){0,6}(?:not|haven't
      |still|yet)
    (?:third|second|fourth|3rd|2nd|4th) (?:attempt|time of asking|reminder|time \p{L}+ asks)
    (?:finally|at last) (?:send|give|get|deliver|answer)
    (?:still|yet) (?:waiting|to receive|nothing) (?:for|from|on|a) (?:you|your|the|our|reply)
    (?:apologies|sorry|apologise) (?:for|about) (?:the delay|keeping you|the late|the wait|not)
    (?:chased|asked|asks|pings|chases) (?:\S+ )?(?:twice|three times|daily|again|every day)
    any news on (?:the|our|my)
  `),
  de: phraseLines(String.raw`
    (?:schulde|schulden) … (?:noch|ihnen|ihr|ihm|dem)
    (?:wartet|warten) (?:\S+ ){0,3}auf (?:uns|unser\p{L}*|mich|\p{L}+ von (?:mir|uns))
    (?:mahnt|mahnen|angemahnt|hakt nach|haken nach|drängelt)
    ball liegt (?:bei|jetzt bei) uns
    (?:liegt|hängt) (?:noch |gerade )?bei (?:uns|mir)
    (?:noch )?nicht (?:geschickt|gesendet|beantwortet|geantwortet|geliefert|zurückgemeldet
      |rausgeschickt|zugeschickt)
    muss (?:ihr|ihm|ihnen|dem kunden|\p{L}+) noch
    unser(?:e)? (?:angebot|antwort|rückmeldung) … (?:überfällig|fehlt|steht … aus)
    antwort an … (?:steht|fehlt|offen)
    (?:hat|haben) (?:schon )?(?:zweimal|mehrfach|dreimal|wieder|erneut) (?:\S+ ){0,3}gefragt
    (?:fragt|fragen) (?:ständig|immer wieder|schon wieder|dauernd|wieder) nach
    (?:hat|haben) (?:\S+ )?(?:es |das )?(?:nochmal|wieder|erneut|schon wieder) (?:\S+ )?(?:gefragt
      |angesprochen|nachgefragt|nachgehakt|angerufen deswegen|erinnert)
    fehl(?:t|en) (?:mir|uns) intern
    (?:zugesagt|versprochen),? (?:\S+ ){0,4}(?:noch nicht|nicht)
    (?:wo bleibt|wo bleiben)
    (?:hängt|liegt) (?:\S+ ){0,4}(?:bei unserer?|bei uns|beim innendienst|in unserer?)
    (?:schulde|schulden|schuld) (?:ich|wir|frau|herrn?|hrn|fr|denen|ihnen|ihm|ihr)
    (?:endlich|ENDLICH) (?:\S+ )?(?:\S+ )?(?:schicken|nachreichen|freischalten|liefern|beantworten
      |senden)
    (?:entschuldigen sie|verzeihen sie|entschuldigung) (?:\S+ )?(?:bitte )?(?:die|dass|das)
  `),
  es: phraseLines(String.raw`
    (?:les|le) (?:debo|debemos)
    (?:espera|esperan|esperando) (?:que le(?:s)? |a que |nuestr[oa]|mi |por nosotros)
    (?:nos|me) (?:reclaman?|persiguen?|ha reclamado|han reclamado|insisten?)
    pelota (?:está )?en nuestro tejado
    (?:no|aún no|todavía no) (?:les |le |se |la |lo |las |los |les lo |se lo |la |les la|les las 
      |las )?(?:he|hemos|han|ha)? ?(?:mandado|enviado|contestado|respondido|devuelto)
    (?:tengo|tenemos) que (?:contest|respond|mand|envi|devolv)\p{L}+
    nuestra (?:oferta|respuesta|propuesta) (?:va con retraso|está pendiente|llega tarde)
    pendiente de (?:contestar|responder|enviar|mandar)
    (?:ha|han) (?:pedido|preguntado) (?:ya )?(?:dos|tres|varias) veces
    preguntan? (?:continuamente|otra vez|de nuevo|cada|dónde)
    (?:espera|esperan|esperando|sigue esperando) (?:mi|nuestr[oa]|que le)
    volvi(?:ó|eron) a (?:preguntar|pedir|insistir|escribir|reclamar|llamar por)
    (?:sigo|seguimos|estoy|estamos) esperando (?:a |al )?(?:calidad|fábrica|técnic\p{L}+|producto
      |ingeniería|compras nuestro|interno|central nuestra|laboratorio)
    (?:prometí|quedé en|dije que) (?:\S+ ){0,6}(?:aún no|todavía no|no (?:lo|la) he)
    (?:quedé|quedamos|prometí|prometimos) (?:\S+ ){1,8}(?:se me fue|se me pasó|jamás|no lo hice
      |y no)
    (?:le|les) (?:prometí|dije|quedé) (?:\S+ ){1,8}(?:se me fue|y no|no tiene|es jueves)
    (?:seguimos|sigo|siguen|sigue) (?:a la espera|esperando|sin noticias|pendiente)
    (?:disculpe|perdone|disculpen|perdonen) (?:la|el) (?:tardanza|demora|retraso)
    (?:tercera|segunda|cuarta|3a|2a) vez que (?:\S+ )?(?:la |lo )?piden?
    (?:mandar|enviar|dar) (?:YA|ya|de una vez)
    no (?:le|les) (?:devolví|mandé|llamé|hablé|contesté|escribí|envié)
    (?:pte|pdte|pendiente|pendientes)\.? (?:de |por )(?:nuestra|su) parte
    nuestr[oa] (?:legal|jurídico|técnico|ingeniero) (?:\S+ )?(?:duerme|no suelta|canceló
      |no apareci\p{L}+|los dejó)
    (?:insisto|le escribí|les escribí) (?:por|el) (?:segunda|tercera|cuarta|\d)
  `),
};

/** Phrases that say that it was done, or that another side waits. */
export const NOT_OWED = {
  en: phraseLines(String.raw`
    (?:waiting for|wait for) their
    owe us
    (?:sent|replied|answered|done|delivered) (?:it |them |that )?(?:today|yesterday|the same|now)
    (?:he|she|they|customer|client|ruth|\p{L}+ from \p{L}+) (?:hasn't|haven't|has not|have not
      |didn't|did not|never) (?:\S+ )?(?:replied|answered|sent|got back|responded)
    (?:hasn't|has not) (?:\S+ )?(?:replied|answered|sent|got back|responded)
  `),
  de: phraseLines(String.raw`
    schulden uns
    wir warten
    (?:am selben|heute|gestern|sofort) (?:\S+ )?(?:geschickt|beantwortet)
  `),
  es: phraseLines(`
    nos deben?
    (?:enviad[oa]s?|mandad[oa]s?|contestad[oa]s?) (?:hoy|ayer|el mismo)
  `),
};
