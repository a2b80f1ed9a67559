import { phraseLines } from '../phrases.ts';

/** The buyer wants less than was offered. */
export const SMALLER = {
  en: phraseLines(String.raw`
    (?:only|just) (?:\S+ ){0,3}(?:first|for now|to start|to begin)
    (?:rest|remainder|remaining \p{L}+) (?:\S+ )?(?:later|next year|maybe|in 20\d\d|20\d\d
      |another time|in phase|at some point|afterwards)
    (?:cut|cuts|cutting|reduc\p{L}+|halv\p{L}+|trim\p{L}*|scal\p{L}+ (?:back|down)|descop\p{L}+
      |shr[aiu]nk
      |down to|lower|fewer|half the|drop(?:ped|s|ping)?) (?:\S+ ){0,2}(?:scope|order|volume
      |licen[cs]es?
      |seats|package|quantity|sites|users|modules|units|phase)
    smaller (?:scope|order|volume|package|version|pilot|quantity|deal|start)
    (?:without|leave out|leaving out|drop) the (?:\S+ )?(?:module|option|service|maintenance|second
      |training|support)
  `),
  de: phraseLines(String.raw`
    (?:nur|erst ?mal nur|zunächst nur|vorerst nur) (?:\S+ ){0,3}(?:anfangen|starten|beginnen|zuerst
      |erst mal|machen)
    (?:rest|übrigen?|restlichen?) (?:\S+ )?(?:später|nächstes jahr|vielleicht|irgendwann|dann mal
      |eventuell|20\d\d)
    (?:umfang|menge|stückzahl|lizenzen|auftrag|volumen|paket) (?:\S+ ){0,4}(?:reduzier|kürz|halbier
      |verkleiner|kleiner|weniger|zusammengestrichen)\p{L}*
    (?:kleiner(?:e[snr]?)?|reduzierte[snr]?|abgespeckte[snr]?) (?:\S+ )?(?:umfang|auftrag|paket
      |version
      |lösung|menge|variante)
    nur (?:noch )?die hälfte
    (?:ohne|streichen) (?:das|die|den) (?:\S+ )?(?:modul|wartung|option|schulung|service)
  `),
  es: phraseLines(String.raw`
    (?:solo|sólo|únicamente) (?:\S+ ){0,4}(?:primero|de momento|por ahora|para empezar)
    (?:resto|demás|otras) (?:\S+ )?(?:más adelante|otro año|el año|luego|quizás?|ya se verá
      |en 20\d\d
      |después)
    (?:reduc|recort|rebaj|disminu|bajar|bajan)\p{L}* (?:\S+ ){0,2}(?:alcance|pedido|volumen
      |licencias
      |grupos|cantidad|unidades|módulos|paquete)
    (?:alcance|pedido|paquete|versión) (?:más )?(?:pequeñ|reducid|menor)\p{L}*
    (?:solo|sólo) (?:quieren )?la mitad
    sin (?:el|la) (?:módulo|mantenimiento|opción|formación|servicio)
  `),
};

/** Words that show that something else gets smaller, or nothing: costs, risk, “not reduced”. */
export const NOT_SMALLER = {
  en: phraseLines(String.raw`
    (?:risk|cost|costs|waste|effort|downtime|time|price|errors?) 
    not (?:reduc|cut|smaller)\p{L}*
    questions?
  `),
  de: phraseLines(`
    (?:kosten|aufwand|ausschuss|risiko|zeit|fehler|fragen?|termin)
  `),
  es: phraseLines(`
    (?:costes?|riesgos?|tiempos?|errores|mermas?|preguntas?|reunión|llamada)
  `),
};
