import { phraseLines } from '../phrases.ts';

/** Words for an absence or an agreed time without contact. */
export const PAUSE = {
  en: phraseLines(String.raw`
    holidays?
    vacation
    (?:on|parental|maternity|paternity|sick) leave
    (?:is|are|am|be|i'm|they're|we're|she's|he's) (?:away|out|closed|travelling|traveling|off)
    out of (?:the )?office
    (?:away|closed|unavailable|not available|out|shut|off) (?:until|till|from)
    shut ?down
    (?:busy|tied up|flat out|stocktak\p{L}*|inventory|harvest|audit|year[- ]end close) … (?:until
      |till|through)
    (?:busy|tied up|flat out)
    (?:call|talk|speak|get back|come back|be in touch|meet|continue|resume|pick (?:this|it) up
      |reconnect|touch base|start) (?:to (?:us|me|you|them) )?(?:again )?(?:in|after|from|on)
    (?:not|nothing|no contact|no decision|don't call|no calls) (?:\S+ ){0,3}(?:before|until|till)
    (?:paused?|on hold|parked|pausing) … (?:until|till)
    back (?:on|in|at work|from)
    (?:parked|paused?|on ice) (?:until|till|to)
    (?:come|get|go|reach out|check) back (?:to|in|with)
    (?:pick|picking|take) (?:it|this|things) up
    (?:try|ask|call|knock) (?:\S+ )?again
    (?:off|nobody there|no one there)
  `),
  de: phraseLines(String.raw`
    (?:betriebs|winter|sommer|weihnachts|werks)?(?:ferien|urlaub)
    (?:elternzeit|abwesend|außer haus|verreist|auf reisen|kur)
    (?:inventur|messe|ernte|jahresabschluss|audit|umbau|saison) … (?:bis|vorbei)
    (?:haben|ist|sind|machen) (?:\S+ ){0,3}(?:geschlossen|zu|inventur|abwesend|pause|messe
      |jahresabschluss|ernte)
    (?:melden|melde|meldet) (?:uns|mich|sich|wir uns|er sich|sie sich)
    (?:sprechen|telefonieren|reden|treffen) (?:wir|uns) 
    (?:wieder|erneut) (?:anrufen|melden|sprechen|am|ab|im|an)
    (?:rufen|ruf) … (?:wieder )?an
    (?:pausiert|pause|ruht|liegt) … bis
    nicht vor
    (?:erst|nicht vor) (?:wieder )?(?:ab|am|im|dem|nach|anfang|mitte|ende)
    (?:zurück|wieder da|wieder im büro|wieder im haus)
    machen … weiter
    nicht (?:da|im haus|im büro|erreichbar)
    (?:geparkt|parken) bis
    (?:weiterzumachen|weitermachen|anzuklopfen|anklopfen|aufzunehmen|wieder aufnehmen)
    (?:sollen|wollen) (?:\S+ ){0,3}(?:wieder|nochmal|erneut)
    (?:nochmal|noch einmal|wieder) (?:\S+ )?(?:melden|anklopfen|anrufen|aufgreifen|sprechen
      |kontaktieren)
    pause
  `),
  es: phraseLines(String.raw`
    vacaciones
    (?:de baja|de permiso|de viaje|fuera de la oficina|ausente|fuera)
    (?:cerrad[oa]s?|cerramos|cierran) … (?:hasta|por)
    (?:cerrad[oa]s?|cerramos)
    (?:inventario|cosecha|vendimia|campaña|auditoría|cierre (?:del año|contable)|feria)
    (?:retom(?:amos|aremos|ar|an|arán|emos)|reanud(?:amos|ar|aremos)|seguimos|continuamos|volvemos
      |volver a hablar|volvemos a hablar)
    (?:vuelve|vuelven|vuelvo|regresa|regresan|de vuelta|se reincorpora)
    (?:no|nada) (?:\S+ ){0,4}(?:antes de|hasta)
    (?:llamar|hablar|hablamos|escribir|contactar|llame|llamen) (?:\S+ ){0,3}(?:a partir del?
      |después del?|tras|en|hasta)
    (?:en pausa|pausad[oa]|aparcad[oa]) … hasta
    no molestar
    no est(?:á|án|aré|ará) hasta
    (?:volver|vuelvo|volvamos|volveremos) a (?:llamar|hablar|intentar\p{L}*|escribir|contactar)
    (?:retomarl[oa]|retomar|intentemos|intentarlo|otra vez|aparcad[oa] hasta)
  `),
};

/** Words right before the date at which the pause ends. */
export const UNTIL = {
  en: phraseLines(String.raw`
    (?:until|till|through|before|after|from|back|back on|back in|again on|again in|resume|in|on
      |again|by)
    (?:until|till|through|after) (?:\S+ ){0,5}(?:on|of|in)?
  `),
  de: phraseLines(String.raw`
    (?:bis|ab|vor|am|im|zum|nach|bis zum|ab dem|anfang|mitte|ende|bis ende|bis anfang|bis mitte
      |erst|wieder)
    (?:bis|nach|ab) (?:\S+ ){0,4}(?:am|im|vom|zum)?
  `),
  es: phraseLines(String.raw`
    (?:hasta|desde|a partir|el|en|antes|después|tras|vuelve|al|del|de|hasta finales
      |hasta principios)
    (?:hasta|después|tras|a partir) (?:\S+ ){0,5}(?:del?|el|en)?
  `),
};

/** Phrases that show that a period is no pause. */
export const NO_PAUSE = {
  en: phraseLines(`
    (?:valid|offer|price|prices|discount|contract|licen[cs]e|pilot|trial|test|subscription|runs?
      |guarantee) … (?:until|till|through)
    (?:booked|cancelled|came back from|back from|before (?:the|their|her|his) holidays?) 
    holiday (?:park|home|resort|season offer|bookings?|rentals?)
    inventory (?:system|software|module|management)
    deadline
    (?:car|nobody was|pick a date)
  `),
  de: phraseLines(`
    (?:gültig|angebot gilt|gilt|angebot|preis|preise|vertrag|lizenz|pilot|test|teststellung|läuft
      |garantie|frist) … bis
    (?:ferienpark|ferienwohnung|urlaubsplanung|urlaubsantrag|ferienwohnungen|inventursoftware
      |messestand)
    (?:vor|aus) (?:dem|ihrem|seinem|den) (?:urlaub|ferien)
    frist
    (?:auto|war niemand)
  `),
  es: phraseLines(`
    (?:válid[oa]|oferta|precio|precios|descuento|contrato|licencia|piloto|prueba|vigente|garantía
      |plazo) … hasta
    (?:casas?|paquetes?|gestión) de vacaciones
    antes de (?:las|sus) vacaciones
    (?:software|sistema|gestión) de inventario
    fecha límite
    (?:coche|no había)
  `),
};
