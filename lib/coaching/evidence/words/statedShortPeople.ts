import { type Phrases, phraseLines } from '../phrases.ts';
import type { GapTopic } from './topics.ts';

/** What is open about people, approval and paper, as it stands in hurried notes. */
export const STATED_SHORT_PEOPLE: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  approval: {
    en: phraseLines(String.raw`
      (?:works council|works committee|union|board|trustees|ethics committee|parent(?: co)?|hq
        |senate|capex form|board paper
        |capital request(?: form)?) (?:\S+ ){0,3}(?:not (?:yet )?(?:informed|consulted|told|asked
        |drafted|started)|hasn't been (?:informed|told|asked|consulted|started|filled)
        |isn't even drafted|not even drafted|still in the dark)
      (?:hasn't|haven't|has not) (?:even )?been (?:informed|told|consulted|filed|started) (?:yet)?
      (?:approval|sign-?off|internal|governance)(?: route| steps| path| chain| workflow
        | process)?(?: \S+){0,4}?\s*[:=-]?\s*(?:not discussed|(?:a )?black box|zero knowledge|foggy
        |unknown|a mystery|unclear|\?+)
      (?:unclear|no idea|don't know|no clue|open|not sure) (?:if|whether) (?:\S+ ){0,4}(?:must
        |has to|have to|needs? to|should) (?:\S+ )?(?:approve|see|vote|sign|agree|consent|bless)
      (?:we|we're) (?:\S+ )?(?:aren't|are not|not) on any agenda
      (?:map|draw|clarify|understand) (?:the |their )?(?:approval|sign-?off) (?:steps|chain|route
        |path)
      (?:may or may not|may) (?:want|need) (?:a say|to (?:approve|bless|see|look))
      (?:some|there's some|there'll be some) (?:committee|sign-?offs?|approvals?)[^.]{0,30}(?:which
        |doesn't know|couldn't say|who)
      (?:no|not a single) (?:capex form|committee|board paper|business case form)
    `),
    de: phraseLines(String.raw`
      (?:betriebsrat|br|personalrat|personalvertretung|gemeinderat|aufsichtsrat|beirat
        |ethikkommission|arbeitssicherheit|denkmalamt|gesellschafter) (?:\S+ ){0,2}(?:noch nicht
        |weiß noch|weiß von|nicht) (?:\S+ ){0,2}(?:informiert|eingebunden|angefragt|von nichts
        |gefragt|beteiligt|nichts)
      weiß noch von nichts
      (?:freigabe\p{L}*|genehmigungs\p{L}+|interner weg|gremienweg
        |interne abstimmung)\s*[:,=-]?\s*(?:\S+ ){0,2}(?:unbekannt|blackbox|offen|ungeklärt
        |nie besprochen|buch mit|noch gar nicht|\?+)
      (?:beschlussvorlage|antrag|investantrag|investitionsantrag|vorlage) (?:\S+ ){0,4}(?:nicht mal
        |noch nicht|noch keiner|existiert noch) (?:\S+ )?(?:angefangen|geschrieben|gestellt|nicht)?
      (?:freigabeprozess|genehmigungsprozess|freigabeweg|gremienweg
        |genehmigungsweg) (?:\S+ ){0,4}(?:erfragen|klären|aufmalen|rausfinden)
    `),
    es: phraseLines(String.raw`
      (?:sindicato|comité de empresa|comité de ética|consejo|matriz|junta|comité sindical
        |socios) (?:\S+ ){0,4}(?:sin (?:informar|solicitar|enterarse|consultar)|no (?:se entera
        |le han dicho|les han dicho|ha sido)|nadie le ha dicho)
      (?:al|a los|a la) (?:sindicato|comité de empresa|socios|junta) (?:\S+ )?(?:no|nadie) (?:le
        |les) (?:han|ha) dicho
      (?:circuito|recorrido|pasos|vistos buenos|ruta)(?: internos?| de (?:aprobación|autorización
        |firmas?))?\s*[:,=-]?\s*(?:\S+ )?(?:caja negra|por descubrir|ni empezaron|desconocid[oa]s?
        |¿?\?+)
      (?:dibujar|mapear|aclarar|averiguar|levantar) (?:\S+ ){0,4}(?:aprobación|autorización
        |quién aprueba|vistos buenos)
      (?:tendría|tendrían|tiene|tienen|ha|han) (?:que|de) (?:dar el visto bueno|aprobar|opinar
        |estar de acuerdo)[^.]{0,15}(?:nadie|no les han|cómo,? ni|no está claro|no le han)
      (?:nadie|no) (?:lo )?(?:ha|han) (?:movido|abierto|redactado|rellenado|empezado
        |solicitado) (?:expediente|la ficha|el formulario|nada|el informe)
      a partir de qué (?:monto|importe|cantidad)[^.]{0,30}(?:incógnita|no supo|no sabe|ni idea
        |nadie)
      (?:no sé|no saben|no sabemos|desconozco|ignoro|ni idea de|ni flores de) (?:qué comités
        |los pasos|si (?:va|tiene que pasar|hay que pasar)|cómo va|cómo se autoriza
        |cómo se aprueba)
    `),
  },
  champion: {
    en: phraseLines(String.raw`
      (?:no|without|lacks?|haven't got) (?:an? )?(?:internal |inside )?(?:sponsor|advocate|champion
        |fighter|push)
      (?:champion|sponsor|advocate)\s*[:=]?\s*(?:is )?(?:missing|none|\?+)
      (?:no one|nobody) (?:there |here |in there )?(?:listens to|sticks (?:their|his|her) neck
        |would miss|bangs|took (?:it|the)|pushes|fights|lifts?|would lift)
      (?:won't|wouldn't|doesn't) stick (?:her|his|their) neck out
      our (?:fan|supporter|advocate) is (?:an? )?(?:apprentice|intern|student|working student
        |3 months|trainee)
      (?:has no (?:say|clout)|zero clout|too junior)
      (?:polite|friendly)[^.]{0,20}(?:none|no one|nobody|zero|no fighter)
      build (?:\S+ )?(?:someone|a champion|up someone)
      (?:lukewarm) (?:all round|everywhere)
    `),
    de: phraseLines(String.raw`
      (?:kein|keinen|ohne) (?:internen? )?(?:fürsprecher|verbündete[rn]?|pate|paten|zugpferd
        |promotor)
      (?:pate|fürsprecher|promotor|zugpferd|champion)\s*[:=?]?\s*(?:fehlt|fehlanzeige|nada|keiner)
      (?:keiner|niemand),? (?:\S+ )?(?:der )?(?:\S+ )?(?:für uns|lehnt sich raus|kämpft|brennt
        |trommelt|sich aus dem fenster)
      (?:alle|lauter) (?:nett|höflich|freundlich)\p{L}*,? (?:\S+ )?(?:keiner|niemand|null)
      (?:hat|aber) (?:\S+ )?(?:nichts|nix) zu (?:sagen|melden)
      (?:jemanden|intern jemanden) (?:\S+ )?(?:aufbauen|finden,? der)
    `),
    es: phraseLines(String.raw`
      (?:sin|no hay|falta|me falta) (?:un )?(?:padrino|aliado|valedor|promotor|cómplice|campeón)
      (?:nadie|ninguno) (?:\S+ )?(?:se moja|da la cara|nos defiende|empuja|hace suyo|le hace caso
        |tira del carro)
      (?:amables|correctos) todos|todos (?:amables|correctos),? (?:ninguno|nadie)
      no pinta nada|pinta poco|no pesa
      (?:cultivar|encontrar) (?:a )?(?:alguien|quien) (?:que |lo )?(?:empuje|haga|dentro)?
      (?:no se atreve a|no la dejan|su jefa la frena)
    `),
  },
  decider: {
    en: phraseLines(String.raw`
      (?:never|haven't|not) (?:yet )?(?:met|seen|spoken to|talked to|got to) the (?:person|one|chap
        |guy|lady|man|woman) (?:with|holding|who|that)
      (?:haven't|have not|hasn't|yet to|no) (?:\S+ )?(?:a clue|clue|idea|find out|found out|learnt
        |learned) (?:on |about )?(?:who|whose) (?:signs|signature|decides|call|has the)
      who signs(?: here| there| it)?\?? (?:no clue|no idea|dunno|unknown|unclear)
      (?:economic buyer|eb|decision[- ]maker(?: field)?|decider
        |signatory)\s*[:=-]?\s*(?:still )?(?:unknown|blank|empty|missing|open|tbd|\?+)
      (?:no|without|got no|haven't got) (?:a )?(?:face|name) (?:to|for) (?:it|the|that|him|her)
      (?:asked|ask) (?:\S+ )?(?:who|whose) (?:\S+ ){1,5}(?:shrug|changed (?:the )?(?:topic|subject)
        |laughed)
    `),
    de: phraseLines(String.raw`
      wer unterschreibt\??(?: \S+)? (?:keine ahnung|k\.? ?a|unklar|offen|weiß)
      (?:entscheider(?:in)?|unterschriftsberechtigte[r]?|zeichnungsberechtigte[r]?
        |entscheidungsträger) (?:\S+ )?(?:unbekannt|nicht bekannt|offen|unklar|nicht gesehen
        |bisher nicht)
      (?:rausfinden|rauskriegen|herausfinden|fragen|klären),? (?:wer
        |wessen) (?:\S+ ){0,4}(?:unterschreibt|das letzte wort|entscheidet|entscheidung)
      unklar,? (?:ob|wer) (?:\S+ ){1,6}(?:entscheidet|bestimmt|zeichnet|entscheidung trifft
        |unterschreibt)
      (?:die da oben|einer oben|der chef vom chef|chefsache)
    `),
    es: phraseLines(String.raw`
      quién firma\?? (?:ni idea|misterio|no sé|nadie|se ignora)
      (?:no sé|no sabemos|ni idea de|averiguar|preguntar|falta saber) quién (?:\S+ )?(?:decide
        |manda|pone la firma|tiene la última palabra|corta el bacalao|autoriza|resuelve)
      (?:decisor(?:a)?|apoderado)\s*[:=]?\s*(?:desconocid[oa]|en blanco|s\/d|sin identificar|\?+)
      (?:falta|por|sin) identificar (?:a |al )?(?:quien|decisor|apoderad|la persona)\p{L}*
      (?:la persona que|el que|al que|quien) (?:manda|decide|elige|firma|pone la plata|autoriza
        |suelta la lana) (?:\S+ ){0,4}(?:fantasma|no (?:la|lo)|nadie|sin identificar|ni en foto)
      (?:eso )?lo (?:ven|deciden|resuelven) (?:arriba|en la central|en milán|ellos)
      no (?:sé|está claro) si (?:\S+ ){0,2}(?:decide|resuelve|firma|corta)
    `),
  },
  paper: {
    en: phraseLines(String.raw`
      (?:legal|lawyers?|purchasing|procurement|counsel) (?:hasn't|haven't|has not|have not
        |never) (?:\S+ )?(?:seen|looked|heard|been|read|started)
      (?:nobody|no one) (?:has |have )?(?:told|informed|looked at|contacted|spoken to
        |read) (?:the )?(?:purchasing|legal|procurement|dpa|contract|terms|msa|nda|agreement)
      (?:haven't|have not|never|not) (?:yet )?(?:spoken|talked|seen|read
        |met) (?:with |to )?(?:their )?(?:purchasing|procurement|legal|t&cs|lawyers)
      (?:contract|legal|t&cs|terms(?: of contract)?|dpa|nda|baa|msa|paper process
        |vendor (?:onboarding|set-?up)
        |procurement process)\s*[:,-]?\s*(?:side )?(?:is |are |still |haven't been 
        |hasn't been )*(?:not started
        |untouched|touched|virgin territory|tbd|unknown|process unknown|big question mark|open
        |not even (?:drafted|started)|\?+)
      (?:haven't|hasn't|not) (?:been )?(?:set up|listed|on) (?:as )?(?:a |their )?(?:vendor
        |supplier)
      (?:vendor|supplier) (?:onboarding|registration|set-?up
        |questionnaire)\p{L}* (?:\S+ ){0,3}(?:only starts?|not started|no clue|no idea|unknown
        |day one)
      (?:whose|our|their) paper,? (?:ours|theirs|or theirs|or ours)
      (?:need|have|got) to (?:find out|work out|figure out|ask) (?:how|whether|who
        |what) (?:\S+ ){0,3}(?:po|purchase order|sole source|contract|onboarding|procurement
        |tender)
      (?:procurement|purchasing|legal) (?:\S+ )?(?:first heard|only heard
        |will get involved at some point|not involved)
    `),
    de: phraseLines(String.raw`
      (?:einkauf|juristen?|rechtsabteilung|rechtsabt|anwält\p{L}+) (?:\S+ ){0,3}(?:nie|noch nicht
        |keine seite|nicht) (?:\S+ )?(?:gesprochen|gesehen|dran|informiert|eingebunden|involviert
        |angeschaut)
      (?:vertrag|vertragliches|avv|nda|agb|lieferantenanlage|kreditor\p{L}*|papierkram|juristisches
        |beschaffungsprozess|vergaberechtlich)\s*[:,-]?\s*(?:\S+ ){0,2}(?:ungeklärt
        |nicht angefangen|noch nicht angefangen|liegt brach|stand null|keine ahnung|unklar|offen
        |\?+)
      (?:unser|ihr|deren) (?:vertrag|muster|vertragsmuster) oder (?:unser|ihr
        |deren)e?s?\??(?: \S+)? ?(?:ungeklärt|offen|unklar|wissen)?
      (?:lieferantenregistrierung|lieferantenanlage|lieferanten-onboarding
        |präqualifikation) (?:\S+ ){0,3}(?:startet|beginnt|fangen|keine ahnung|unklar|dauert)
      (?:als (?:kreditor|lieferant)|kreditor\p{L}*) (?:\S+ ){0,4}(?:nicht|kein|angelegt wird
        |keiner)
      (?:vom handschlag zum vertrag|durchs haus läuft)
      wie (?:\S+ ){0,4}(?:vertrag|bestellung) (?:\S+ ){0,4}(?:zustande kommt|durchs haus|läuft)
      (?:einkaufsbedingungen|aeb|agb) (?:\S+ ){0,2}(?:nie gesehen|nicht gesehen
        |muss ich noch fragen)
    `),
    es: phraseLines(String.raw`
      (?:jurídico|los abogados|abogad[oa]s?|compras|legal|adquisiciones) (?:\S+ )?(?:no ha|no han
        |aún no|todavía no|nunca) (?:\S+ )?(?:vist|entrad|leíd|mirad|conoc|empezad)\p{L}*
      (?:contrato|alta (?:de|como) proveedor|nda|trámite (?:legal|interno)|contrato marco
        |encargo de tratamiento
        |acuerdo de tratamiento(?: de datos)?)\s*[:,-]?\s*(?:\S+ ){0,2}(?:sin empezar|sin arrancar
        |sin definir|tema virgen|incógnita|no sé|ni idea|por ver|un enigma|ni firmado|\?+)
      (?:licitación|adjudicación directa|contrato menor)[^.]{0,40}(?:nadie aclara|por ver
        |no lo saben|hay que verificar|ni idea)
      (?:cómo|por dónde) (?:\S+ )?(?:se da uno de alta|se hace|se empieza|se da de alta)
    `),
  },
};
