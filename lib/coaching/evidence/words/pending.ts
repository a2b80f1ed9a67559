import { type Phrases, phraseLines } from '../phrases.ts';

const [BODY_EN] = phraseLines(String.raw`
  (?:board|committee|works council|council|capex\b|head ?office|hq|headquarters|group|parent
    |trustees
  |steering group|finance|compliance|data protection|security|investors|partners|shareholders|cfo
  |ceo
  |management|md|director|governors|union)
`);
const [BODY_DE] = phraseLines(String.raw`
  (?:betriebsrat|br|personalrat|vorstand|gremium|ausschuss|aufsichtsrat|beirat|gemeinderat|stadtrat
  |konzern\p{L}*|zentrale|mutter\p{L}*|datenschutz\p{L}*|geschäftsführ\p{L}*|gf|geschäftsleitung|gl
  |gesellschafter\p{L}*|controlling|cfo|lenkungskreis|holding)
`);
const [BODY_ES] = phraseLines(`
  (?:directorio|consejo|comité|junta|central|matriz|gerencia|dirección|corporativo|finanzas
    |sindicato
  |patronato|socios|accionistas|comité de empresa|pleno|director financiero|directora financiera)
`);

/** A body of the buyer has still to agree. With a day it is a plan, and not asked about. */
export const PENDING_BODY: Phrases = {
  en: phraseLines(String.raw`
    (?:has|have|needs?|must|still|goes|should) (?:\S+ ){0,3}(?:past|through
      |by|to|before|via) (?:\S+ ){0,3}${BODY_EN}
    ${BODY_EN} (?:\S+ )?(?:has|have|needs?|must|still|will|wants?) (?:\S+ ){0,2}(?:approve|agree
      |sign|look|see|bless|vote|decide|check|review|say)
    ${BODY_EN} (?:\S+ )?(?:has|have|had|got) (?:\S+ ){0,3}(?:questions?|doubts|comments|a say
      |a word)
    (?:needs?|requires?|subject to|waiting for|without|depends on
      |pending) (?:\S+ ){0,2}${BODY_EN}(?:'s)? (?:approval|sign-?off|ok|okay|nod|agreement|consent
      |blessing|decision)
    just a formality
  `),
  de: phraseLines(String.raw`
    (?:muss|müssen|müsste|soll|geht|gehen) (?:\S+ ){0,4}(?:durch|über|in|an|vor|zu|zum|zur|vom
      |von) (?:\S+ ){0,2}${BODY_DE}
    ${BODY_DE} (?:\S+ ){0,2}(?:muss|müssen|müsste|will|möchte|hat|hätte|haben
      |hätten) (?:\S+ ){0,5}(?:zustimmen|noch|fragen|abnicken|freigeben|entscheiden|draufschauen
      |mitreden|absegnen|ansehen|unterschreiben|ja sagen)
    (?:muss|müssen) (?:\S+ ){0,2}${BODY_DE} (?:\S+ ){0,3}(?:zustimmen|abnicken|freigeben
      |entscheiden|draufschauen|absegnen)
    (?:vorbehaltlich|abhängig von|fehlt) (?:\S+ ){0,3}(?:zustimmung|freigabe|okay
      |segen) (?:\S+ )?${BODY_DE}
    (?:nur|reine) (?:noch )?(?:eine )?formsache
  `),
  es: phraseLines(String.raw`
    (?:tiene|tienen|debe|deben|hay|falta|habrá|va) (?:que |a )?(?:pasar\p{L}*|aprobar\p{L}*
      |autorizar\p{L}*|ver\p{L}*|firmar\p{L}*|subir|llevar\p{L}*|validar\p{L}*
      |elevar\p{L}*) (?:\S+ ){0,3}${BODY_ES}
    (?:falta|pendiente|a falta de|depende) (?:\S+ ){0,4}${BODY_ES}
    ${BODY_ES} (?:\S+ )?(?:tiene|tienen|debe|quiere|quieren) (?:\S+ ){0,3}(?:aprobar\p{L}*|verl[oa]
      |revisar\p{L}*|preguntas|dudas|opinar|decir|validar\p{L}*|autorizar\p{L}*)
    (?:es )?(?:un|puro|mero) (?:mero |puro )?trámite
  `),
};

/** The paperwork has still to go through a department whose steps are not known. */
export const PENDING_PAPER: Phrases = {
  en: phraseLines(String.raw`
    (?:has|have|needs?|must|still) (?:\S+ ){0,3}(?:through|past|via|to) (?:\S+ ){0,3}(?:procurement
      |purchasing|legal|vendor onboarding|supplier registration|lawyers)
    (?:only now|not yet|just) (?:starts?|begins?|started|sent to|with) (?:\S+ )?(?:procurement
      |purchasing|legal|vendor)
  `),
  de: phraseLines(String.raw`
    (?:muss|müssen|geht) (?:\S+ ){0,5}(?:durch|über|an|in|zum|zur) (?:\S+ ){0,2}(?:\p{L}*einkauf
      |rechtsabteilung|lieferantenanlage|juristen|legal)
  `),
  es: phraseLines(String.raw`
    (?:tiene|tienen|debe|falta|hay) (?:que )?(?:pasar\p{L}*|ir
      |mandar\p{L}*) (?:\S+ ){0,3}(?:compras|jurídico|legal|abogados|homologación|contratación)
  `),
};

/** Phrases that say that the body has agreed, or that the day is known. */
export const AGREED: Phrases = {
  en: phraseLines(String.raw`
    (?:approved|agreed|signed off|voted for|passed|yes from|monday|tuesday|wednesday|thursday|friday
      |tomorrow|today|this week|next week)
    (?:mon|tues?|wed|thurs?|fri)\b
  `),
  de: phraseLines(`
    (?:zugestimmt|genehmigt|freigegeben|abgenickt|beschlossen|montag|dienstag|mittwoch|donnerstag
      |freitag|morgen|heute|diese woche|nächste woche)
  `),
  es: phraseLines(`
    (?:aprobó|aprobado|autorizó|autorizado|lunes|martes|miércoles|jueves|viernes|mañana|hoy
      |esta semana
      |la semana que viene|la próxima semana)
  `),
};
