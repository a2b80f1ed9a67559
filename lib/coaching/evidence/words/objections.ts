import { phraseLines } from '../phrases.ts';

/** Words of doubt about money, time or law. */
export const OBJECTIONS = {
  en: phraseLines(`
    (?:too|so|rather|quite|very|still|a bit|bit) (?:expensive|pricey|dear|costly)
    (?:price|cost|quote|offer|amount) (?:is|was|are|looks|seems) … (?:too high|high|steep
      |over (?:our |the )?budget)
    (?:more than|over|above|beyond|outside) (?:our|the|their) budget
    costs? too much
    (?:no|not enough) (?:budget|money)
    budget (?:cut|on hold|was cut|is gone|is spent)
    can't afford
    (?:put|is|are|currently|project) (?:it |this |that )?on hold
    not a priority
    (?:postponed?|delayed?|defer(?:red)?) … (?:project|decision|purchase|rollout|order|budget
      |everything|next year|next quarter|indefinitely)
    (?:project|decision|purchase|rollout|order) … (?:postponed|delayed|deferred)
    (?:not (?:before|until)|wait until|only) next (?:year|quarter)
    not this (?:year|quarter)
    legal (?:issue|concern|problem|hold)s?
    need(?:s)? (?:more time )?to think
    push(?:ed|es|ing)? ?back (?:on|against|hard)
    objections?
    (?:concern(?:s|ed)?|worri(?:ed|es)|doubts?|reservations?|hesitations?) (?:about|over|regarding
      |on|around|that)
    (?:not|n't) convinced
    bad timing
    (?:ask(?:s|ed|ing)?|push(?:es|ed|ing)?|want(?:s|ed)?) (?:us )?(?:for )?(?:a |another 
      |more )?(?:bigger |further )?(?:discount|rebate|price cut)
    (?:too|rather|quite|bit|very) (?:pricey|expensive|high|steep|costly|much money)
    \\d+ ?% (?:over|above|more than) (?:what|their|the|budget|our)
    sticker shock
    can't (?:justify|afford|stretch)
    (?:push(?:ing|es|ed)? back|pushback) (?:on|from|against)?
    (?:wants?|asks?|asked|asking|demands?|needs?|expects?) (?:\\S+ )?\\d+ ?(?:%|percent) (?:off
      |less|discount|lower)
    (?:sticking point|stumbling block|deal ?breaker|show-?stopper|blocker)
    (?:they|he|she|it|customer|client|buyer|cfo|ceo|board|legal|team|ruth)(?:'re|'s| is| are| was
      | were| seems?| sounds?| got)? (?:\\S+ )?(?:worried|afraid|scared|nervous|anxious|sceptical
      |skeptical|hesitant|reluctant|uneasy|unconvinced)
    (?:cold feet|second thoughts|worries about|^worried about|^afraid of|it worried)
    (?:concerns?|problems?|issues?|doubts?|reservations?|trouble) (?:with|about|over|around|whether
      |on)
    (?:security|data|privacy|compliance|legal) (?:concerns|issues|worries|objections)
    (?:don't|doesn't|do not|can't|not) (?:yet )?see (?:the|any|enough) (?:value|benefit|point|need
      |use)
    (?:not sure|doubts?|unsure) (?:\\S+ ){0,2}worth (?:it|the)
    (?:parked|postponed|delayed|shelved|deferred|on hold|paused) (?:to|till|until|into|for|by)
    not (?:this|before next) (?:quarter|year)
    (?:rather|prefer to|want to|wants to|like to) wait
    won't sign
    (?:a stretch|out of reach|beyond (?:their|the) budget|over budget|outside (?:their|the) budget)
    (?:resist|resists|resistance|against it|opposed|objects?|objected|pushing back)
    (?:doesn't|does not|don't|do not|didn't) believe (?:our|the|in|that|it|a word|we)
    (?:reckons?|thinks?|says?|finds?|calls?
      |considers?) (?:it's |it |that |\\d+ weeks \\p{L}+ is )?(?:a toy|a gimmick|a fairy tale
      |overkill|overpriced|pie in the sky|daylight robbery)
  `),
  de: phraseLines(`
    (?:zu|sehr|ziemlich|recht|immer noch) (?:teuer|kostspielig)
    preis … (?:zu hoch|höher als)
    (?:über|außerhalb) (?:dem|unserem|ihrem|des|unserer|vom) (?:budgets?|rahmens?)
    (?:kein|keine|nicht genug|nicht genügend) (?:budget|geld|mittel)
    budget (?:gestrichen|gekürzt|ausgeschöpft|aufgebraucht)
    können (?:uns|wir uns|sie sich) … nicht leisten
    auf eis
    keine priorität
    (?:projekt|entscheidung|kauf|bestellung|einführung|vorhaben|anschaffung) … (?:verschoben
      |zurückgestellt|vertagt|aufgeschoben)
    (?:erst|frühestens|nicht vor) … nächste[ns]? (?:jahr|quartal)s?
    nicht (?:dieses|in diesem|mehr in diesem) jahr
    (?:haben|hat|äußert|äußerte|große|noch|mit|seine|ihre|unsere|datenschutzrechtliche
      |rechtliche) … (?:bedenken|einwände|vorbehalte|zweifel)
    (?:bedenken|einwände|einwand|vorbehalte|zweifel) (?:wegen|bei|gegen|zu|zum|zur|an|beim|am|ob
      |bezüglich)
    (?:müssen|muss|wollen|will) … (?:überlegen|überdenken|nachdenken)
    (?:nicht|noch nicht) überzeugt
    falscher zeitpunkt
    (?:möchte|möchten|will|wollen|fordert|fordern|fragt|verlangt|verlangen|erwarten
      |erwartet) … (?:rabatt|nachlass|preisnachlass)
    zu (?:teuer|viel geld|hoch|aufwendig|aufwändig|kompliziert|riskant|früh|komplex)
    \\d+ ?(?:%|prozent) (?:über|mehr als|drüber)
    schluck(?:t|en|te) (?:bei|am)
    (?:nicht|kaum) (?:\\S+ )?(?:rechtfertigen|leisten|stemmen)
    will \\d+ ?(?:%|prozent) (?:weniger|nachlass|rabatt)
    (?:am preis|an der \\p{L}+|am \\p{L}+) (?:hakt|scheitert|hängt)
    (?:sicherheits|datenschutz|rechtliche )bedenken
    bedenken
    (?:sorgen?|angst|zweifel(?:t|n)?|skeptisch|zögert|zögern|unsicher|bauchschmerzen
      |vorbehalte) ?(?:wegen|vor|ob|um|bei|über)?
    (?:stört|stören|stößt|stoßen) sich an
    (?:sieht|sehen) (?:\\S+ ){0,3}(?:nutzen|mehrwert|sinn) (?:noch )?nicht
    rechnet sich (?:\\S+ ){0,2}nicht
    (?:geparkt|verschoben|vertagt|zurückgestellt|auf später|aufgeschoben) ?(?:bis|auf|ins)?
    lieber (?:\\S+ )?(?:bis|erst|noch) (?:\\S+ ){0,2}(?:warten|jahr|quartal|abwarten)
    stellt sich quer
    unterschreib(?:t|en) so nicht
    dafür (?:krieg|kriege|bekomm|bekomme|kauf)\\p{L}* (?:ich|wir|er|sie|i|ma)
    (?:deutlich|erheblich|weit|klar|spürbar) (?:über|oberhalb) (?:unser|ihr|dem|der|den
      |seine)\\p{L}*
    (?:bauchweh|bauchschmerzen|magengrimmen) (?:mit|wegen|bei)
    (?:zweifelt|zweifeln|bezweifelt|bezweifeln)
    (?:nicht|so nicht) (?:annehmbar|akzeptabel|hinnehmbar|tragbar|gerechtfertigt)
    zu viel (?:aufwand|arbeit|umrüst\\p{L}*|umstellung|risiko|zeug)
  `),
  es: phraseLines(`
    (?:demasiado|muy|bastante|un poco|sigue siendo|es|parece|más) car[oa]s?
    (?:precio|presupuesto|oferta|coste) … (?:demasiado alt[oa]|muy alt[oa]|elevad[oa]|por encima)
    (?:por encima|fuera) (?:de|del) (?:nuestro |su )?presupuesto
    (?:sin|no (?:hay|tienen|tenemos|queda)) (?:presupuesto|dinero|fondos)
    presupuesto (?:recortado|agotado)
    no (?:nos|se) lo (?:podemos|pueden) permitir
    (?:en pausa|en espera|parado) (?:el proyecto|la compra|la decisión|hasta)
    no es (?:una )?(?:prioridad|prioritario)
    (?:aplaz(?:a|an|ado|aron|amos|ó|ar)|pospuesto|posponer?n?|posponen|retras(?:an|ar|ado
      |a)) … (?:proyecto|decisión|compra|inversión|pedido|firma|todo|año|trimestre)
    (?:proyecto|decisión|compra|inversión|pedido) … (?:aplazad[oa]|pospuest[oa]|retrasad[oa])
    (?:hasta|no antes|para|no hasta) (?:el|del) próximo (?:año|trimestre)
    este año no
    objeci[oó]n(?:es)?
    (?:dudas|reparos|reservas|recelos|pegas|inquietud|preocupación) (?:sobre|con|por|en|respecto
      |acerca|de)
    (?:le|les|nos|me) preocupan?
    (?:tienen|tenemos|tengo|tiene) que (?:pensarlo|pensárselo)
    no (?:está|están|estamos|estoy|les|le|me) (?:del todo )?(?:convencid[oa]s?|convence)
    mal momento
    (?:pid(?:e|en|ió|ieron)|ha pedido|han pedido|quieren?) … (?:rebaja|descuento)
    (?:car[oa]s?|carísim[oa])
    \\d+ ?% (?:por encima|más de|sobre)
    (?:se asust|se echaron atrás|se atragant)\\p{L}*
    no (?:pueden?|podemos) (?:justificar|asumir|pagar|permitirse)
    quieren? (?:un )?\\d+ ?% (?:menos|de descuento)
    (?:precio|cifra|importe|coste) es (?:el|un) (?:problema|obstáculo|freno|escollo)
    (?:dudas?|dudan|miedo|temen?|recelos?|reparos?|pegas|reticen\\p{L}+|desconf\\p{L}+
      |escéptic\\p{L}+) (?:de|a|al|sobre|con|en|si|para|por)?
    no (?:ven|ve|acaban de ver) (?:el|la) (?:valor|ventaja|beneficio|necesidad|utilidad)
    no (?:les|le) (?:compensa|convence|cuadra|sale|merece)
    (?:aparcad[oa]|aplazad[oa]|pospuest[oa]|retrasad[oa]|parad[oa]) (?:hasta|a|para|al)
    este (?:trimestre|año) (?:ya )?no
    (?:prefieren?|quieren?) (?:esperar|dejarlo|aplazar)
    se opon\\p{L}+
    no acepta(?:n)? (?:la|el|las|los)
    así no firma
    se (?:les|le|nos) va de (?:presupuesto|precio|las manos)
    (?:escarmentad[oa]s?|quemad[oa]s? con|hasta las narices)
    no quier(?:e|en) (?:repetir\\p{L}*|volver a|pasar (?:otra vez )?por)
    (?:vuelve|vuelven) siempre a
    (?:con|por) (?:esa|ese|eso|esta) ?(?:plata|dinero|lana|precio|pasta)? (?:me |nos )?(?:compro
      |contrato|compramos|contratamos|pago)
    excede (?:el|lo|nuestro|su|la)
    (?:duda|dudan|dudo) (?:de )?que
    no (?:se )?(?:cree|creen|fía|fían) (?:el|la|lo|que|de|en|nuestr)\\p{L}*
    (?:no (?:ve|ven|vemos|veo)) (?:nada )?clar[oa]s? (?:qué|el|la|los|las|que|lo)
    no (?:le |les )?(?:ve|ven|vemos) (?:el|la|ningún|mucho) (?:beneficio|valor|ventaja|sentido
      |utilidad|gracia)
    (?:torci|frunc|arrug)\\p{L}+ (?:el gesto|el ceño|la nariz|la boca)
    (?:no es|resulta|la consider\\p{L}+|considera) (?:aceptable|inaceptable|abusiv[oa]|excesiv[oa]
      |desproporcionad[oa])
    (?:escald|quem)ad[oa]s? (?:por|con)|ya se quemaron
    carillo|carito|caro caro
  `),
};

/** Phrases that say that the objection is gone, or that only an appointment moves. */
export const NO_OBJECTION = {
  en: phraseLines(`
    (?:resolved|settled|solved|cleared|answered|withdrawn|sorted|addressed|overcome|gone|dealt with
      |used to|any ?more|no longer)
    (?:meeting|call|appointment|demo|visit|date|session|workshop) … (?:postponed|moved|delayed
      |rescheduled|pushed)
    (?:postpone|postponed|move|moved|delay|push|pushed|reschedule) … (?:meeting|call|appointment
      |demo|visit|session|workshop)
    on plan
    (?:we )?lost … because
    (?:had|was|were) (?:no|too) … (?:last|in)
    (?:last year|back then|at the time)
    (?:competitor|rival|other (?:offer|supplier|vendor)|current (?:supplier
      |system))(?:'s)? … (?:too expensive|expensive)
    handling
    no (?:problems?|concerns?|issues?|doubts?|objections?|worries)
    (?:parking|car park|on site day|margin|about rain)
    had no
    (?:nothing|not) (?:too )?(?:expensive|worried)
  `),
  de: phraseLines(`
    (?:ausgeräumt|geklärt|gelöst|erledigt|beantwortet|vom tisch|zerstreut|entkräftet|behoben
      |nicht mehr|früher)
    (?:termin|treffen|gespräch|besuch|anruf|demo|workshop|telefonat|sitzung) … (?:verschoben
      |verlegt|vertagt)
    (?:verschieben|verschoben|verlegen|vertagt) … (?:termin|treffen|gespräch|besuch|workshop)
    (?:wettbewerber|konkurrent|anderer? anbieter|mitbewerber) … teuer
    im plan
    (?:damals|letztes jahr|verloren … weil)
    einwandbehandlung
    kein(?:e|en)? (?:bedenken|sorgen?|zweifel|einwände)
    (?:parkplatz|marge)
    nichts (?:zu beanstanden|auszusetzen)
  `),
  es: phraseLines(`
    (?:resuelt[oa]s?|aclarad[oa]s?|superad[oa]s?|solucionad[oa]s?|retirad[oa]|contestad[oa]s?
      |despejad[oa]s?|ya no)
    (?:aplaz\\p{L}+|posp\\p{L}+|retras\\p{L}+|mov\\p{L}+) … (?:cita|reunión|llamada|visita|demo
      |sesión|taller)
    (?:cita|reunión|llamada|visita|demo|sesión|taller) … (?:aplaz\\p{L}+|pospuest[oa]|retrasad[oa])
    (?:competidor|competencia|otra oferta|otro proveedor|proveedor actual) … car[oa]
    según (?:el )?plan
    (?:entonces|el año pasado|perdimos … porque)
    manejo de objeciones
    (?:no tiene|sin|no hay|no puso|ningun[ao]?) (?:dudas?|pegas|reparos|problemas?)
    (?:aparcamiento|el perro|ruido)
  `),
};
