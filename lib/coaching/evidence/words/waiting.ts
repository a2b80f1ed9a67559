import { phraseLines } from '../phrases.ts';

/** A next step that only waits, from its start. */
export const WAITING = {
  en: phraseLines(`
    (?:a?wait|a?waiting|waits) (?:for|on|their|his|her|the|a|feedback|reply|response|answer
      |decision|news|approval|signature|word)
    a?waiting
    await
    wait
    pending (?:feedback|response|reply|answer|decision|approval|their|customer|client|signature)
    expecting (?:a |an |their )?(?:reply|response|answer|feedback|call|decision)
    (?:see|hear) (?:what|if|whether|when|back)
    (?:customer|client|they|buyer) (?:will |to |should |is to )(?:get back|come back|call|reply
      |respond|contact|let us know)
    ball (?:is )?in their court
    tbd
    on hold
    none
    nothing
    a?waiting (?:on|to|for|until|till)
    (?:they|she|he|customer|client|buyer|prospect) (?:'ll |will |are |is |to |should |want to 
      |wants to )?(?:let us know|think\\p{L}*|review\\p{L}*|decid\\p{L}*|discuss\\p{L}*
      |check\\p{L}*|get back|come back|revert|consider\\p{L}*)
    (?:they'll|he'll|she'll) (?:let|get|come|call|reply|respond|revert|be in touch)
    sit tight
    (?:chase|follow(?: |-)?up|check in|touch base|ping|nudge|circle back)(?: with (?:them|him|her
      |customer|client))?(?: later| at some point| sometime| again| soon)?$
    await(?:s|ing)?
    see how
    (?:customer|client) (?:reviewing|thinking|deciding|checking)
    (?:ball )?in their (?:court|hands)
    (?:with|at|stuck with|sitting with) (?:procurement|legal|purchasing|the board|the committee
      |customer|client|finance|it|their \\p{L}+)$
    [?\\-–—.x]+$
    n\\/?a
    (?:stay|keep|keeping) (?:in touch|warm|in contact|the contact|posted)
    (?:in their|up to) (?:hands|them)
    hoping (?:to|for|that)
    (?:they|customer|client) (?:are|is) (?:thinking|reviewing|checking)
    (?:should|will) hear
    pending
    open
  `),
  de: phraseLines(`
    (?:warten|warte|wartet|abwarten|wir warten)
    (?:rückmeldung|antwort|entscheidung|feedback|freigabe|reaktion) (?:des kunden |vom kunden 
      |von \\S+ )?(?:abwarten|steht aus|ausstehend|offen)
    (?:kunde|sie|er|kundin|einkauf) (?:meldet|melden) sich
    (?:schauen|mal sehen|sehen)(?: wir)?(?: mal)?,? (?:was|ob|wann)
    ball liegt
    auf (?:antwort|rückmeldung|feedback) warten
    offen
    keine?(?:r|s)?
    nichts
    (?:liegt|hängt|ist|steht) (?:\\S+ )?(?:beim?|bei der|in) (?:\\S+ )?(?:einkauf|kunden?|prüfung
      |rechtsabteilung|vorstand|ihnen|ihm|ihr|legal|it|geschäftsführung|gremium|fachabteilung)
    (?:sie|er|kunde|kundin|einkauf) (?:wollen|will|wollte|wird|prüft|überlegt|berät|bespricht
      |entscheidet|meldet)
    (?:wollen|will) sich melden
    (?:am ball|dran) ?bleiben
    ball (?:beim|bei|liegt)
    kontakt halten
    (?:irgendwann|später|gelegentlich|bei gelegenheit) (?:mal )?(?:nachhaken|nachfassen|anrufen
      |melden|nachfragen)
    in (?:prüfung|klärung|abstimmung)
    (?:rückmeldung|antwort|entscheidung|feedback|info) (?:kommt|folgt|erwartet|steht)
    [?\\-–—.x]+$
    k\\.? ?a\\.?
  `),
  es: phraseLines(`
    (?:esperar|esperando|esperamos|espero|aguardar|aguardando)
    (?:quedo|quedamos|estamos|sigo|seguimos)? ?(?:a|en) (?:la )?espera(?: de)?
    pendientes? de (?:respuesta|su|que|contestación|decisión|aprobación|firma|noticias|confirmación
      |cliente|feedback)
    (?:cliente|ellos) (?:nos )?(?:llama|llamará|llamarán|responderá|contestará|avisa|avisará)
    (?:ya )?(?:nos|me) (?:llamarán|dirán|avisarán|contestarán|responderán)
    ver qué (?:dicen|pasa|responden)
    ning[uú]no
    nada
    por definir
    (?:lo|la) (?:tiene|tienen|está|están|mira|miran|valora|estudia) (?:el |la |mirando|pensando
      |valorando|estudiando|revisando|compras|jurídico|ellos|en)?
    (?:ya|nos) (?:dirán|dicen|avisan|contarán|responderán|llamarán)
    (?:el )?cliente (?:lo )?(?:está|tiene|decide|piensa|revisa|valora)
    a ver (?:si|qué|cuándo)
    (?:mantener|seguir en|estar en) (?:el )?contacto
    pelota en su
    en (?:revisión|estudio|manos de|sus manos|espera)
    esperando
    (?:lo|la) están
    [?\\-–—.x]+$
  `),
};

/** Phrases that say that the step is an action of ours, or that mean no waiting. */
export const NO_WAITING = {
  en: phraseLines(`
    waiting (?:list|room|times?|lists)
    (?:then|and) (?:call|send|meet|visit|present|book|agree|go|review|phone|show)
    (?:wait times?)
    (?:call|book|send|meet|present|visit|demo|workshop) (?:\\S+ )?(?:on|at|with)
  `),
  de: phraseLines(`
    (?:dann|und|danach) … (?:anrufen|senden|schicken|besuchen|vorstellen|nachfassen|treffen
      |abstimmen|klären)
  `),
  es: phraseLines(`
    esperar en
    sala de espera
    lista de espera
    (?:y|luego|después) (?:llamar|enviar|visitar|presentar|quedar|revisar|mandar|ir)
  `),
};

/** Words of a message that asks the buyer for a reaction. */
export const REACTION = {
  en: phraseLines(String.raw`
    (?:any|your) (?:thoughts|news|feedback|questions|update|decision)
    (?:following|checking|bumping|circling|touching|catching) \S+
    (?:did|have) you (?:\S+ )?(?:get|had|have|see|seen|look|looked|decide\p{L}*|manage\p{L}*)
    (?:reminder|proposal|quote|offer|demo|would (?:that|this|it) (?:help|suit|work)|how about
      |shall we|shall i|can we (?:help|offer|talk|speak|meet)|time for a call|still interested)
  `),
  de: phraseLines(`
    (?:erinnerung|nachfrage|rückfrage zu unserem|nachgefasst|angebot|unser vorschlag)
    (?:dürfen|sollen|wollen|können) wir
  `),
  es: phraseLines(String.raw`
    (?:recordatorio|seguimiento|nuestra (?:oferta|propuesta)|oferta|propuesta)
    (?:pudo|pudieron|ha podido|han podido|tuvo|tuvieron) (?:\S+ )?(?:ver|revisar|mirar|tiempo
      |ocasión)
    (?:qué (?:le|les) parece|alguna (?:novedad|duda|pregunta)|hay novedades|le va bien|hablamos)
  `),
};

/** Words of a message that asks for something without a question mark. */
export const REQUEST = {
  en: phraseLines(String.raw`
    (?:please|pls|kindly) (?:\S+ )?(?:send|share|confirm|advise|provide|forward|let|come back|call
      |update)
    (?:still|urgently|we|i) (?:\S+ )?(?:need|waiting|missing)
    (?:can|could) you (?:\S+ )?(?:send|share|confirm|provide|tell)
  `),
  de: phraseLines(String.raw`
    bitte (?:um|\S+ ){0,4}(?:rückmeldung|rückruf|antwort|zusendung|info|schicken|senden|bestätigen
      |zusenden)
    (?:brauche|brauchen|benötige|benötigen|warte|warten|fehlt) (?:\S+ ){0,3}(?:noch|dringend|auf
      |uns|mir|die|den|das|ein)
  `),
  es: phraseLines(`
    por favor
    (?:necesito|necesitamos|falta|faltan|esperamos|espero|quedo a la espera|sigo esperando
      |nos falta)
    (?:pueden|podrían|me mandas|mándame|envíenme|envíeme)
  `),
};
