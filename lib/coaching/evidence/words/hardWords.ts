import { lines } from '../phrases.ts';

/** Words of anger or disappointment. */
export const HARD_WORDS = {
  en: lines(`
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
  `),
  de: lines(`
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
  `),
  es: lines(`
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
  `),
};

/** Words with which somebody reports what the buyer said or wrote. */
export const REPORTED = {
  en: lines(`
    (?:said|says|wrote|writes|told|tells|complain(?:ed|s)|called|e-?mailed|shouted|hung up|put it
      |in (?:her|his|their) (?:words|mail|e-?mail|message))
  `),
  de: lines(`
    (?:sagt|sagte|sagten|schreibt|schrieb|schrieben|meint|meinte|beschwert|beschwerte|rief|gesagt
      |geschrieben|laut|per mail|mailt)
  `),
  es: lines(`
    (?:dijo|dice|dicen|dijeron|escribe|escribió|escribieron|se quejó|se queja|se quejaron
      |se ha quejado|comenta|comentó|según|me ha dicho|nos ha dicho|ha escrito|llamó)
  `),
};

/** Words with which the anger is over, aimed elsewhere or expected. */
export const NO_HARD_WORDS = {
  en: lines(`
    (?:sorry|apologi[sz]e|apologies)
    (?:resolved|solved|settled|sorted|no more|any ?more|used to|no longer)
    (?:with|about|at|by) (?:their|the|our) (?:current|old|previous|existing|present
      |last) (?:supplier|provider|vendor|system|tool)
    (?:complaints?|complaint) (?:management|handling|software|department|process|module|rate|desk)
    (?:fewer|less) complaints
    won't be disappointed
    (?:customers?|guests?|users?|patients?|tenants?) complain(?:t|ts|ed|s)?
  `),
  de: lines(`
    (?:entschuldig\\p{L}+|tut (?:uns|mir) leid)
    (?:gelöst|geklärt|ausgeräumt|erledigt|behoben|nicht mehr)
    (?:vom|mit dem|über den|über ihren|mit ihrem) … (?:bisherigen|alten|aktuellen
      |jetzigen) (?:anbieter|lieferanten|system|dienstleister)
    beschwerde(?:management|stelle|prozess|quote|system)
    weniger beschwerden
    beschwerden (?:von|der) (?:kunden|gästen|mietern|patienten)
    nicht enttäuscht
  `),
  es: lines(`
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
