import { phraseLines } from '../phrases.ts';

/**
 * Phrases that alone say that something about people, approval or the paper process is open,
 * without “we don’t know” (see topics.ts).
 */
export const STATED_PEOPLE_AND_PROCESS = {
  decider: {
    en: phraseLines(String.raw`
      (?:ceo|cfo|coo|cto|director|managing director|owner|president|board|boss|general manager
        |head) … (?:hasn't|has not|haven't|have not|has never|never) (?:\S+ )?(?:seen|met|heard
        |read|been|joined|looked)
      (?:haven't|have not|never|yet to) (?:yet )?(?:met|meet|spoken to|spoken with|reached
        |seen) the (?:ceo|cfo|coo|director|owner|managing director|president|decision[- ]maker|boss
        |board)
      (?:only|just) (?:the |a )?(?:messenger|gatekeeper|user|influencer|assistant|intern|go-between)
      (?:can't|cannot|not allowed to|isn't allowed to|unable to|won't be able to
        |not able to) (?:\S+ )?(?:decide|sign|approve|commit)
      (?:no|without|lacks|little) (?:\S+ )?(?:budget authority|authority|decision(?:-making)? power
        |say in|signing power|mandate)
      (?:isn't|is not|not|n't) (?:the one|the person|the decision[- ]maker|his call|her call
        |their call|the decider|who decides)
      (?:no|without|lack|never had) (?:direct )?access to (?:the |his |her |their )?(?:boss
        |decision[- ]maker|owner|management|board|ceo|cfo|director|economic buyer|budget holder|md)
      (?:haven't|have not|never|not) (?:yet )?(?:got|gotten|come|been|reached|spoken
        |met) (?:\S+ ){0,2}(?:to|with)? ?(?:the |his |her |their )?(?:boss|decision[- ]maker|owner
        |management|board|ceo|cfo|director|budget holder|md|economic buyer|head of \p{L}+
        |whoever decides)
      (?:his|her|their) (?:boss|manager|director|owner|ceo|cfo|husband|partner|head office
        |management|board) (?:\S+ )?(?:decides|has to decide|has the last word|has final say|signs)
    `),
    de: phraseLines(String.raw`
      (?:geschäftsführ\p{L}+|vorstand|inhaber(?:in)?|chef(?:in)?|direktor(?:in)?|leitung|cfo
        |ceo) … (?:noch nicht|nie|nicht|noch nie) … (?:gesehen|getroffen|gesprochen|gelesen|dabei
        |kennengelernt|eingebunden|beteiligt)
      (?:noch nicht|nie|noch nie) … (?:mit|beim|bei) … (?:geschäftsführ\p{L}+|vorstand
        |inhaber(?:in)?|chef(?:in)?|direktor(?:in)?) … (?:gesprochen|gewesen)
      (?:nur|bloß) (?:der |die |ein |eine )?(?:bote|botin|überbringer|anwender(?:in)?|assistenz
        |vorzimmer|mittelsmann|zuarbeiter(?:in)?)
      (?:kann|darf|können|dürfen) (?:\S+ ){0,3}(?:nicht|nichts) (?:\S+ )?(?:entscheiden
        |unterschreiben|freigeben|zusagen|bestimmen)
      (?:keine|ohne|wenig) (?:budgetverantwortung|budgethoheit|entscheidungsbefugnis
        |entscheidungsgewalt|prokura|befugnis|vollmacht|entscheidungskompetenz)
      (?:entscheidet|entscheiden) (?:\S+ ){0,3}nicht
      (?:kein(?:en)?|ohne) (?:direkten )?(?:zugang|draht|kontakt) (?:zum|zur
        |zu) (?:chef\p{L}*|entscheider\p{L}*|inhaber\p{L}*|geschäftsführ\p{L}*|geschäftsleitung
        |vorstand|leitung|management)
      (?:an|bis) (?:den|die|zum|zur) (?:inhaber\p{L}*|chef\p{L}*|geschäftsführ\p{L}*
        |entscheider\p{L}*|vorstand) … (?:nicht|nie)
      (?:sein|ihr|der|die) (?:chef\p{L}*|vorgesetzte[rn]?|mann|frau|konzern) (?:entscheidet
        |muss entscheiden|hat das letzte wort)
      nicht (?:den|die|der)?,? (?:der|die|wer) entscheidet
    `),
    es: phraseLines(String.raw`
      (?:director|directora|gerente|dueñ[oa]|presidente|presidenta|consejo|jef[ea]|propietari[oa]
        |gerencia|dirección) … (?:todavía|aún)? ?(?:no|nunca) (?:la |lo |nos )?(?:ha|han) (?:visto
        |leído|recibido|conocido|participado|entrado|oído)
      (?:todavía|aún) no (?:he|hemos) (?:hablado|visto|conocido|estado) (?:con |al? )?(?:el|la
        |al) (?:director|directora|gerente|dueñ[oa]|presidente|presidenta)
      (?:solo|sólo|únicamente) (?:es )?(?:el |la |un |una )?(?:mensajer[oa]|usuari[oa]|asistente
        |intermediari[oa]|recader[oa])
      no (?:puede|pueden) (?:\S+ )?(?:decidir\p{L}*|firmar|aprobar\p{L}*|comprometer\p{L}*)
      (?:no tiene|sin|no tienen) (?:poder|capacidad|autoridad|potestad|margen
        |mandato)(?: de decisión| para| de compra)?
      no (?:es|depende|está) (?:\S+ )?(?:quien decide|quien firma|de (?:él|ella|ellos)|en sus manos
        |el que decide|la que decide)
      (?:sin|no tengo|no tenemos) (?:contacto|acceso) (?:con|a|al) (?:el |la |su )?(?:jef[ea]
        |dueñ[oa]|decisor\p{L}*|gerente|gerencia|dirección|director\p{L}*|consejo|propietari[oa])
      no (?:hemos|he) (?:llegado|hablado|conseguido|podido) (?:\S+ )?(?:a|al|con) (?:el |la 
        |su )?(?:jef[ea]|dueñ[oa]|gerente|director\p{L}*|propietari[oa]|consejo|decisor\p{L}*)
      decide su (?:jef[ea]|director\p{L}*|gerente|marido|mujer|soci[oa]|central)
      no a quien decide
    `),
  },
  champion: {
    en: phraseLines(String.raw`
      (?:nobody|no one|noone|none) (?:\S+ ){0,3}(?:push\p{L}*|fight\p{L}*|champion\p{L}*|driv\p{L}+
        |promot\p{L}+|sell\p{L}*|own\p{L}*|support\p{L}*|back\p{L}*|argu\p{L}+|speaks? up) 
      (?:no|without an?|lack(?:s|ing)? an?|need an?|missing an?
        |don't have an?) (?:\S+ )?(?:champion|sponsor|internal advocate|advocate|ally|supporter)
      not the one (?:he|she|they) listens? to
    `),
    de: phraseLines(String.raw`
      (?:niemand|keiner) (?:\S+ ){0,4}(?:treibt|dafür|setzt sich|für uns|kämpft|unterstützt
        |verkauft|will das)
      (?:treibt|trägt|verfolgt|pusht) (?:\S+ ){0,3}(?:keiner|niemand)
      (?:kein(?:en)?|fehlt (?:uns )?(?:noch )?(?:ein|der)|ohne
        |noch kein(?:en)?) (?:internen? )?(?:fürsprecher\p{L}*|champion|sponsor\p{L}*
        |verbündete\p{L}*|unterstützer\p{L}*|förderer|mentor|coach)
    `),
    es: phraseLines(String.raw`
      nadie (?:\S+ ){0,3}(?:empuja|tira|defiende|apoya|impulsa|lucha|apuesta|vende|lidera)
      (?:sin|no (?:tenemos|hay|tengo)|nos falta|falta) (?:\S+ )?(?:impulsor\p{L}*|padrino
        |valedor\p{L}*|champion|patrocinador\p{L}*|sponsor|aliad[oa]|defensor\p{L}*|promotor\p{L}*)
    `),
  },
  approval: {
    en: phraseLines(String.raw`
      (?:approval|sign-off|decision) (?:route|path|process|chain) (?:\S+ )?(?:is )?(?:a black box
        |unclear|unknown|open|a mystery|not clear|not known)
    `),
    de: phraseLines(String.raw`
      (?:freigabe\p{L}*|entscheidungs\p{L}+|genehmigungs\p{L}+) (?:\S+ )?(?:ist )?(?:eine blackbox
        |unklar|unbekannt|nebulös|offen)
    `),
    es: phraseLines(String.raw`
      (?:circuito|proceso|ruta) de (?:aprobación|decisión|firma) (?:es 
        |está )?(?:\S+ )?(?:una caja negra|desconocid\p{L}+|poco clar\p{L}+|opac\p{L}+|sin aclarar)
    `),
  },
  paper: {
    en: phraseLines(String.raw`
      (?:legal|contract|purchasing|procurement|signing|signature|paper|onboarding
        |vendor) (?:process|steps?|route|path|terms|review) (?:\S+ )?(?:unclear|unknown|open
        |not (?:clear|known|discussed))
    `),
    de: phraseLines(String.raw`
      (?:vertrags\p{L}+|einkaufsprozess|bestellprozess|unterschriften\p{L}*
        |rechtliche prüfung) (?:\S+ )?(?:unklar|unbekannt|offen|nicht (?:bekannt|geklärt))
    `),
    es: phraseLines(String.raw`
      (?:trámite|proceso|circuito) de (?:compras?|contratación|firma|jurídico
        |contrato) (?:\S+ )?(?:desconocid\p{L}+|sin (?:aclarar|definir)|poco clar\p{L}+)
    `),
  },
};
