import { lines } from '../phrases.ts';

/** A next step that only waits, from its start. */
export const WAITING = {
  en: lines(`
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
  `),
  de: lines(`
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
  `),
  es: lines(`
    (?:esperar|esperando|esperamos|espero|aguardar|aguardando)
    (?:quedo|quedamos|estamos|sigo|seguimos)? ?(?:a|en) (?:la )?espera(?: de)?
    pendientes? de (?:respuesta|su|que|contestación|decisión|aprobación|firma|noticias
      |confirmación|cliente|feedback)
    (?:cliente|ellos) (?:nos )?(?:llama|llamará|llamarán|responderá|contestará|avisa|avisará)
    (?:ya )?(?:nos|me) (?:llamarán|dirán|avisarán|contestarán|responderán)
    ver qué (?:dicen|pasa|responden)
    ning[uú]no
    nada
    por definir
  `),
};

/** Words with which the step is an action of ours, or no waiting is meant. */
export const NO_WAITING = {
  en: lines(`
    waiting (?:list|room|times?|lists)
    (?:then|and) (?:call|send|meet|visit|present|book|agree|go|review|phone|show)
    (?:wait times?)
  `),
  de: lines(`
    (?:dann|und|danach) … (?:anrufen|senden|schicken|besuchen|vorstellen|nachfassen|treffen
      |abstimmen|klären)
  `),
  es: lines(`
    esperar en
    sala de espera
    lista de espera
    (?:y|luego|después) (?:llamar|enviar|visitar|presentar|quedar|revisar|mandar|ir)
  `),
};
