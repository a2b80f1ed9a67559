import { phraseLines } from '../phrases.ts';

/** Words of anger or disappointment. */
export const HARD_WORDS = {
  en: phraseLines(`
    frustrat(?:ed|ing)
    (?:annoyed|annoying|angry|furious|upset|livid|outraged|fed up|appalled|unacceptable|ridiculous
      |outrageous|shambles)
    disappoint(?:ed|ing|ment)
    (?:unhappy|not happy|dissatisfied|not satisfied|not acceptable|not good enough)
    complain(?:ed|t|ts|s|ing)?
    (?:lost|losing|lose) (?:all |our |my )?(?:trust|patience|confidence)
    (?:waste|wasted|wasting) of (?:our |my )?time
    (?:wasted|wasting) (?:our|my) time
    (?:hung|hang) up on
    enough is enough
    let (?:us|me) down
    sick of
    had enough
    (?:fed up|furious|livid|angry|annoyed|outraged|unhappy|upset|frustrated|irritated|pissed|cross)
    (?:shout\\p{L}*|yell\\p{L}*|swore|lost (?:his|her|their) temper|hung up)
    (?:lost|losing|no) (?:\\S+ )?(?:trust|faith|confidence|patience) ?(?:in us)?
    complain(?:ed|s|ing)? (?:\\S+ )?(?:about|again|that)
    (?:this|it|that) is (?:a joke|not good enough|unacceptable|ridiculous|unprofessional|a disgrace
      |not acceptable)
    (?:disappoint(?:ed|ing|ment)|let down)
    (?:unprofessional|unacceptable|not good enough|a joke)
    expected (?:more|better)
    (?:you|we were) promised
    (?:threaten\\p{L}*) (?:to|with)
    (?:feel|feels|felt) (?:\\S+ )?(?:ignored|neglected|misled|let down|cheated|not taken seriously)
    (?:running|ran) out of patience
    nobody gets back
    not (?:\\S+ )?(?:the|what|how) (?:\\S+ ){0,4}(?:promised|expected|agreed|hoped|discussed
      |paying for)
    (?:not impressed|wast(?:e|ing) (?:of )?(?:our|my) time|(?:second|third|fourth) time (?:i|we)
      |how many times|sloppy|embarrassing|a mess|poor service|very poor|a disaster|not happy
      |far from happy)
  `),
  de: phraseLines(`
    verärger(?:t|ung)
    enttäusch(?:t|end|ung)
    (?:unzufrieden|genervt|wütend|stinksauer|sauer|empört|inakzeptabel|unverschämt|frustriert)
    beschwer(?:t|de|den|en)
    (?:so )?geht das nicht
    (?:nicht (?:akzeptabel|zufrieden|hinnehmbar)|unzumutbar)
    (?:das )?vertrauen verloren
    (?:geduld|faden) … (?:am ende|gerissen)
    geduld ist … ende
    reicht es (?:uns|mir)
    (?:uns|mir) reicht(?:'s| es)?
    zeitverschwendung
    (?:frechheit|unding|zumutung)
    schon wieder (?:falsch|kaputt|verspätet|defekt)
    (?:stinksauer|sauer|wütend|verärgert|genervt|empört|aufgebracht|ungehalten|frustriert|erbost)
    (?:angeschrien|angebrüllt|angefahren|laut geworden|aufgelegt)
    vertrauen (?:ist|haben|hat) (?:\\S+ )?(?:weg|verloren|erschüttert)
    beschwer(?:t|te|ten|en|de)
    (?:ein witz|ein unding|eine frechheit|eine zumutung|unverschämt|inakzeptabel|unprofessionell
      |so geht das nicht)
    enttäusch(?:t|end|ung)
    mehr erwartet
    (?:haben sie|hatten sie|war|wurde) (?:uns )?(?:\\S+ ){0,4}versprochen
    (?:geduld) (?:ist|hat|geht)
    (?:droht|drohen|drohte)
    nicht ernst genommen
    (?:zum (?:zweiten|dritten|vierten) mal|schlampig|peinlich|armutszeugnis|irritiert|verwundert
      |unzumutbar|nicht erfreut|nicht begeistert|unzufrieden|ein chaos|zeitverschwendung)
    so geht man (?:\\S+ ){0,3}nicht um
  `),
  es: phraseLines(`
    molest[oa]s?
    enfad(?:ad[oa]s?|o)
    (?:decepcion|frustr|indign|disgust)(?:ad[oa]s?|ante|ación)
    (?:descontent|insatisfech|hart)[oa]s?
    quej(?:a|as|ó|arse|amos|o|aron)
    (?:inaceptable|intolerable|vergüenza|inadmisible|una tomadura de pelo)
    (?:perdid[oa]|perdiendo|pierdo) (?:la |toda la )?(?:confianza|paciencia)
    pérdida de tiempo
    (?:no (?:estamos|estoy|están|está) (?:nada )?(?:content[oa]s?|satisfech[oa]s?|conforme))
    otra vez (?:mal|roto|tarde)
    nos han fallado
    ya está bien
    (?:hart[oa]s?|furios[oa]s?|enfadad[oa]s?|cabread[oa]s?|molest[oa]s?|indignad[oa]s?|quemad[oa]s?
      |descontent[oa]s?)
    (?:gritó|gritado|levantó la voz|colgó)
    (?:perdido|perdieron|perdió) la (?:confianza|paciencia)
    (?:quej(?:ó|ado|aron|a|an|ar|arse|as))
    (?:una broma|una vergüenza|inaceptable|poco serio|una tomadura|impresentable)
    (?:decepcionad[oa]s?|decepcionante|decepción)
    (?:esperábamos|esperaba) más
    (?:nos lo|me lo|nos) prometi(?:eron|ó)
    (?:acaba|agota|acabó) la paciencia
    amenaz(?:an|a|ó|aron)
    (?:sienten|siente) (?:ignorad[oa]s?|engañad[oa]s?|abandonad[oa]s?)
    así no se puede
    (?:por (?:segunda|tercera|cuarta) vez|lamentable|vergonzos[oa]|chapuza|perder el tiempo
      |poco profesional|un desastre|un caos|no estamos contentos)
  `),
};

/** Phrases that report what the buyer said or wrote. */
export const REPORTED = {
  en: phraseLines(`
    (?:said|says|wrote|writes|told|tells|complain(?:ed|s)|called|e-?mailed|shouted|hung up|put it
      |in (?:her|his|their) (?:words|mail|e-?mail|message))
  `),
  de: phraseLines(`
    (?:sagt|sagte|sagten|schreibt|schrieb|schrieben|meint|meinte|beschwert|beschwerte|rief|gesagt
      |geschrieben|laut|per mail|mailt)
  `),
  es: phraseLines(`
    (?:dijo|dice|dicen|dijeron|escribe|escribió|escribieron|se quejó|se queja|se quejaron
      |se ha quejado|comenta|comentó|según|me ha dicho|nos ha dicho|ha escrito|llamó)
  `),
};

/** Phrases that say that the anger is over, aimed elsewhere or expected. */
export const NO_HARD_WORDS = {
  en: phraseLines(`
    (?:sorry|apologi[sz]e|apologies)
    (?:resolved|solved|settled|sorted|no more|any ?more|used to|no longer)
    (?:with|about|at|by) (?:their|the|our) (?:current|old|previous|existing|present
      |last) (?:supplier|provider|vendor|system|tool)
    (?:complaints?|complaint) (?:management|handling|software|department|process|module|rate|desk)
    (?:fewer|less) complaints
    won't be disappointed
    (?:customers?|guests?|users?|patients?|tenants?) complain(?:t|ts|ed|s)?
  `),
  de: phraseLines(`
    (?:entschuldig\\p{L}+|tut (?:uns|mir) leid)
    (?:gelöst|geklärt|ausgeräumt|erledigt|behoben|nicht mehr)
    (?:vom|mit dem|über den|über ihren|mit ihrem) … (?:bisherigen|alten|aktuellen
      |jetzigen) (?:anbieter|lieferanten|system|dienstleister)
    beschwerde(?:management|stelle|prozess|quote|system)
    weniger beschwerden
    beschwerden (?:von|der) (?:kunden|gästen|mietern|patienten)
    nicht enttäuscht
  `),
  es: phraseLines(`
    (?:perdón|disculp\\p{L}+|lo sentimos|lamentamos|siento)
    (?:resuelt[oa]|solucionad[oa]|superad[oa]|ya no)
    (?:con|de) (?:su|el) (?:proveedor|sistema|herramienta) (?:actual|anterior|de antes|antigu[oa])
    (?:gestión|hoja|libro|departamento|buzón) de quejas
    menos quejas
    quejas de (?:clientes|huéspedes|vecinos|usuarios|pacientes)
    si no es molest[oa]
    ninguna molestia
  `),
};

/** Words for how somebody seemed: nobody's mood is inferred. */
export const SEEMED = {
  en: phraseLines(String.raw`
    (?:seem\p{L}*|sound\p{L}*|look\p{L}*|appear\p{L}*|felt|feel|feeling|mood|impression
      |disappoint\p{L}*|a bit|i think)
  `),
  de: phraseLines(String.raw`
    (?:wirk\p{L}*|klang\p{L}*|klingt|schien\p{L}*|scheint|eindruck|stimmung|gefühl|enttäusch\p{L}*
      |vermutlich|wohl)
  `),
  es: phraseLines(String.raw`
    (?:parec\p{L}*|sonaba|suena|impresión|ambiente|sensación|decepcion\p{L}*|creo)
  `),
};
