import { lines } from '../phrases.ts';

/** Words for another supplier. */
export const RIVALS = {
  en: lines(`
    competitors?
    competing (?:offers?|bids?|vendors?|products?|suppliers?|quotes?)
    alternative (?:vendors?|suppliers?|offers?|quotes?)
    (?:another|other|second|rival) (?:vendors?|suppliers?|providers?|bidders?|offers?|quotes?|bids?)
    rivals
    cheaper (?:offers?|quotes?|bids?)
    (?:comparing|compare) (?:us|you|it|this) (?:with|to|against) (?:others|other)
    two other (?:offers|bids|quotes)
  `),
  de: lines(`
    wettbewerbern?
    konkurren(?:z|t|ten)
    mitbewerbern?
    (?:andere[rn]?|zweite[rn]|weitere[rn]?) (?:anbietern?|lieferant(?:en)?)
    (?:gegen|konkurrenz|vergleichs)angebote?
    (?:zweites|weiteres|anderes|günstigeres|billigeres) angebot
    (?:zweite|weitere|andere|zwei) angebote
  `),
  es: lines(`
    competidor(?:es|a|as)?
    (?:la|nuestra) competencia
    otr[oa]s? proveedor(?:es|a|as)?
    (?:otra|segunda) (?:oferta|propuesta|cotización)
    otras (?:ofertas|propuestas|cotizaciones)
    otro presupuesto
    otros presupuestos
    (?:oferta|propuesta) más barata
    presupuesto más barato
  `),
};

/** Words that the name of another supplier follows. */
export const BEFORE_RIVAL = {
  en: lines(`
    (?:have|has|had|got|received|getting|gets|is) … (?:offer|quote|bid|proposal|quotation) from
    (?:offer|quote|bid|proposal|quotation) from
    (?:pilot|pilots|piloting|trial|trialling|poc|proof of concept) (?:with|by|from|of)
    (?:evaluating|comparing us with|compare us with|considering|shortlisted)
    also (?:looking at|look at|evaluating|testing|tested|trying|comparing|considering)
  `),
  de: lines(`
    angebot (?:von|der firma)
    (?:pilot|pilotprojekt|test|teststellung|erprobung) (?:mit|von|bei)
    vergleich(?:en|t)? (?:uns|euch|sie|das) mit
    (?:testet|testen|prüft|prüfen|evaluiert|evaluieren) (?:auch|gerade|parallel|zurzeit)
  `),
  es: lines(`
    (?:oferta|cotización|propuesta|presupuesto) de
    (?:piloto|prueba) (?:de pago |gratuit[oa] )?(?:con|de)
    (?:nos|os|les) (?:comparan?|comparando) con
    también (?:están |estamos )?(?:mirando|viendo|evaluando|comparando|probando|miran|prueban
      |evalúan)
  `),
};

/** Words that follow the name of another supplier. */
export const AFTER_RIVAL = {
  en: lines(`
    (?:has|have|had|is|are|have been|has been) … (?:pilot|trial|poc|proof of concept|demo)
    (?:has|have) (?:also )?(?:quoted|offered|bid|made an offer|sent (?:an|their) offer)
    (?:is|are) (?:still |also |much )?(?:cheaper|in the race|on the shortlist|their favou?rite)
    (?:also )?(?:quoted|undercut) (?:us|them)
  `),
  de: lines(`
    (?:testet|pilotiert)
    (?:hat|haben) … (?:angeboten|angebot abgegeben|pilot gestartet)
    (?:ist|sind|sei) (?:noch |auch |deutlich )?(?:günstiger|billiger|im rennen|auf der shortlist)
    (?:macht|läuft|hat) … (?:pilot|pilotprojekt|teststellung)
  `),
  es: lines(`
    (?:tiene|lleva|hace|está) … (?:piloto|prueba de concepto)
    (?:les|nos) ha (?:ofertado|hecho una oferta|presentado una oferta|cotizado)
    es más barat[oa]
    (?:también )?(?:está|sigue) en la carrera
  `),
};

/** Words with which a supplier is no alternative, or no supplier is meant. */
export const NO_RIVAL = {
  en: lines(`
    left the market
    (?:withdrew|withdrawn|dropped out|pulled out|ruled out|went bust|out of the race|gone bankrupt)
    (?:turned|turn) (?:down|away)
    competition law
    rejected
    unlike
    former supplier
  `),
  de: lines(`
    (?:vom|aus dem) markt
    (?:aus dem rennen|ausgeschieden|zurückgezogen|abgesagt|abgelehnt|ausgeschlossen|insolvent)
    im gegensatz
    wettbewerbsrecht
    früheren?
  `),
  es: lines(`
    competencia (?:digital|profesional|lingüística|técnica|lectora|matemática|emocional|docente
      |clave)
    (?:curso|taller|programa|formación|propuesta|marco|derecho|defensa) … competencias?
    competencias
    (?:es|de) (?:la|su|nuestra) competencia (?:del|de la|exclusiva)
    (?:salió|salido|se fue|ha dejado|dejó) … mercado
    (?:se retiró|se ha retirado|descartad[oa]s?|descartaron|rechazad[oa]|quebró)
    a diferencia
  `),
};

/** Words with which we speak of suppliers of our own. */
export const OWN_SUPPLIER = {
  en: lines(`
    our (?:own )?(?:supplier|competitor|freight|carrier|partner)
    (?:we|i) (?:have|got|received|need|asked for) … (?:offer|quote|bid|quotation) from
  `),
  de: lines(`
    unser(?:e|en|em)? (?:lieferant|spediteur|partner)(?:en)?
    (?:wir haben|haben wir|ich habe) … angebot von
  `),
  es: lines(`
    nuestr[oa] (?:proveedor|transportista|socio)
    (?:hemos|he) (?:pedido|recibido) … (?:oferta|cotización|presupuesto) de
    tenemos … (?:oferta|cotización|presupuesto) de
  `),
};
