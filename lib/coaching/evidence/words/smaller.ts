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
    (?:\d+|one|a) (?:yr|year|month|mo)s?,? (?:rather than|instead of|not) (?:\d+|three|two|five)
    (?:could we|can we|could i) (?:begin|start) with (?:just |only )?(?:one|a|\d+|the basic)
    (?:could we|can we) begin with
    (?:requote|re-quote|quote again) (?:\S+ )?without
    (?:seats|licen[cs]es|users|order|scope|volume) (?:\S+ )?(?:from|down from|cut|trimmed|shrank
      |reduced|down to)
    (?:descoped|de-scoped|scaled back|scope trimmed)
    (?:refurbished|second-?hand|used) (?:\p{L}+ )?(?:in place of|not new|would do|rather)
    (?:drops?|dropped|drop|wants to drop) the \p{L}+ (?:module|pack|package|service pack|part)
    (?:lite|light|lighter|basic|base) (?:version|tier|model|contract|package)
    (?:month to month|rolling monthly|phase 1 only|phase one only)
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
    (?:bitte )?(?:angebot|ang\.|neu anbieten|anbieten)? ?ohne (?:wartung|ersatzteile|schulung
      |position|vor-ort-service|service)
    (?:können wir|könnten wir) (?:\S+ )?(?:erstmal |zunächst )?mit (?:einem|einer|dem grundpaket
      |weniger)
    (?:schlankere|abgespeckte|kleinere) (?:variante|version|lösung)|abgespeckt
    (?:gebraucht|b-ware|gebrauchtgeräte) (?:statt|als neu|reicht|tät)
    (?:monatlich kündbar|lieber gebraucht)
    (?:nur|bloß|erstmal bloß|erst mal) (?:noch )?(?:los \d|software|die \p{L}+
      |der \p{L}+),? (?:keine|rest|das übrige)
    (?:bedarf|menge|umfang) (?:\S+ )?(?:fällt geringer|geschrumpft|reduziert|gekürzt)
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
    (?:podríamos|podemos|se podría) (?:arrancar|empezar|comenzar) (?:con|por) (?:un|una|lo|\d+
      |solo)
    (?:recotizar|volver a cotizar|vuelvan a cotizar) (?:\S+ )?sin
    (?:quita|quitan|quítale|quitar) (?:el|los|las|la) (?:mantenimiento|reportes|módulo|soporte
      |informes)
    (?:de segunda mano|reacondicionad[oa]s?)
    (?:mes a mes|sin permanencia)
    (?:solo|únicamente|por ahora únicamente) (?:el|la) (?:diagnóstico|lote|comedor|piloto)
    recortó el alcance|(?:inferiores|menores) a lo previsto
    (?:versión|paquete|plan) (?:pelona|sencill\p{L}+|básic\p{L}+|austero|bronce)
    (?:algo|una propuesta) más (?:sencillo|flaca|barato)
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
