import { phraseLines } from '../phrases.ts';

/** Phrases that say that the owner took the deal over. */
export const HANDOVER = {
  en: phraseLines(`
    (?:took|taken|taking) (?:this|it|the deal|the account|the opportunity|everything) … from
    (?:took|taken|taking) over … from
    (?:took|taken) over (?:this|the) (?:deal|account|opportunity|customer|client)
    inherited (?:this|it|the (?:deal|account|opportunity)|from)
    (?:handed|passed|transferred|reassigned|assigned) … to me
    (?:deal|account|opportunity|this) (?:is|became) (?:now )?mine
    (?:mine|my (?:deal|account|opportunity)) (?:now|since|as of)
    now my (?:deal|account|opportunity|customer)
    i(?:'m| am) (?:now )?the new (?:owner|rep|account manager|account executive)
    new to this (?:deal|account)
    i(?:'ve| have)? picked this up from
    inherited (?:it |this |the deal |the account )?from
    (?:picked|pick|picking) (?:this|it|the deal|the account)(?: one)? up from
    (?:this|it|this one|account|deal)(?:'s| is) (?:now )?(?:mine|with me)
    (?:new|first week|first day|fresh) on (?:this|the) (?:deal|account)
    \\p{L}+ had (?:it|this) before
    (?:reassigned|assigned|handed(?: over)?|moved|passed|transferred|given) to me
    got (?:this|the) (?:deal|account|opportunity) from
    was \\p{L}+'s (?:deal|account|opportunity|customer)
    (?:stepping|stepped|jumping) in for
    now with me
    (?:previously|formerly) (?:with )?\\p{L}+(?:'s)?$
    (?:took|taking|take) (?:this|it|the account|the deal|over the account
      |over the deal) (?:over )?(?:from|last|this|on|yesterday)
    (?:got|have|inherited|took(?: over)?) \\p{L}+'s (?:book|deals?|accounts?|territory|pipeline
      |portfolio|patch|customers?)
    (?:taken|taking|took) (?:this one |it |this )?over from
    inherited (?:acct|acc|account|from|this one)
    (?:mine|my acct) (?:since|as of|now)|now mine
    (?:reassigned|handed|passed|given) to me
    (?:gave|passed|handed|dropped|dumped) (?:me|this one|this|it) (?:\\S+ ){0,3}(?:one|deal|account
      |desk|on my desk|to me)
    (?:stepping|stepped) (?:in|into) (?:for|\\p{L}+'s shoes)
    (?:previous|former) (?:rep|owner|account manager|am)(?:'s)?
    (?:i'm|i am) your new (?:contact|account manager|rep)
    from (?:now on|today|this week) (?:i|i'll|i will) (?:will )?(?:look after|be looking after
      |take care of|cover)
    (?:asked me to|will) (?:carry on|look after you|take over) (?:your|from|with)?
    ownership changed|owner changed|(?:territory|patch) (?:reshuffle|shuffle|split|realignment)
    picked (?:this|it) up (?:cold|mid-?flight|from|when)|picked up mid-?flight
  `),
  de: phraseLines(`
    (?:habe|hab) … (?:vorgang|deal|kunden|projekt|chance|das|den|die|ihn|es|alles) … übernommen
    von … übernommen
    übernommen von
    übernehme … (?:vorgang|deal|kunden|projekt|chance|das|den|die) … von
    seit … mein (?:vorgang|deal|kunde|projekt)
    (?:gehört|gehören) … mir
    liegt … bei mir
    (?:mir|an mich) … (?:übergeben|übertragen|zugewiesen)
    bin … (?:der|die) neue (?:betreuer|betreuerin|verantwortliche|ansprechpartner|ansprechpartnerin)
    betreue … seit
    (?:von|vom) \\p{L}+ (?:geerbt|übernommen)
    geerbt
    seit \\S+ (?:bei mir|meiner|mein deal|mein kunde)
    (?:zu mir|mir) (?:\\S+ ){0,3}(?:gekommen|kam|zugewiesen|zugeteilt|übergeben|gewechselt)
    (?:kam|kommt|ging) … zu mir
    neu bei mir
    (?:vorher|zuvor|bisher) (?:hatte|bei|lag|betreut)
    eingesprungen
    übernahme von
    mir … (?:zugewiesen|zugeteilt|übertragen|übergeben)
    lag bis \\S+ bei
    (?:betreue|übernehme|mache|führe) … (?:anstelle|statt|für|jetzt|ab)
    (?:vom|von) (?:kollegen|der kollegin|meinem vorgänger|meiner vorgängerin) übernommen
    (?:gebiet|kunden|kundenstamm|portfolio|deals|accounts) von \\p{L}+ (?:übernommen|bekommen
      |geerbt)
    (?:von|vom) (?:\\p{L}+|kollegen? \\p{L}+|kollegin \\p{L}+|m\\. \\p{L}+) (?:geerbt|übernommen
      |übernoo)
    (?:ihr|ihre) neue[rn]? ansprechpartner(?:in)?
    (?:übergabe|übergabegespräch) (?:mit|von)
    (?:gebietstausch|gebietsreform|gebietswechsel)
    chef hat mir (?:\\S+ ){1,5}(?:zugeteilt|rübergeschoben|aufs auge|übergeben|gegeben|hingelegt)
    auf meinen tisch|auf den tisch bekommen
  `),
  es: phraseLines(`
    (?:est[ae] (?:oportunidad|cuenta|operación|cliente|trato|negocio|proyecto)) … mí[oa]
    (?:es|son) mí[oa]s? desde
    (?:he heredado|heredé|heredo)
    me (?:han |ha )?(?:pasado|traspasado|asignado|pasó|pasaron|asignó|asignaron
      |traspasó) … (?:oportunidad|cuenta|operación|cliente|negocio|trato|proyecto)
    (?:he asumido|asumo|asumí|me hago cargo de|me hice cargo de|he cogido|he tomado
      |tomé) … (?:oportunidad|cuenta|operación|cliente|negocio|trato|proyecto)
    llevo yo (?:est[ae]|la|el) … desde
    (?:soy|seré) … nuev[oa] (?:responsable|comercial|gestora?) de (?:est[ae]|la|el)
    heredad[oa]
    (?:la|lo|las) (?:llevo|cojo|tomo|asumo) (?:yo|ahora|desde)
    (?:llevo yo|ahora la llevo|cojo yo)
    (?:me la|me lo|me) (?:han |ha )?(?:asignad[oa]|asignaron|pasaron|pasado|pasó|dieron|dejó|tocó)
    antes (?:la|lo) llevaba
    era de \\p{L}+ hasta
    recién llegad[oa] a
    (?:asumo|asumí) la (?:cuenta|oportunidad)
    cambio de comercial
    (?:coger|recoger|recogido|tomar) el (?:testigo|relevo)
    (?:heredad[oa]|heredo|heredé) (?:de|cuenta|la|el)
    (?:en lugar de mi compañer[oa]|en sustitución de|sustituyo a|tomo el relevo de)
    (?:desde|a partir de) (?:hoy|ahora|el lunes) (?:llevo|la llevo|lo llevo|seré|atenderé|soy)
    (?:reparto|cambio) de zonas?
    (?:mi antecesor(?:a)?|el comercial anterior|la comercial anterior)
    me (?:la|lo|cedió la|encasquetó est[ea]|cayó est[ea]|cayó de|pasaron l[oa]s) (?:pasaron|pasó
      |cedió|encasquetó|asignaron|opp|cliente|cuenta|rebote|\\p{L}+ del)
    (?:la|lo) llevaba \\p{L}+
    (?:cambio de (?:ejecutivo|titular|comercial)|traspaso de cartera)
    cubro a \\p{L}+
  `),
};

/** Phrases that say that something else is taken over, or by somebody else. */
export const NO_HANDOVER = {
  en: phraseLines(`
    (?:costs?|company|companies|firm|invoice|bill|maintenance|business|plant|hotel|shop|building)
    (?:supplier|competitor|tenant|tenants|lease|father|parents|uncle)
    next (?:week|month|year)
    will (?:be )?(?:taken|take|hand)
    (?:presentation|phone|quote|hotel|keys)
    their new
  `),
  de: phraseLines(`
    (?:kosten|firma|unternehmen|betrieb|montage|installation|transport|rechnung|wartung|miete)
    (?:wird|werden|würde|würden|wollen|soll|sollen) … (?:übernommen|übernehmen)
    nächste (?:woche|r|n)
    vater
    (?:kosten|präsentation|vorbesitzer|maschine|läuft der test|agenda)
  `),
  es: phraseLines(`
    (?:costes?|empresa|compañía|factura|mantenimiento|tienda|padre|local|pedido|gastos)
    (?:próxim[oa]|la semana que viene)
    (?:gastos|impresa|planos|con compras|presentación|dueño anterior)
  `),
};
