import { phraseLines } from '../phrases.ts';

const [SPENDING_EN] = phraseLines(`
  (?:spending|investments?|projects?|budgets?|purchas(?:es|ing)|hiring|orders|capex|funds?)
`);
const [SPENDING_DE] = phraseLines(`
  (?:capex|investitionen|ausgaben|projekte|budgets?|bestellungen|anschaffungen|beschaffungen|mittel)
`);
const [SPENDING_ES] = phraseLines(`
  (?:capex|inversi(?:ón|ones)|gastos?|presupuestos?|proyectos?|compras|contrataciones|pedidos)
`);

/** Words for a freeze, a stop, an insolvency or layoffs at the buyer. */
export const TROUBLE = {
  en: phraseLines(`
    (?:spending|investment|budget|hiring|purchasing|capex) (?:freeze|stop|ban|halt)
    (?:freez(?:e|es|ing)|froze|frozen|stopp(?:ed|ing)|halt(?:ed|ing|s)|suspend(?:ed|ing
      |s)?) … ${SPENDING_EN}
    ${SPENDING_EN} … (?:is|are|was|were|been|got) … (?:frozen|stopped|suspended|halted|cancelled)
    insolven(?:t|cy)
    bankrupt(?:cy)?
    chapter 11
    (?:in|into|under) administration
    lay-?offs?
    (?:laying|laid|lays) off
    redundanc(?:y|ies)
    job cuts
    (?:cuts?|cutting) … jobs
    (?:plant|site|factory|branch|office) … (?:closes|closing|closure|shut down|shutting down)
    clos(?:es|ing|ed) … (?:plant|site|factory|branch)
    bad news
    project … (?:cancelled|shelved|scrapped|stopped)
    (?:budgets?|funding|money|capex|spend|spending) … (?:pulled|gone|cut|frozen|withdrawn|slashed
      |blocked|on ice|fell through|dried up)
    (?:budget|project|spending|hiring|investments?|purchases|purchasing) (?:frozen|pulled|cancelled
      |on ice|stopped|dead|cut|blocked|shelved)
    (?:cutting|letting go|laid off|sacking|axing) (?:of )?\\d+ (?:people|jobs|staff|employees
      |positions)
    (?:put a |has put a )?(?:stop|hold|freeze|halt|block) (?:on|to) (?:all )?(?:capex|spend\\p{L}*
      |investments?|purchas\\p{L}+|projects?|orders|hiring)
    (?:company|business|firm|group|division) is (?:being |up )?(?:sold|for sale|taken over|bought
      |acquired|wound up)
    (?:merger|takeover|acquisition) (?:announced|talks|news|rumou?rs)
    (?:got|been|being|were|was) (?:acquired|bought|taken over) by
    project(?:'s| is) dead
    lost (?:their|its) (?:biggest|largest|main) (?:customer|client|contract)
    profit warning
    (?:restructuring|reorgani[sz]ation|cost-?cutting|savings programme|austerity)
    (?:site|plant|branch|factory) in \\p{L}+ (?:is )?clos(?:es|ing)
    (?:all|any) (?:spend|spending|purchases?|orders?|investments?
      |projects?) (?:\\S+ ){0,3}(?:on hold|stuck|frozen|needs?|stopped|under review)
    (?:blocked|vetoed|stopped|killed) the (?:investment|project|purchase|budget)
    (?:grant|subsidy|funding|loan) (?:was |has been )?(?:turned down|rejected|refused|denied
      |declined)
    until further notice
    everything(?:'s| is) (?:on hold|stopped|frozen|stuck|up in the air)
    (?:project|purchase|deal|initiative) (?:\\S+ )?(?:on hold|stopped|cancelled|killed|scrapped
      |off the table|under review)
    administrators? (?:\\S+ )?(?:walked|moved|came|called|took|is|are|were) (?:in|over|a|the|now)
    (?:capex|spend|spending|budgets?|project|rollout|programme|kick-?off|everything
      |investments?) (?:\\S+ ){0,3}(?:off the table|on ice|stood down|deprioriti[sz]ed)
    nothing (?:\\S+ )?(?:leaves the (?:building|house)|gets (?:signed|bought|approved)
      |is (?:being )?(?:signed|bought|ordered))
    (?:bumped|pushed|moved) us (?:down|below|behind|back behind)
    \\d+ (?:people|jobs|staff|employees|posts|roles|positions) (?:\\S+ ){0,2}(?:gone|cut|laid off
      |let go|axed|lost|to go|made redundant)
    (?:plant|site|factory|depot|branch|office|mill|store
      |works)s? (?:in \\p{L}+ |at \\p{L}+ )?(?:will shut|shuts|is shutting|to shut|will close
      |is closing|closing|is to close)
    (?:they|it|plant|mill|company|firm)(?:'ve| have| has)? (?:just )?lost (?:the|their
      |its) (?:\\S+ ){0,2}(?:contract|customer|client|account)
  `),
  de: phraseLines(`
    (?:investitions|ausgaben|haushalts|budget|einstellungs|beschaffungs|bestell)(?:stopp|sperre)
    (?:stoppen|stoppt|gestoppt|friert|frieren|eingefroren|ausgesetzt|sperrt
      |gesperrt) … ${SPENDING_DE}
    ${SPENDING_DE} … (?:gestoppt|eingefroren|ausgesetzt|gesperrt|gestrichen)
    ${SPENDING_DE} … auf eis
    insolven(?:z|zantrag|zverfahren|t)
    konkurs
    kurzarbeit
    stellenabbau
    entlassungen
    (?:baut|bauen|streicht|streichen) … (?:stellen|arbeitsplätze)
    (?:werks|standort|filial)schließung(?:en)?
    (?:werk|standort|filiale) … (?:schließt|geschlossen|dicht)
    (?:schließt|schließen) … (?:werk|standort|filiale)
    schlechte nachrichten?
    projekt … (?:gestoppt|eingestellt|abgesagt|gestrichen)
    (?:budget|mittel|projekt|investition|etat) (?:\\S+ )?(?:eingefroren|gestrichen|gekürzt|weg
      |gesperrt|gestoppt|tot|auf eis|geplatzt)
    (?:bauen|baut|entlässt|entlassen|streichen) … \\d+ (?:leute|stellen|mitarbeiter
      |personen) ?(?:ab)?
    (?:konzern|zentrale|mutter\\p{L}*|holding|eigentümer) … (?:gestoppt|blockiert|stoppt|gesperrt
      |eingefroren|untersagt)
    (?:investitionen|projekte?|alles|ausgaben|bestellungen) (?:\\S+ )?(?:auf eis|auf stopp|gestoppt
      |auf halt)
    (?:firma|unternehmen|betrieb|gruppe) (?:wird|soll|ist|steht) (?:\\S+ )?(?:verkauft|zum verkauf
      |übernommen|abgewickelt|geschlossen)
    (?:wurden|wird|werden|wurde) von \\p{L}+ (?:gekauft|übernommen|geschluckt)
    projekt ist tot
    (?:größte[rn]?|wichtigste[rn]?) (?:kunde|auftrag) (?:\\S+ )?(?:weggebrochen|verloren|weg)
    gewinnwarnung
    (?:sparprogramm|sparkurs|sparrunde|umstrukturierung|restrukturierung|haushaltssperre
      |ausgabenstopp|rotstift)
    (?:standort|werk|filiale) (?:\\p{L}+ )?(?:macht zu|wird geschlossen|schließt)
    (?:förder\\p{L}*|zuschuss|kredit|finanzierung) (?:\\S+ )?(?:abgelehnt|geplatzt|gestrichen
      |nicht bewilligt)
    alle (?:ausgaben|bestellungen) … (?:jetzt|müssen|nach)
    bis auf weiteres
    (?:alles|projekt|vorhaben|beschaffung) (?:\\S+ ){0,2}(?:auf hold|auf eis|gestoppt|pausiert
      |liegt auf eis|abgeblasen|gecancelt|gestorben)
    (?:sparen|sparmaßnahmen|kostensenkung\\p{L}*|kostenprogramm)
    insolvenzverwalter(?:in)? (?:ist|sitzt|steht|war|kam|im|hat|übernimmt|bestellt|eingesetzt)
    auf unbestimmte zeit
    (?:mandat|auftrag|freigabe|zusage|mittel|budget) (?:\\S+ ){0,4}(?:entzogen|einkassiert
      |widerrufen|wieder kassiert)
    \\d+ (?:leute|stellen|mitarbeiter|jobs|arbeitsplätze|kollegen) (?:\\S+ ){0,3}(?:gehen|weg
      |gestrichen|abgebaut|wegfallen|entlassen)
    (?:keine|kein) (?:bestellung|unterschrift|vertrag|auftrag|freigabe|rechnung)\\p{L}* (?:mehr
      |über|ohne) (?:\\S+ ){0,5}(?:raus|ohne)
  `),
  es: phraseLines(`
    (?:congel(?:a|an|ado|aron|ó|ando)|suspend(?:e|en|ido|ió|ieron)|paraliz(?:a|an|ado|ó
      |aron)) … ${SPENDING_ES}
    congelación de … ${SPENDING_ES}
    ${SPENDING_ES} … (?:congelad|suspendid|paralizad|cancelad|parad)[oa]s?
    concurso de acreedores
    insolven(?:cia|te)
    (?:en|la) quiebra
    (?:despid(?:e|en|os)|despidieron)
    un (?:ERE|ERTE)
    recortes? de (?:plantilla|personal|empleos?)
    cierr(?:a|an|e) (?:de )?(?:la |el |su |una |dos )?(?:planta|fábrica|sede|tienda|plantas|tiendas)
    malas noticias
    (?:presupuesto|proyecto|inversión|gasto) (?:\\S+ )?(?:congelad[oa]|recortad[oa]|cancelad[oa]
      |anulad[oa]|muert[oa]|parad[oa]|bloquead[oa])
    (?:cort\\p{L}+|recort\\p{L}+|quit\\p{L}+) (?:\\S+ )?(?:presupuesto|gasto|inversión)
    (?:han )?(?:parado|bloqueado|frenado|cortado|para|bloquea) (?:\\S+ )?(?:todas? |las? 
      |los? )*(?:inversi\\p{L}+|compras|proyectos?|gastos?|pedidos)
    todo (?:parado|paralizado|congelado|bloqueado)
    (?:venden|vende|se vende|compran) la (?:empresa|compañía|firma)
    (?:los|les|la) (?:ha|han) (?:comprado|adquirido|absorbido)
    proyecto (?:está|es) muerto
    (?:perdido|perdieron) (?:a )?su (?:mayor|principal) (?:cliente|contrato)
    (?:reestructuración|plan de ahorro|recortes|reorganización|plan de ajuste)
    cierran (?:el|la) (?:centro|planta|fábrica|sede|oficina)
    (?:denegad[oa]|rechazad[oa]|perdid[oa]) (?:\\S+ )?(?:subvención|financiación|crédito|ayuda)
    (?:quedaron|quedado|quedan) sin (?:presupuesto|dinero|fondos)
    despid\\p{L}+ a \\d+
    hasta nuevo aviso
    (?:proyecto|compra|todo) (?:\\S+ )?(?:en pausa|parad[oa]|cancelad[oa]|descartad[oa]|en el aire
      |suspendid[oa])
    (?:en|a|al) concurso(?! de (?:ideas|méritos|obra))
    ERE (?:de|en|para)
    los compr(?:ó|aron) (?:un (?:fondo|grupo|inversor)|una (?:multinacional|empresa)|otr[oa])
    no se (?:firma|compra|gasta|aprueba|contrata)n? (?:ni (?:un|una) \\S+|nada)
    (?:nadie|no) (?:compra|firma|aprueba)n? (?:ni (?:un|una) \\S+|nada)
    (?:retirad[oa]|quit\\p{L}+|retir(?:ó|aron|an)) (?:d?el|la) (?:encargo|mandato|subvención
      |partida)
    (?:baj\\p{L}+|perdi\\p{L}+) (?:la |de )prioridad
    recortes? (?:del? \\d+|de presupuesto|presupuestario)
    (?:compras|inversiones|importaciones|contratos) (?:\\S+ ){0,2}(?:frenad|parad|congelad
      |paralizad)[oa]s?
    (?:cerr|cort)(?:ó|aron|ado) (?:la|el) (?:canilla|grifo|billetera|chorro)
    fusiona(?:n|ron|rán) (?:su|la|las|los|dos|el)
    nadie sabe (?:qué|quién|cuáles) (?:\\S+ ){0,2}(?:queda|sobrevive\\p{L}*|manda)
  `),
};

/** Phrases that say that the trouble is over, is somebody else's, or is another thing. */
export const NO_TROUBLE = {
  en: phraseLines(`
    (?:lifted|is over|ended|behind them|avoided|averted|survived|recovered)
    (?:supplier|vendor|competitor|rival)s?(?:'s)?
    insolvency (?:software|module|practice|law|practitioner|team|lawyers?)
    (?:code|price|design|feature) freeze
    (?:for|at) (?:christmas|the weekend|the holidays)
    good news
    freezers?
    (?:restructured|reorgani[sz]ed) the
    last year
    (?:heard|rumou?rs?|gossip|apparently not)
  `),
  de: phraseLines(`
    (?:aufgehoben|vorbei|beendet|überstanden|abgewendet|vermieden)
    (?:lieferant|anbieter|wettbewerber|mitbewerber|konkurrent)(?:en|s)?
    insolvenz(?:recht|kanzlei|verwaltung)s?
    (?:über|zu) (?:weihnachten|die feiertage)
    gute nachrichten?
    wie gewünscht
    (?:letztes|voriges|vergangenes) jahr
    kein(?:e|en)? (?:budget|haushalts|investitions)\\p{L}+
    (?:gehört bei|gerücht\\p{L}*|wär|wäre|angeblich nicht)
  `),
  es: phraseLines(`
    (?:levantad[oa]|terminó|superad[oa]|ha pasado|evitad[oa]|acabó|descongel\\p{L}+)
    (?:proveedor|competidor|competencia)(?:es)?
    (?:por|en) (?:navidad|vacaciones|agosto|festivos)
    buenas noticias
    (?:producto|alimento|pescado)s? congelad[oa]s?
    administrador concursal
    como pedían
    el año pasado
    de paso
    se levantó
  `),
};
