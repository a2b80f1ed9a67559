import { lines } from '../phrases.ts';

/** Words that a newly named contact or decider follows. */
export const BEFORE_PERSON = {
  en: lines(`
    (?:from now on|going forward|in future|from today|as of today|please|now) … (?:speak|talk
      |write|contact|deal|liaise|copy|address|turn|send|loop in|reach out|call|ask)(?: it| them
      | everything| questions)?(?: to| with| in)?
    (?:new|your|our|our new|your new) (?:contact|contact person|point of contact|decision[- ]maker
      |buyer) (?:is|will be)
    (?:decision|final word|final decision|last word|final say) (?:lies|is|rests|now lies|sits
      |now rests|is now) with
    (?:handed|passed|moved) (?:this|it|the project|everything) (?:over )?to
    (?:it's|it is|it will be) now
  `),
  de: lines(`
    ab (?:jetzt|sofort|heute) (?:bitte )?(?:mit|an|bei|über)
    (?:bitte )?(?:künftig|in zukunft|zukünftig|ab jetzt|ab sofort) … (?:mit|an|bei|über)
    bitte … (?:wenden sie sich|melden sie sich|sprechen sie|schreiben sie) (?:an|bei|mit)
    (?:wenden|melden|sprechen|schreiben) sie (?:sich )?(?:bitte )?(?:künftig )?(?:an|bei|mit)
    (?:neue|neuer|ihr|ihre|ihr neuer|ihre neue|unser neuer|unsere neue) (?:ansprechpartner
      |ansprechpartnerin|ansprechperson|entscheider|entscheiderin) ist
    (?:die )?entscheidung liegt (?:jetzt |nun |künftig )?(?:bei|beim)
    (?:entscheiden|übernehmen) wird
    es entscheidet (?:jetzt |künftig |nun )?
  `),
  es: lines(`
    (?:a partir de ahora|desde ahora|de ahora en adelante|en adelante|a partir de hoy) … (?:con|a)
    (?:por favor )?(?:hable|hablen|trate|traten|escriba|escriban|contacte|contacten|diríjase
      |diríjanse|póngase en contacto|pónganse en contacto|envíelo|envíenlo) (?:con|a)
    (?:nuev[oa]|la nueva|el nuevo|su|su nuev[oa]) (?:interlocutora?|contacto|persona de contacto
      |responsable|decisora?) (?:es|será)
    (?:la )?decisión (?:es|la tiene|depende|la toma|corresponde|pasa) (?:ahora )?(?:de|a)?
    (?:quien decide|la que decide|el que decide) (?:ahora )?es
    (?:lo|la) (?:decide|decidirá|lleva|llevará) (?:ahora )?
  `),
};

/** Words that follow a newly named contact or decider. */
export const AFTER_PERSON = {
  en: lines(`
    (?:now |will |finally )?(?:decides|decide|makes the (?:decision|call)|make the decision
      |has the final (?:say|word))
    (?:is|will be) (?:now )?(?:the decision[- ]maker|your (?:new )?(?:contact|point of contact)
      |our (?:new )?(?:contact|decision[- ]maker)|in charge of this|the one who decides
      |responsible for this)
    (?:takes|is taking|will take|has taken|took) over (?:on|from|this|as|for)
    (?:has to|must|needs to) (?:approve|sign|agree to) (?:this|it)
  `),
  de: lines(`
    (?:er|sie) entscheidet
    (?:er|sie)? ?entscheidet (?:das|jetzt|künftig|ab|darüber|allein|am ende|bei uns|hierüber|nun)?
    (?:ist|wird) (?:jetzt |ab jetzt |künftig |ab sofort |nun )?(?:ihr|ihre|unser|unsere|der
      |die) (?:neue[rn]? )?(?:ansprechpartner|ansprechpartnerin|ansprechperson|entscheider
      |entscheiderin)
    (?:übernimmt|übernahm) (?:das|den|die|ab|jetzt|künftig|für)
    muss … (?:zustimmen|freigeben|unterschreiben|genehmigen)
  `),
  es: lines(`
    es (?:quien|la que|el que) (?:decide|manda|aprueba|firma|toma la decisión)
    (?:decide|decidirá) (?:ahora|ell[ao]|él|sobre|al final|en)
    (?:será|es) (?:ahora )?(?:su|nuestr[oa]|la|el) (?:nuev[oa] )?(?:interlocutora?|contacto
      |persona de contacto|responsable|decisora?)
    (?:toma|tomará|tiene) la (?:decisión|última palabra)
    (?:tiene que|debe) (?:aprobarlo|firmarlo|autorizarlo|dar el visto bueno)
  `),
};

/** Words with which it concerns our side, a past time or another matter. */
export const NO_PERSON = {
  en: lines(`
    (?:our side|internally|my manager|our (?:ceo|cfo|legal|team)|used to|colleague of mine)
    (?:thank|thanks|invite|birthday)
  `),
  de: lines(`
    (?:intern|bei uns im haus|unser chef|mein chef|früher|danke|vielen dank|einladung)
  `),
  es: lines(`
    (?:internamente|mi jefe|nuestro director|antes|gracias|invitación)
  `),
};
