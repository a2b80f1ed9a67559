import { lines, type Phrases } from '../phrases.ts';

/** Words that say: not yet discussed, not asked, not known. */
export const GAP = {
  en: lines(String.raw`
    (?:haven't|have not|hasn't|has not|hadn't|didn't|did not|never) (?:yet |really |even 
      |actually |ever )?(?:been )?(?:discuss|talk|spok|speak|ask|rais|mention|cover|touch|agree
      |address|brought|bring|clarif|found|find|seen|got|get|receiv|heard|hear|had|shar|writ|set
      |defin|confirm|met|told|tell|know|work|understood|identif|look)\p{L}*
    (?:not|never) (?:yet )?(?:been )?(?:discussed|talked|asked|raised|mentioned|covered|agreed
      |clarified|confirmed|known|defined|identified)
    (?:no idea|no clue|don't know|do not know|doesn't know|not sure|unsure|unclear|unknown)
    (?:couldn't|could not|can't|cannot) (?:yet )?(?:tell|say|name|explain)
    (?:isn't|is not|not|aren't) (?:yet |at all |really )?(?:clear|known|sure|certain)
    (?:don't|do not|still don't|doesn't) (?:yet )?(?:have|understand|see)
    (?:have|got) no
    nobody (?:has |could |can )?(?:said|told|mentioned|explained|knows|asked|tell|talked)
    still (?:open|missing|unknown|unclear|need to ask|need to find out|have to ask
      |to be (?:clarified|defined|discussed|agreed))
    (?:avoid|avoided|avoiding|dodged|skipped|left out) … (?:subject|topic|question|talking|talk
      |discussion)
  `),
  de: lines(`
    (?:noch |bisher |bislang |bis heute )?(?:nicht|nie|gar nicht|kein wort) … (?:gesprochen
      |geredet|besprochen|gefragt|angesprochen|erwähnt|geklärt|diskutiert|erfragt|genannt|bekommen
      |erhalten|abgestimmt|festgelegt|vereinbart|verstanden|gesehen|aufgestellt|geschrieben
      |bestätigt)
    noch nicht|bisher nicht|bislang nicht
    weiß … (?:nicht|nie|nichts|keiner|niemand)
    wissen … nicht
    keine ahnung
    (?:unklar|ungeklärt|unbekannt|offen geblieben|noch offen|weiter offen|nicht klar|nicht bekannt)
    (?:kann|könnte|konnte|können) … nicht (?:sagen|nennen|beantworten)
    (?:habe|haben|hab|gibt|liegen|liegt) … keine?n?
    (?:niemand|keiner) … (?:gesagt|genannt|gefragt|weiß|erwähnt)
    fehl(?:t|en) … noch
    noch zu klären
  `),
  es: lines(`
    (?:todavía|aún) no (?:lo |la |nos |me |les |le )?(?:hemos|he|se ha|se han|han|ha|sé|sabemos
      |tengo|tenemos|hay|está)
    no (?:lo |la |nos |me |les |le )?(?:hemos|he|se ha|han|ha) (?:hablado|tratado|preguntado
      |comentado|visto|discutido|dicho|recibido|definido|aclarado|acordado|sacado|confirmado
      |entendido|averiguado|escrito)
    no (?:lo )?(?:sé|sabemos|sabe nadie)
    no (?:tengo|tenemos) (?:ni idea|claro|clar[oa]s?|ningún|ninguna|datos|cifras|números|idea)
    ni idea
    no (?:está|queda|nos queda|me queda|están) (?:nada )?(?:claro|clara|claros|definido|definida
      |definidos|cerrado)
    sin (?:aclarar|definir|hablar|saber|tratar|concretar|datos|cifras|acordar)
    (?:falta|faltan) (?:por )?(?:aclarar|definir|saber|hablar|preguntar|concretar|acordar)
    nadie (?:sabe|me ha dicho|nos ha dicho|ha dicho|ha mencionado|ha preguntado)
    (?:desconozco|desconocemos)
    no (?:sabría|podría|puedo) decir
    nunca (?:hemos|he) (?:hablado|preguntado|tratado)
  `),
} satisfies Phrases;

/** Words with which a gap is closed, or another one is meant. */
export const NO_GAP = {
  en: lines(`
    not only
    (?:again|any ?more|further|anyone else|until now)
    now (?:we )?know
    (?:in case|template|training|course)
    used to
    (?:no longer|not) (?:unclear|unknown|open)
    we know
    (?:found out|told me|confirmed) (?:today|yesterday|now)
  `),
  de: lines(`
    nicht nur
    nicht mehr
    (?:jetzt|nun|inzwischen) (?:wissen|weiß|klar|geklärt)
    nicht (?:unklar|offen)
    keine (?:frage|fragen|einwände|bedenken) (?:mehr|zu|zum|zur)
    schulung
  `),
  es: lines(`
    no s[oó]lo
    (?:más dudas|de nuevo|otra vez|ya no)
    ya (?:lo )?(?:sabemos|sé|está claro|tenemos)
    (?:ninguna|sin) (?:duda|objeción|dudas)
    formación
  `),
} satisfies Phrases;

export type GapTopic =
  | 'price'
  | 'approval'
  | 'decider'
  | 'metrics'
  | 'pain'
  | 'criteria'
  | 'paper'
  | 'event'
  | 'plan';

/** What is not known. The first topic whose words stand in the clause counts. */
export const TOPICS: Readonly<Record<GapTopic, Phrases>> = {
  price: {
    en: lines(`
      (?:the |our |any )?(?:price|prices|pricing|money|fees|rates|commercials)
      what (?:it|this) (?:will )?costs?
      what we (?:charge|will charge)
    `),
    de: lines(`
      (?:den |die |unsere |der |einen |unseren )?(?:preis|preise|preisen|konditionen|honorar)
      (?:übers|über) geld
      was (?:es|das) kostet
    `),
    es: lines(`
      (?:del |el |de |los |nuestro )?(?:precio|precios|tarifa|tarifas)
      de dinero
      (?:cuánto|lo que) (?:cuesta|vale|costará)
    `),
  },
  paper: {
    en: lines(`
      who … (?:contract|agreement) 
      (?:contract|legal|procurement|signature|purchasing|vendor|onboarding|signing) (?:process
        |path|steps|review|route|procedure)
      how … (?:contract|agreement|order) … (?:signed|processed|works|goes)
      (?:contract|lawyers|legal|agreement|purchase order) … (?:who signs|how long|which steps
        |signs|next)
      who signs
      signing rules
      how long legal
    `),
    de: lines(`
      wer … (?:unterschreibt|unterzeichnet|zeichnet)
      (?:vertragsweg|vertragsprozess|vertragsprüfung|unterschriftsweg|bestellprozess|bestellweg
        |einkaufsprozess|unterschriftenregelung)
      (?:vertrag|rechtsabteilung|juristen|bestellung) … (?:läuft|dauert|geht|braucht|prüft)
      wie … (?:vertrag|bestellung|unterschrift)
    `),
    es: lines(`
      quién(?:es)? (?:lo |la )?firman?
      (?:contrato|abogados|jurídico|firma) … (?:cuántas vueltas|cuánto tarda|qué pasos|proceso
        |circuito)
      (?:proceso|circuito|trámite|pasos) … (?:firma|contrato|contratación|compra|pedido)
      cuántas vueltas
      cómo … (?:contrato|firma el|se firma|se tramita)
    `),
  },
  decider: {
    en: lines(`
      who (?:really |actually |finally )?(?:decides|makes the (?:decision|call)|has the (?:say
        |last word))
      (?:the )?(?:decision[- ]makers?|decider|economic buyer)
      whose (?:decision|budget)
    `),
    de: lines(`
      wer (?:das |darüber |am ende |dort |letztlich |eigentlich )*entscheidet
      (?:den |die |der )?entscheider(?:in|n)?
      wer … (?:entscheidung|sagen)
    `),
    es: lines(`
      quién(?:es)? (?:lo )?(?:deciden?|decidirá|manda)
      quién (?:toma|tiene) … (?:decisión|palabra)
      (?:el |la )?(?:decisor|decisora)
    `),
  },
  approval: {
    en: lines(`
      who (?:has to |must |needs to |should |will |else )*(?:approves?|approve|presents?
        |sign(?:s)? off|signs it off|agree)
      (?:the |their )?(?:approval|sign-?off|committee|board|decision process|decision path
        |buying process)
      when … (?:committee|board) (?:meets|sits)
      how (?:they|it|this) (?:get|gets|will be|is) approved
      how (?:they|the) … decid\\p{L}+
    `),
    de: lines(`
      wer … (?:genehmigt|genehmigen|freigibt|freigeben|zustimmt|zustimmen|vorstellt|vorlegt
        |absegnet)
      (?:die |der |den |das )?(?:freigabe|freigabeweg|freigabeprozess|genehmigung|genehmigungsweg
        |gremium|ausschuss|entscheidungsweg|entscheidungsprozess)
      wann … (?:gremium|ausschuss|vorstand|beirat) … (?:tagt|sitzt|zusammenkommt)
      wie … (?:entschieden|genehmigt|freigegeben) wird
    `),
    es: lines(`
      quién(?:es)? (?:lo |la )?(?:(?:tiene|debe|ha) (?:que )?)?(?:aprueban?|aprobar|apruebe
        |autorizan?|autorizar|presentan?|presentar|presente|da el visto bueno|valida)
      (?:la |el |su )?(?:aprobación|comité|proceso de decisión|proceso de aprobación|visto bueno)
      cuándo se reúne
      cómo (?:lo |se )?(?:aprueban?|decide|deciden)
    `),
  },
  criteria: {
    en: lines(`
      (?:their |the |any )?(?:decision |selection |evaluation |buying )?criteria
      how (?:they|they'll|they will|the bids|offers|suppliers) … (?:choose|compare|score|scored
        |pick|compared|rank|weigh|judge|chosen|select)
      what (?:matters|counts) … 
      what they(?:'ll| will)? (?:judge|base|look at|compare)
    `),
    de: lines(`
      (?:ihre |die |deren |der |keine |den )?(?:entscheidungs|auswahl|bewertungs|vergabe)?kriterien
      (?:wonach|woran|anhand wovon|nach was|worauf) … (?:auswählen|entscheiden|vergleichen
        |bewerten|ankommt|achten|messen|legen)
      was … (?:wichtig|zählt|wichtigsten)
      wie … (?:bewertet|gewichtet|verglichen|ausgewählt) (?:wird|werden)
    `),
    es: lines(`
      (?:sus |los |qué |de )?criterios?
      (?:en qué|con qué|según qué) … (?:basan|deciden|comparan|valoran|eligen|fijan)
      cómo (?:van a |nos van a )?(?:elegir|eligen|decidir entre|comparar|comparan|puntuar|puntúan
        |valorar|valoran)
      qué (?:valoran|es lo importante|pesa|les importa)
      baremo
    `),
  },
  metrics: {
    en: lines(`
      (?:their |any |the |no |real |hard |customer )*(?:numbers|figures|metrics|savings|roi
        |payback|baseline|kpis?|business case)
      (?:what|how much) … (?:cost|costs|save|saves|lose|loses|saved|losing|worth|earn)
      (?:what we'd|what they'd) (?:save|gain|win)
      (?:the )?(?:data|values) from (?:the )?(?:customer|plant|them|site)
    `),
    de: lines(String.raw`
      (?:konkreten? |eigenen? |belastbaren? |echten? |die |ihre |harten? )*(?:\p{L}*zahlen
        |kennzahlen|messwerte|verbrauchswerte|einsparung(?:en)?|wirtschaftlichkeit|amortisation
        |nutzen|kpis?)
      (?:was|wie ?viel) … (?:kostet|kosten|spart|sparen|einspart|einsparen|verliert|verlieren
        |bringt|wert ist)
    `),
    es: lines(`
      (?:sus |las |los |de |ningún |ninguna )*(?:cifras|números|datos|ahorro|ahorros|retorno
        |métricas|indicadores|consumos)
      cuánto (?:les |le |nos |se |van a |podrían )*(?:cuesta|ahorran?|pierden?|gastan|ahorraría
        |ahorrarían|supone|ganan|ahorrar|perder|gana)
      qué ahorro
    `),
  },
  pain: {
    en: lines(`
      (?:their |the |any |a |what |real )*(?:problem|pain|pain points?|root cause)
      why (?:they|she|he|the customer|now|do they|it) … (?:need|want|change|matters|looking|doing
        |now|asked|this)
      what (?:hurts|bothers|is wrong|they need it for|they want to change|drives)
      what … for
    `),
    de: lines(`
      (?:ihr |das |welches |eigentliche |ein |echtes )*(?:problem|schmerz|leidensdruck|bedarf
        |anlass|beweggrund)
      (?:warum|wieso|weshalb) … (?:sie|er|kunde|es|das|jetzt|etwas|wechseln|brauchen|wollen)
      was … (?:stört|drückt|plagt|schmerzt|ändern wollen|nervt)
      wofür … (?:brauchen|wollen)
    `),
    es: lines(`
      (?:su |el |qué |cuál es |ningún )*(?:problema|dolor|necesidad|motivo)
      por qué … (?:quieren|necesitan|cambian|ahora|buscan|cambiar|lo|piden|interesa)
      qué les (?:duele|molesta|preocupa|falla|mueve)
      para qué (?:lo )?(?:quieren|necesitan)
    `),
  },
  event: {
    en: lines(`
      (?:a |any |their |the )?(?:deadline|critical date|go-live date|target date|driving date
        |timeline)
      (?:when|by when) (?:they|it|this|she|he) … (?:need|needs|want|start|has to|must|have to)
      what happens if … (?:wait|nothing|late|slip|slips|waits)
      why now
    `),
    de: lines(`
      (?:einen |den |ein |festen |keinen )*(?:stichtag|zieltermin|wunschtermin|endtermin
        |starttermin|termindruck)
      (?:bis wann|wann) … (?:brauchen|braucht|starten|beginnen|benötigt|laufen muss|soll|wollen)
      was passiert … (?:nicht|warten|später|wenn)
    `),
    es: lines(`
      (?:una |la |su |ninguna |qué )?(?:fecha límite|fecha tope|plazo límite|fecha objetivo
        |fecha de arranque)
      (?:para cuándo|cuándo) (?:lo |la |les |quieren )?(?:necesitan?|quieren|empiezan|empezar
        |tienen|hace falta)
      qué pasa si (?:esperan|no|se retrasa)
    `),
  },
  plan: {
    en: lines(`
      (?:a |any |the |joint |mutual |shared |common |project )*(?:plan|action plan|close plan
        |roadmap)
      (?:the |which |next |remaining )*steps
      who does what
    `),
    de: lines(`
      (?:einen |den |gemeinsamen |gemeinsamer |der )*(?:plan|fahrplan|zeitplan|ablaufplan
        |projektplan|maßnahmenplan)
      wer … (?:was|welchen schritt) (?:macht|übernimmt|liefert|tut|bis wann)
      (?:die |welche )?(?:nächsten|weiteren) schritte
    `),
    es: lines(`
      (?:un |el |ningún |de )*(?:plan|calendario|hoja de ruta|plan conjunto)
      quién hace qué
      (?:los |qué |próximos )*pasos
    `),
  },
};

/** Words that state a gap by themselves, without words of not knowing. */
export const STATED: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  event: {
    en: lines(`
      (?:there(?:'s| is) )?no (?:rush|hurry|urgency|deadline|time pressure|real deadline
        |pressing date)
      (?:not|isn't|nothing is) (?:urgent|in a hurry|pressing)
      (?:could|can) (?:just as|equally) well (?:start|wait|begin|do it) (?:later|in|next)
      (?:in|feel|feels|are in|is in) no (?:rush|hurry)
    `),
    de: lines(`
      drängt … nichts
      nichts … drängt
      (?:haben|hat|gibt|ist|besteht|sehen) … keine? (?:eile|termindruck|zeitdruck|stichtag|not)
      (?:könnten|können|kann|könnte) … genauso gut … (?:später|anfangen|starten|warten|beginnen)
      (?:eilt|drängt) … nicht
    `),
    es: lines(`
      no (?:hay|tienen|corre|les corre|tiene|llevan) (?:ninguna )?(?:prisa|urgencia|fecha límite)
      (?:no (?:es|les|lo ven|corre)) (?:nada )?(?:urgente|urge)
      sin (?:prisa|urgencia|fecha límite)
      (?:podrían|pueden) … igual(?:mente)? … (?:más tarde|esperar|empezar)
      nada les (?:mete prisa|urge|obliga)
    `),
  },
  decider: {
    en: lines(`
      (?:ceo|cfo|coo|cto|director|managing director|owner|president|board|boss|general manager
        |head) … (?:hasn't|has not|haven't|have not|has never|never) (?:yet )?(?:seen|met|heard
        |read|been|joined|looked)
      (?:haven't|have not|never|yet to) (?:yet )?(?:met|meet|spoken to|spoken with|reached
        |seen) the (?:ceo|cfo|coo|director|owner|managing director|president|decision[- ]maker
        |boss|board)
    `),
    de: lines(String.raw`
      (?:geschäftsführ\p{L}+|vorstand|inhaber(?:in)?|chef(?:in)?|direktor(?:in)?|leitung|cfo
        |ceo) … (?:noch nicht|nie|nicht|noch nie) … (?:gesehen|getroffen|gesprochen|gelesen|dabei
        |kennengelernt|eingebunden|beteiligt)
      (?:noch nicht|nie|noch nie) … (?:mit|beim|bei) … (?:geschäftsführ\p{L}+|vorstand
        |inhaber(?:in)?|chef(?:in)?|direktor(?:in)?) … (?:gesprochen|gewesen)
    `),
    es: lines(`
      (?:director|directora|gerente|dueñ[oa]|presidente|presidenta|consejo|jef[ea]|propietari[oa]
        |gerencia|dirección) … (?:todavía|aún)? ?(?:no|nunca) (?:la |lo |nos )?(?:ha|han) (?:visto
        |leído|recibido|conocido|participado|entrado|oído)
      (?:todavía|aún) no (?:he|hemos) (?:hablado|visto|conocido|estado) (?:con |al? )?(?:el|la
        |al) (?:director|directora|gerente|dueñ[oa]|presidente|presidenta)
    `),
  },
  plan: {
    en: lines(`
      (?:[^,]+,){2,}[^,]+ (?:still to do|still outstanding|all outstanding|all still open)
    `),
    de: lines(`
      (?:[^,]+,){2,}[^,]+ (?:noch zu erledigen|stehen noch aus|alles noch offen|fehlt alles noch)
    `),
    es: lines(`
      (?:[^,]+,){2,}[^,]+ (?:por hacer|pendientes|todavía pendiente|quedan pendientes)
    `),
  },
};
