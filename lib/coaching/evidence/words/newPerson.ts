import { phraseLines } from '../phrases.ts';

/** Phrases before the name of a new contact or decision-maker. */
export const BEFORE_PERSON = {
  en: phraseLines(`
    (?:from now on|going forward|in future|from today|as of today|please|now) … (?:speak|talk|write
      |contact|deal|liaise|copy|address|turn|send|loop in|reach out|call|ask)(?: it| them
      | everything| questions)?(?: to| with| in)?
    (?:new|your|our|our new|your new) (?:contact|contact person|point of contact|decision[- ]maker
      |buyer) (?:is|will be)
    (?:decision|final word|final decision|last word|final say) (?:lies|is|rests|now lies|sits
      |now rests|is now) with
    (?:handed|passed|moved) (?:this|it|the project|everything) (?:over )?to
    (?:it's|it is|it will be) now
    (?:talk|speak|write|turn) to
    (?:looping|loop|looped|copied|copying|copies|cc(?:'d|ed)?|introduced|brought|bringing|brings
      |added|adding)(?: us to| in| me to)?
    (?:go|goes|going|runs) (?:now )?(?:to|through|via)
    (?:sits|lies|rests|is) with
    (?:new (?:head|director|manager|lead|contact|boss|buyer|cfo|ceo|cto|coo|owner
      |chief)[^:]{0,25}):?
  `),
  de: phraseLines(`
    ab (?:jetzt|sofort|heute) (?:bitte )?(?:mit|an|bei|über)
    (?:bitte )?(?:künftig|in zukunft|zukünftig|ab jetzt|ab sofort) … (?:mit|an|bei|über)
    bitte … (?:wenden sie sich|melden sie sich|sprechen sie|schreiben sie) (?:an|bei|mit)
    (?:wenden|melden|sprechen|schreiben) sie (?:sich )?(?:bitte )?(?:künftig )?(?:an|bei|mit)
    (?:neue|neuer|ihr|ihre|ihr neuer|ihre neue|unser neuer|unsere neue) (?:ansprechpartner
      |ansprechpartnerin|ansprechperson|entscheider|entscheiderin) ist
    (?:die )?entscheidung liegt (?:jetzt |nun |künftig )?(?:bei|beim)
    (?:entscheiden|übernehmen) wird
    es entscheidet(?: jetzt| künftig| nun)?
    (?:ab sofort|ab jetzt|künftig|jetzt|nun) (?:bitte )?(?:an|mit|über|nur noch über)?
    (?:fragen|anfragen|themen) (?:jetzt |bitte )?an
    (?:entscheidung liegt|liegt|entscheidung) (?:jetzt )?bei
    (?:läuft|geht) (?:\\S+ )?über
    (?:plötzlich|jetzt|auch) ?
    neue[rn]? (?:\\S*(?:leiter|leiterin|chef|chefin|ansprechpartner|ansprechpartnerin
      |geschäftsführer|geschäftsführerin|einkäufer|einkäuferin|kontakt)):?
    (?:nachfolger(?:in)?|vertretung)(?: ist| von \\p{L}+ ist)?:?
  `),
  es: phraseLines(`
    (?:a partir de ahora|desde ahora|de ahora en adelante|en adelante|a partir de hoy) … (?:con|a)
    (?:por favor )?(?:hable|hablen|trate|traten|escriba|escriban|contacte|contacten|diríjase
      |diríjanse|póngase en contacto|pónganse en contacto|envíelo|envíenlo) (?:con|a)
    (?:nuev[oa]|la nueva|el nuevo|su|su nuev[oa]) (?:interlocutora?|contacto|persona de contacto
      |responsable|decisora?) (?:es|será)
    (?:la )?decisión (?:es|la tiene|depende|la toma|corresponde|pasa) (?:ahora )?(?:de|a)?
    (?:quien decide|la que decide|el que decide) (?:ahora )?es
    (?:lo|la) (?:decide|decidirá|lleva|llevará)(?: ahora)?
    (?:a partir de ahora|desde ahora|en adelante|ahora) (?:con|hablar con|a|es|lo lleva|la lleva)
    (?:en copia a|incorpora a|añade a|incluye a|presentó a|me presenta a)
    (?:todo )?(?:pasa|va) (?:ahora )?por
    decisión (?:es|está en manos) de
    (?:quien (?:firma|decide|manda|lleva esto) es)
    un(?:a)? tal
    nuev[oa] (?:jef[ea]|director(?:a)?|responsable|contacto|gerente|interlocutor(?:a)?)[^:]{0,20}:?
    (?:sustitut[oa]|sucesor(?:a)?|relevo)(?: es)?:?
  `),
};

/** Phrases after the name of a new contact or decision-maker. */
export const AFTER_PERSON = {
  en: phraseLines(`
    (?:now |will |finally )?(?:decides|decide|makes the (?:decision|call)|make the decision
      |has the final (?:say|word))
    (?:is|will be) (?:now )?(?:the decision[- ]maker|your (?:new )?(?:contact|point of contact)
      |our (?:new )?(?:contact|decision[- ]maker)|in charge of this|the one who decides
      |responsible for this)
    (?:takes|is taking|will take|has taken|took) over (?:on|from|this|as|for)
    (?:has to|must|needs to) (?:approve|sign|agree to) (?:this|it)
    (?:from \\p{L}+ )?(?:is|are) (?:now )?(?:in the loop|on board|involved|in charge|responsible
      |leading|running|taking over)
    (?:has |have )?(?:taken|took|takes|will take) (?:over|on) (?:the|this|as)
    (?:replaces?|replaced|succeeds?|takes over from|steps in for|follows)
    (?:turned up|showed up|appeared|joined|popped up|sat in)
    (?:wrote|called|emailed),? (?:their|the|as) new
  `),
  de: phraseLines(`
    (?:er|sie) entscheidet
    (?:er|sie)? ?entscheidet (?:das|jetzt|künftig|ab|darüber|allein|am ende|bei uns|hierüber|nun)?
    (?:ist|wird) (?:jetzt |ab jetzt |künftig |ab sofort |nun )?(?:ihr|ihre|unser|unsere|der
      |die) (?:neue[rn]? )?(?:ansprechpartner|ansprechpartnerin|ansprechperson|entscheider
      |entscheiderin)
    (?:übernimmt|übernahm) (?:das|den|die|ab|jetzt|künftig|für)
    muss … (?:zustimmen|freigeben|unterschreiben|genehmigen)
    (?:ist|sind) (?:jetzt |nun |ab sofort |neu )+(?:auch )?(?:dabei|zuständig|verantwortlich
      |ansprechpartner\\p{L}*|mit im boot|eingebunden|im projekt)
    (?:hat|haben) (?:\\S+ ){0,3}(?:dort )?übernommen
    (?:folgt auf|ersetzt|löst|vertritt)
    in kopie
    (?:aus|von) der \\p{L}+ ist jetzt
  `),
  es: phraseLines(`
    es (?:quien|la que|el que) (?:decide|manda|aprueba|firma|toma la decisión)
    (?:decide|decidirá) (?:ahora|ell[ao]|él|sobre|al final|en)
    (?:será|es) (?:ahora )?(?:su|nuestr[oa]|la|el) (?:nuev[oa] )?(?:interlocutora?|contacto
      |persona de contacto|responsable|decisora?)
    (?:toma|tomará|tiene) la (?:decisión|última palabra)
    (?:tiene que|debe) (?:aprobarlo|firmarlo|autorizarlo|dar el visto bueno)
    (?:entra|se incorpora|se suma|se ha sumado|entró|participa ahora) (?:en|al|ahora|también)
    (?:sustituye|reemplaza|releva|sucede) a
    (?:lleva|llevará|asume|coge) (?:ahora|el proyecto|esto|el tema)
  `),
};

/** Phrases that show that our side, a past time or another matter is meant. */
export const NO_PERSON = {
  en: phraseLines(`
    (?:our side|internally|my manager|our (?:ceo|cfo|legal|team)|used to|colleague of mine)
    (?:thank|thanks|invite|birthday)
  `),
  de: phraseLines(`
    (?:intern|bei uns im haus|unser chef|mein chef|früher|danke|vielen dank|einladung)
  `),
  es: phraseLines(`
    (?:internamente|mi jefe|nuestro director|antes|gracias|invitación)
  `),
};

/** A post that somebody new holds at the buyer. */
export const NEW_ROLE = {
  en: phraseLines(String.raw`
    (?:the|a|their|has a|got a|have a) (?:new|incoming|interim|acting) (?:\S+ ){0,2}(?:director
      |manager|head|lead|buyer|boss|chief|cfo|ceo|cio|cto|coo|controller|owner|consultant|vp|dir|md
      |gm)
  `),
  de: phraseLines(String.raw`
    (?:der|die|ein|eine|ihr|ihre|deren|dem|den|haben einen|einen
      |einem) neue[rnm]? (?:\S+ )?\p{L}*(?:leiter|chef|direktor|geschäftsführer|einkäufer
      |verantwortliche|vorstand|inhaber|berater)(?:in|s|n|r)?
  `),
  es: phraseLines(String.raw`
    (?:el|la|un|una|su|hay) nuev[oa] (?:director|jef|responsable|gerente|encargad|dueñ
      |consultor)\p{L}*
  `),
};

/** What a person does who takes part: ask, want, come. */
export const TAKES_PART = {
  en: phraseLines(String.raw`
    (?:ask\p{L}*|wants?|question\p{L}*|joined|joins|dropped in|sat in|came|turned up|popped in
      |wrote|called|concern\p{L}*|look\p{L}* at|check\p{L}*|decid\p{L}+|approv\p{L}+|sign\p{L}*
      |without)
  `),
  de: phraseLines(String.raw`
    (?:frag\p{L}*|will|wollte|möchte|saß|kam|dabei|schrieb|rief|prüft|entscheid\p{L}+|bedenken
      |unterschreib\p{L}*|ohne|schaute|meldete)
  `),
  es: phraseLines(String.raw`
    (?:pregunt\p{L}*|quiere|quería|coló|vino|apareció|sumó|pidió|escribió|llamó|dudas|decid\p{L}+
      |revis\p{L}*|firm\p{L}*|sin)
  `),
};

/** A writer who says that they are the one to talk to now. */
export const SELF = {
  en: phraseLines(`
    (?:i'm|i am|i've|i have|i'll|i will be) (?:now )?(?:taking over|taken over
      |your (?:new )?contact|handling|in charge|responsible|looking after|leading) 
  `),
  de: phraseLines(`
    ich (?:übernehme|bin (?:jetzt|ab sofort|nun|künftig)|führe ab|verhandle ab)
  `),
  es: phraseLines(String.raw`
    (?:desde ahora|a partir de ahora|en adelante) (?:\S+ ){0,6}(?:yo|me encargo)
    (?:soy|seré) (?:su|el|la) nuev[oa] (?:contacto|interlocutor\p{L}*|responsable)
    (?:me encargo yo|lo llevo yo|la llevo yo)
  `),
};
