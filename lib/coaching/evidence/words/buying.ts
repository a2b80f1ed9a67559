import { phraseLines } from '../phrases.ts';

/** Words of a buyer who wants to buy, start or sign. */
export const BUYING = {
  en: phraseLines(String.raw`
    ready to (?:buy|sign|start|move|order|go ahead|proceed)
    when can (?:we|you) (?:start|install|deliver|begin|sign)
    send (?:us |me |over )?(?:the )?(?:contract|order form|agreement)
    (?:purchase order|order form|a po|the po)
    (?:go[- ]ahead|green light)
    want(?:s|ed)? to (?:buy|sign|order|move forward|go ahead|proceed)
    (?:they|she|he|customer|client|buyer|\p{L}+) ask(?:ed|s)? (?:us )?for (?:a |the |our 
      |two )?(?:contract|order form|references?|demo|trial|quote)
    (?:accepts?|accepted|agreed to|approved) (?:the |our |your )?(?:price|offer|quote|proposal
      |terms)
    (?:we'd|we would|we'll|they'll|will|would) (?:like to )?(?:order|take it|take them|sign
      |go with you|go ahead)
    (?:order|po|signature) (?:comes|follows|is coming|will follow|on its way)
    looks right
    let's (?:do it|go|go ahead|sign|start)
    we(?:'re| are) in
    (?:want|wants|wanted|like|keen|eager|happy|prefer|plan|plans) to (?:\S+ )?(?:kick off|get going
      |get started|start|go live|roll out|onboard|sign|buy|order|add|expand|extend|proceed|book)
    where do (?:i|we) sign
    (?:ask(?:ed|s)?|wants to know) (?:\S+ )?(?:how soon|how quickly|when) (?:we|they) (?:can
      |could) (?:deliver|start|install|begin|ship)
    (?:how soon|how fast|when) (?:can|could) you (?:deliver|start|install|begin|ship)
    (?:wants?|needs?|asked for|asks for) (?:the )?(?:paperwork|contract|papers|order form
      |bank details|invoice|final (?:offer|quote|version))
    (?:final|updated|revised) (?:contract|agreement|order form)
    ready to roll
    (?:to|we) place the order
    (?:po|order|purchase order) (?:is )?(?:being )?(?:raised|prepared|drafted|issued|placed)
    (?:verbal|oral) (?:yes|ok|okay|agreement|commitment|go)
    (?:chosen|picked|selected|decided for|going with|opted for|chose|prefer) us
    (?:hold|reserve|keep|block) (?:the|a|us a|that) (?:slot|date|place|week|price)
    second (?:site|licen[cs]e|location|team|plant)
  `),
  de: phraseLines(`
    (?:bestellen|unterschreiben|kaufen|beauftragen|loslegen|starten) (?:wollen|möchten|wir|können)
    (?:will|wollen|möchte|möchten|würden) … (?:bestellen|unterschreiben|kaufen|beauftragen|loslegen)
    vertrag … (?:schicken|zusenden|senden|zuschicken)
    (?:schicken|senden) … (?:vertrag|auftragsformular|bestellformular)
    freigabe (?:erteilt|ist da|liegt vor)
    grünes licht
    (?:bestellung|auftrag) (?:kommt|folgt|ist unterwegs|geht raus|erteilt)
    (?:preis|angebot|konditionen) (?:akzeptiert|angenommen|passt|passen|ist in ordnung|ist okay)
    (?:angebot|preis|das) passt
    wann (?:können|könnt|könnten) … (?:liefern|starten|anfangen|beginnen|loslegen|montieren)
    (?:bitten|bittet|bat|baten|fragt|fragten) … (?:vertrag|referenzen|bestellformular|probezugang)
    wir nehmen (?:das|es|die|ihr)
    machen wir so
    (?:will|wollen|möchte|möchten|würde|würden) … (?:loslegen|starten|anfangen|beginnen|kaufen
      |bestellen|unterschreiben|unterzeichnen|einführen|ausrollen|beauftragen|dazunehmen|erweitern
      |dazu)
    wo (?:muss|darf|soll) ich unterschreiben
    will (?:die|den|das) (?:unterlagen|vertrag|papiere|angebot)
    (?:finalen?|endgültigen?|unterschriftsreifen?) (?:vertrag|angebot|version)
    für die bestellung
    (?:mündliche[rs]?|mündlich) (?:zusage|ja|zugesagt|okay)
    bestellung (?:wird|ist) (?:\\S+ )?(?:angelegt|vorbereitet|in arbeit|raus)
    (?:für uns|sich für uns) entschieden
    (?:termin|platz|woche|slot|preis) … (?:reservieren|freihalten|blocken|halten)
    (?:zweiten?|weiteren?) (?:standort|lizenz|werk)
  `),
  es: phraseLines(`
    (?:orden de compra|hoja de pedido|luz verde|visto bueno)
    (?:hacer|hacemos|hará|harán|tramitar|confirmar|confirman|confirma) … pedido
    pedido (?:confirmado|firmado|en camino)
    (?:enví(?:e|en|a|ad)(?:me|nos)?|mande(?:n|me|nme|nos)?|pásenme|mándame) … contrato
    (?:quier(?:e|en|o)|queremos) (?:ya )?(?:firmar|comprar|empezar|contratar|arrancar
      |seguir adelante)
    (?:pid(?:ió|e|en|ieron)|ha pedido|han pedido) (?:ya )?(?:el contrato|una demo|referencias
      |la hoja de pedido|el borrador)
    (?:acept(?:a|an|ó|ado|aron)|aprueban?|aprobó|aprobaron|aprobado) … (?:precio|oferta|propuesta
      |presupuesto|condiciones)
    (?:nos|me|les) (?:encaja|encajan|cuadra)
    (?:adelante con|seguimos adelante|vamos adelante|nos lo quedamos)
    cuándo (?:pueden|podéis|podrían|podemos) (?:empezar|instalar|entregar|venir a instalar|arrancar)
    (?:se puede|pueden) instalar
    (?:quier(?:e|en)|queremos|desean?|les gustaría|ganas de) (?:\\S+ )?(?:arrancar|empezar|firmar
      |comprar|pedir|lanzar|añadir|ampliar|comenzar|contratar)
    dónde firm(?:o|amos)
    pregunt(?:a|an|ó|aron) (?:cuándo|en cuánto|cómo de pronto) (?:podemos|podríamos) (?:entregar
      |empezar|instalar)
    quier(?:e|en) (?:los papeles|el contrato|la documentación|la hoja)
    contrato (?:definitivo|final)
    (?:hacer|tramitando|tramitar|preparando|lanzar) (?:el|la|un) (?:pedido|orden)
    (?:sí|ok|acuerdo|compromiso) verbal
    (?:nos han|nos) (?:elegido|eligieron|escogido|prefieren)
    reserv(?:ar|arnos|en|ad) (?:la|el) (?:fecha|plaza|hueco|semana)
    (?:segunda|otra) (?:sede|licencia|planta|tienda)
  `),
};

/** Phrases that show that the wish is ours, ignored, conditional or past. */
export const NO_BUYING = {
  en: phraseLines(`
    (?:i|we)(?:'ve| have)? (?:asked|ask|requested|sent|chased|hope|hoped|expected|proposed)
    (?:ignore|ignored|ignores|refused|declined|rejected|withdrew|missing|chase|waiting for the
      |still waiting)
    (?:once|until|as soon as|before) … (?:signs?|ready|approved)
    (?:discount|lower price)
    sample
    lost
    not (?:yet )?(?:chosen|decided|signed)
    (?:lower|minutes)
  `),
  de: phraseLines(String.raw`
    (?:habe ich|haben wir|ich habe|wir haben|ich|wir hätten) … (?:gebeten|gefragt|geschickt
      |angemahnt|gehofft)
    (?:ignorier\p{L}+|abgelehnt|verweigert|zurückgezogen|fehlt noch|ausstehend|angemahnt|nachfassen)
    (?:erst wenn|sobald|bevor|solange)
    (?:rabatt|nachlass)
    muster
    noch nicht
    (?:niedrigeren|protokoll)
  `),
  es: phraseLines(String.raw`
    (?:he|hemos|les|le) (?:pedido|pedí|pedimos|solicitado|mandado|enviado|reclamado|propuesto)
    (?:ignoran?|rechaz\p{L}+|se negó|retir\p{L}+|falta|pendiente|reclamar)
    (?:cuando|hasta que|en cuanto|antes de que)
    (?:descuento|rebaja)
    muestra
    (?:todavía|aún) no
    (?:más bajo|el acta)
  `),
};
