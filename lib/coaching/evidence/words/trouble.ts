import { lines } from '../phrases.ts';

const SPENDING_EN =
  '(?:spending|investments?|projects?|budgets?|purchas(?:es|ing)|hiring|orders|capex)';
const SPENDING_DE =
  '(?:investitionen|ausgaben|projekte|budgets?|bestellungen|anschaffungen|beschaffungen|mittel)';
const SPENDING_ES =
  '(?:inversi(?:ón|ones)|gastos?|presupuestos?|proyectos?|compras|contrataciones|pedidos)';

/** Words for a freeze, a stop, an insolvency or layoffs at the buyer. */
export const TROUBLE = {
  en: lines(`
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
  `),
  de: lines(`
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
  `),
  es: lines(`
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
  `),
};

/** Words with which the trouble is over, is somebody else's, or another thing is meant. */
export const NO_TROUBLE = {
  en: lines(`
    (?:lifted|is over|ended|behind them|avoided|averted|survived|recovered)
    (?:supplier|vendor|competitor|rival)s?(?:'s)?
    insolvency (?:software|module|practice|law|practitioner|team|lawyers?)
    (?:code|price|design|feature) freeze
    (?:for|at) (?:christmas|the weekend|the holidays)
    good news
    freezers?
  `),
  de: lines(`
    (?:aufgehoben|vorbei|beendet|überstanden|abgewendet|vermieden)
    (?:lieferant|anbieter|wettbewerber|mitbewerber|konkurrent)(?:en|s)?
    insolvenz(?:verwalter|recht|kanzlei)(?:in|s)?
    (?:über|zu) (?:weihnachten|die feiertage)
    gute nachrichten?
  `),
  es: lines(`
    (?:levantad[oa]|terminó|superad[oa]|ha pasado|evitad[oa]|acabó|descongel\\p{L}+)
    (?:proveedor|competidor|competencia)(?:es)?
    (?:por|en) (?:navidad|vacaciones|agosto|festivos)
    buenas noticias
    (?:producto|alimento|pescado)s? congelad[oa]s?
    administrador concursal
  `),
};
