import { lines } from '../phrases.ts';

/** Words with which the owner of a deal says that they took it over. */
export const HANDOVER = {
  en: lines(`
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
  `),
  de: lines(`
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
  `),
  es: lines(`
    (?:est[ae] (?:oportunidad|cuenta|operación|cliente|trato|negocio|proyecto)) … mí[oa]
    (?:es|son) mí[oa]s? desde
    (?:he heredado|heredé|heredo)
    me (?:han |ha )?(?:pasado|traspasado|asignado|pasó|pasaron|asignó|asignaron
      |traspasó) … (?:oportunidad|cuenta|operación|cliente|negocio|trato|proyecto)
    (?:he asumido|asumo|asumí|me hago cargo de|me hice cargo de|he cogido|he tomado
      |tomé) … (?:oportunidad|cuenta|operación|cliente|negocio|trato|proyecto)
    llevo yo (?:est[ae]|la|el) … desde
    (?:soy|seré) … nuev[oa] (?:responsable|comercial|gestora?) de (?:est[ae]|la|el)
  `),
};

/** Words with which something else than the deal is taken over, or somebody else takes it. */
export const NO_HANDOVER = {
  en: lines(`
    (?:costs?|company|companies|firm|invoice|bill|maintenance|business|plant|hotel|shop|building)
    (?:supplier|competitor|tenant|tenants|lease|father|parents|uncle)
    next (?:week|month|year)
    will (?:be )?(?:taken|take|hand)
  `),
  de: lines(`
    (?:kosten|firma|unternehmen|betrieb|montage|installation|transport|rechnung|wartung|miete)
    (?:wird|werden|würde|würden|wollen|soll|sollen) … (?:übernommen|übernehmen)
    nächste (?:woche|r|n)
    vater
  `),
  es: lines(`
    (?:costes?|empresa|compañía|factura|mantenimiento|tienda|padre|local|pedido|gastos)
    (?:próxim[oa]|la semana que viene)
  `),
};
