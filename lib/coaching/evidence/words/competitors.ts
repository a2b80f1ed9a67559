import { phraseLines } from '../phrases.ts';

/** Phrases for a competitor. */
export const COMPETITORS = {
  en: phraseLines(String.raw`
    competitors?
    competing (?:offers?|bids?|vendors?|products?|suppliers?|quotes?)
    alternative (?:vendors?|suppliers?|offers?|quotes?)
    (?:another|other|second|rival) (?:vendors?|suppliers?|providers?|bidders?|offers?|quotes?|bids?)
    rivals
    cheaper (?:offers?|quotes?|bids?)
    (?:comparing|compare) (?:us|you|it|this) (?:with|to|against) (?:others|other)
    two other (?:offers|bids|quotes)
    (?:not|n't) the only (?:ones?|vendor|supplier|bidder|firm)
    (?:up|pitching|running|going) against
    (?:compet(?:e|es|ing)) (?:with|against)
    (?:short-?list|list) of (?:two|three|four|five|\d)
    between us and
    (?:two|three|four|several|some) (?:other|more) (?:vendors?|suppliers?|providers?|bidders?
      |firms?|companies|tools?|systems?|offers?|quotes?|bids?)
    (?:look(?:ing)?|talk(?:ing)?|speak(?:ing)?) (?:at|to) (?:\S+ )?(?:others?|alternatives?
      |rivals?|competitors?|other (?:options|solutions|vendors))
    (?:look(?:ing)?|talk(?:ing)?|speak(?:ing)?) (?:at|to) (?:two|three|a few|some|several)
    (?:rival|competing|comparison) (?:quote|offer|bid|product)s?
    (?:three|two|four)-way (?:comparison|race|pitch)
    counter-?offer
    bake-?off
    incumbent
    (?:evaluating|assessing|considering|testing|trialling|reviewing) (?:\S+ )?(?:another|two|three
      |four|several|other|alternative) (?:vendors?|suppliers?|providers?|options?|solutions?
      |products?|systems?|tools?)
    (?:build|built|script|code|program|weld|make|develop|knock up|cobble together|doing) (?:it|this
      |that|something|one|their own|sth|the \S+|just it) (?:themselves|ourselves|in[- ]house
      |internally|in access|in excel|in power \p{L}+)
    (?:nephew|cousin|brother[- ]in[- ]law|son) (?:\S+ ){0,4}(?:codes?|programs|programmes|builds?
      |building|develops?)
    "?the other (?:guys|lot|bidder|finalist)"?(?: throws?| offers?| do| did| is| are|$)
    (?:leaning|leans|lean|tends?|tending) (?:towards|toward|to stay with)
    (?:incumbent|other vendor|other supplier|another vendor|another supplier
      |competitor) (?:\S+ )?(?:threw|throws|offered|offers|includes|has offered|gave|gives)
  `),
  de: phraseLines(String.raw`
    wettbewerbern?
    konkurren(?:z|t|ten)
    mitbewerbern?
    (?:andere[rn]?|zweite[rn]|weitere[rn]?) (?:anbietern?|lieferant(?:en)?)
    (?:gegen|konkurrenz|vergleichs)angebote?
    (?:zweites|weiteres|anderes|günstigeres|billigeres) angebot
    (?:zweite|weitere|andere|zwei) angebote
    nicht die einzigen
    (?:zwei|drei|vier|weitere|andere|noch) (?:\S+ )?(?:andere|weitere|zwei|drei) ?(?:anbieter
      |lösungen|firmen|systeme|häuser|lieferanten)?(?: an| im spiel| im rennen)
    (?:schaut|schauen|sehen|sieht|schaue) … (?:andere|alternativen|zwei|drei|mitbewerber
      |wettbewerber)
    im rennen
    (?:vergleich\p{L}*) (?:gerade |auch |zurzeit |noch )?(?:zwei|drei|vier|mehrere|mit|andere
      |anbieter|angebote)
    (?:zwischen uns und|auf uns oder|wir oder)
    im wettbewerb (?:mit|zu|gegen)
    (?:bestands|vor|haus|alt)lieferant(?:en)?
    (?:bisherige[rn]?|jetzige[rn]?|aktuelle[rn]?) (?:lieferant|anbieter
      |dienstleister) … (?:nachgelegt|kämpft|nachgebessert|günstiger|angebot|halten|will)
    (?:ein stück|etwas|deutlich|ein bisschen|bissl|leicht|viel|merklich|klar|\d+ ?(?:%
      |prozent)) (?:günstiger|billiger)
    (?:selber|selbst|intern|eigene leute|hausintern) (?:\S+ )?(?:bauen|basteln|entwickeln
      |programmieren|machen|stricken|dransetzen)
    (?:neffe|schwager|schwagers?|sohn|cousin|bruder) (?:\S+ ){0,4}programmiert
    \d+ ?%? (?:drunter|darunter)
    in der (?:engeren wahl|endrunde|endauswahl)
    (?:platzhirsch|bestandslieferant|vorlieferant|der bisherige|alter anbieter) (?:\S+ )?(?:zieht
      |gibt|bietet|geht|legt|wurde)
    (?:vergleichsangebot|gegenoffert|konkurrenzprodukt|konkurrenzangebot|onlineangebot)\p{L}*
    (?:um die hälfte|zur hälfte|kostenlos) (?:\S+ )?(?:angeboten|an$)
    zur demo (?:dort|da|bei)|(?:war|waren) (?:\S+ )?schon (?:da|dort|zur demo|vor ort)
  `),
  es: phraseLines(String.raw`
    competidor(?:es|a|as)?
    (?:la|nuestra) competencia
    otr[oa]s? proveedor(?:es|a|as)?
    (?:otra|segunda) (?:oferta|propuesta|cotización)
    otras (?:ofertas|propuestas|cotizaciones)
    otro presupuesto
    otros presupuestos
    (?:oferta|propuesta) más barata
    presupuesto más barato
    (?:compiten?|competimos)
    (?:otr[oa]s? (?:dos|tres|dos o tres) ?(?:opciones|empresas|proveedores|ofertas)?)
    otra (?:empresa|opción|alternativa|marca)
    (?:comparan(?:do)?|comparar|compara) (?:\S+ )?(?:tres|dos|varias|varios|ofertas|con)
    (?:dos|tres|varias|otros dos) ofertas
    precio a (?:otros|otra|varios|dos)
    a dos más
    proveedor (?:actual|de siempre|habitual) … (?:baj\p{L}+|quiere|mejor\p{L}+|igual\p{L}+
      |contraofer\p{L}+|defiend\p{L}+)
    (?:valorando|estudiando|mirando|evaluando|barajando) (?:\S+ )?(?:otras|varias|más|distintas
      |diferentes) (?:alternativas|propuestas|opciones|ofertas|soluciones)
    (?:hacérselo|montarlo|hacerlo|fabricarlo|desarrollarlo|armarlo|arman ellos|hacen ellos
      |montan ellos) (?:\S+ )?(?:ellos|en casa|con|por su cuenta|internamente)
    (?:sobrino|primo|cuñado|hermano|hijo) (?:\S+ ){0,3}(?:programa|sabe programar|vende|le arma
      |se lo hace)
    (?:el|la) proveedor(?:a)? (?:actual|de siempre|habitual) (?:\S+ )?(?:les|igual|regal|ofrec|baj
      |mejor|rebaj|propus)\p{L}*
    terna final|finalistas
    (?:presupuesto|oferta)[^.]{0,20}(?:\d+ ?%|\d+k) (?:más bajo|menos|por debajo|más barat[oa])
    (?:prueba|piloto) (?:gratis|en paralelo|gratuita|paralel[oa])
  `),
};

/** Phrases before a competitor’s name. */
export const BEFORE_COMPETITOR = {
  en: phraseLines(String.raw`
    (?:offer|quote|bid|proposal|quotation) from
    (?:pilot|pilots|piloting|trial|trialling|poc|proof of concept) (?:with|by|from|of)
    (?:evaluating|comparing us with|compare us with|considering|shortlisted)
    also (?:looking at|look at|evaluating|testing|tested|trying|comparing|considering)
    (?:in talks with|losing to|lost to)
    (?:between us and|versus|vs\.?|compet(?:e|es|ing) with|against)
    saw (?:an?|the)
    (?:also |already |still )(?:uses?|using|has|have|with|know|knows|likes?)
    (?:brought up|mentioned|name-?dropped|asked (?:about|how we compare (?:to|with)))
    (?:offer|quote|demo|pitch|visit|presentation) (?:from|by|of|with)
    (?:brought in|bringing in|added|adding|invited|included|pulled in|dragged in)
  `),
  de: phraseLines(`
    (?:pilot|pilotprojekt|test|teststellung|erprobung) (?:mit|von|bei)
    vergleich(?:en|t)? (?:uns|euch|sie|das) mit
    (?:testet|testen|prüft|prüfen|evaluiert|evaluieren) (?:auch|gerade|parallel|zurzeit)
    (?:prospekt|muster) (?:von|bei)
    (?:sprechen|spricht|reden|redet) (?:parallel |auch |gerade )+mit
    (?:uns oder|uns und|gegen|neben|tendiert zu|tendieren zu)
    (?:was|etwas) von
    (?:die )?firma
    (?:auch|noch) (?:mit|bei|von|was von)
    (?:angebot|demo|besuch|präsentation|termin) (?:von|vom|der firma|bei|mit der firma)
    (?:erwähnte?|nannte|brachte|sprach von|fragte nach)
  `),
  es: phraseLines(String.raw`
    (?:piloto|prueba) (?:de pago |gratuit[oa] )?(?:con|de)
    (?:nos|os|les) (?:comparan?|comparando) con
    también (?:están |estamos )?(?:mirando|viendo|evaluando|comparando|probando|miran|prueban
      |evalúan)
    (?:demo|catálogo|folleto|visita|muestra|presentación|oferta|cotización|propuesta
      |presupuesto) de
    también (?:hablan|habla|negocian|trabajan) con
    (?:nosotros y|enfrente a|frente a|contra|se inclinan por|prefieren a)
    (?:la empresa|la firma|los de|la gente de|un tal)
    (?:mencionó|nombró|sacó|habló de|soltó)
    (?:metió|meten|metieron|ha metido|han metido|incluy\p{L}+|invit\p{L}+|añad\p{L}+
      |sum\p{L}+) (?:también )?a
  `),
};

/** Phrases after a competitor’s name. */
export const AFTER_COMPETITOR = {
  en: phraseLines(String.raw`
    (?:has|have|had|is|are|have been|has been) … (?:pilot|trial|poc|proof of concept|demo)
    (?:has|have) (?:also )?(?:quoted|offered|bid|made an offer|sent (?:an|their) offer)
    (?:is|are) (?:still |also |much )?(?:cheaper|in the race|on the shortlist|their favou?rite)
    (?:also )?(?:quoted|undercut) (?:us|them)
    (?:came in|is|was|are|went) (?:\S+ )?(?:\d+ ?%|much|a lot|far|way)? ?(?:lower|below|under
      |cheaper)
  `),
  de: phraseLines(`
    (?:testet|pilotiert)
    (?:hat|haben) … (?:angeboten|angebot abgegeben|pilot gestartet)
    (?:ist|sind|sei) (?:noch |auch |deutlich )?(?:günstiger|billiger|im rennen|auf der shortlist)
    (?:macht|läuft|hat) … (?:pilot|pilotprojekt|teststellung)
  `),
  es: phraseLines(String.raw`
    (?:tiene|lleva|hace|está) … (?:piloto|prueba de concepto)
    (?:les|nos) ha (?:ofertado|hecho una oferta|presentado una oferta|cotizado)
    es más barat[oa]
    (?:también )?(?:está|sigue) en la carrera
    (?:está|queda|sale) (?:un )?\d+ ?% (?:por debajo|más barat[oa])
  `),
};

/** Phrases that exclude a competitor: it left, or the words mean something else. */
export const NO_COMPETITOR = {
  en: phraseLines(String.raw`
    left the market
    (?:withdrew|withdrawn|dropped out|pulled out|ruled out|went bust|out of the race|gone bankrupt)
    (?:turned|turn) (?:down|away)
    competition law
    rejected
    unlike
    former supplier
    (?:no|any) (?:other|more) (?:suppliers?|vendors?|competitors?|bidders?)
    (?:won|win|prevailed|chose us|chosen us|picked us) (?:over|against|from)?
    (?:only vendor|only supplier|only one) left
    (?:is|are|was|were) out
    not (?:looking|talking|considering) (?:\S+ )?(?:at|to)? ?(?:anyone|anybody|others?)
    trade fair
    (?:their|our|his|her) (?:customer|owner|bank|accountant|lawyer|consultant|site|plant|office)
    (?:used to|in 20\d\d|back in)
    (?:leav\p{L}+|mov\p{L}+|goes|going|left) (?:\S+ )?(?:for|to) (?:another|a different)
  `),
  de: phraseLines(String.raw`
    (?:vom|aus dem) markt
    (?:aus dem rennen|ausgeschieden|zurückgezogen|abgesagt|abgelehnt|ausgeschlossen|insolvent)
    im gegensatz
    wettbewerbsrecht
    früheren?
    (?:durchgesetzt|gewonnen|ausgestochen|für uns entschieden)
    kein(?:e|en)? (?:andere[rn]?|weitere[rn]?|wettbewerb\p{L}*|konkurrenz)
    (?:ist|sind) raus
    wir sind die einzigen
    niemanden? an
    untereinander
    auf der messe
    (?:ihr|unser|deren|mein) (?:kunde|mutter|bank|steuerberater|berater|werk|standort)
    (?:damals|vor jahren|früher)
    (?:wechselt|wechselte|geht) (?:\S+ )?(?:zu|zum|zur) (?:einer |einem )?(?:andere|wettbewerb
      |konkurrenz)\p{L}*
  `),
  es: phraseLines(String.raw`
    competencia (?:digital|profesional|lingüística|técnica|lectora|matemática|emocional|docente
      |clave)
    (?:curso|taller|programa|formación|propuesta|marco|derecho|defensa) … competencias?
    competencias
    (?:es|de) (?:la|su|nuestra) competencia (?:del|de la|exclusiva)
    (?:salió|salido|se fue|ha dejado|dejó) … mercado
    (?:se retiró|se ha retirado|descartad[oa]s?|descartaron|rechazad[oa]|quebró)
    a diferencia
    (?:ganamos|ganado|nos eligieron|nos han elegido)
    no hay (?:otr[oa]s?|competencia)
    no (?:están|está) mirando
    somos los únicos
    (?:está|están|quedó|queda) fuera
    a nadie más
    dos plantas
    (?:su|nuestro|mi) (?:cliente|matriz|banco|gestor|asesor|planta|sede)
    (?:en 20\d\d|hace años|antes|en su día)
    se (?:va|marcha|fue|marchó|ha ido) a
  `),
};

/** Phrases about our own suppliers. */
export const OWN_SUPPLIER = {
  en: phraseLines(`
    our (?:own )?(?:supplier|competitor|freight|carrier|partner)
    (?:we|i) (?:have|got|received|need|asked for) … (?:offer|quote|bid|quotation) from
  `),
  de: phraseLines(`
    unser(?:e|en|em)? (?:lieferant|spediteur|partner)(?:en)?
    (?:wir haben|haben wir|ich habe) … angebot von
  `),
  es: phraseLines(`
    nuestr[oa] (?:proveedor|transportista|socio)
    (?:hemos|he) (?:pedido|recibido) … (?:oferta|cotización|presupuesto) de
    tenemos … (?:oferta|cotización|presupuesto) de
  `),
};
