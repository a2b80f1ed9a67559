import { lines } from '../phrases.ts';

/** Steps of the buyer that bring the purchase nearer. */
export const PROGRESS = {
  en: lines(String.raw`
    (?:legal|procurement|purchasing|board|council|committee|it|security|finance|works council|they
      |he|she) … (?:approved|signed off|agreed|cleared|voted for|voted in favour|passed|said yes)
    (?:approved|signed off) by (?:their |the )?(?:legal|board|procurement|council|committee|cfo
      |ceo|it|security|finance)
    no objections? from
    (?:pilot|trial|test) … (?:success\p{L}*|passed|met|exceeded|worked|halved|down from|target)
    (?:contract|budget|funds) (?:is|was|has been|are|were) (?:approved|released|reserved|confirmed
      |signed)
    everything (?:is )?on plan
    shortlisted us
  `),
  de: lines(String.raw`
    (?:rechtsabteilung|einkauf|vorstand|gemeinderat|stadtrat|gremium|ausschuss|beirat|betriebsrat
      |versammlung|\p{L}+versammlung|jury|geschäftsführung|sie|er) … (?:zugestimmt|freigegeben
      |genehmigt|beschlossen|bewilligt)
    (?:pilot|test|probelauf|teststellung) … (?:erfolgreich|bestanden|erreicht|übertroffen)
    (?:budget|mittel|investition|vertrag) (?:ist|sind|wurde|wurden) (?:schon )?(?:freigegeben
      |genehmigt|bewilligt|eingeplant|bestätigt)
    (?:wettbewerb|ausschreibung|zuschlag) … (?:gewonnen|erhalten|bekommen)
    (?:pilot|probelauf|teststellung)[^.]{0,60} von \d+ … auf \d+
    alles im plan
    konzept abgenommen
  `),
  es: lines(`
    (?:jurídico|compras|consejo|junta|comité|patronato|ayuntamiento|pleno|dirección|gerencia
      |asamblea) … (?:aprobó|aprobado|autorizado|autorizó|validado|votado a favor
      |dio el visto bueno|ha aprobado)
    (?:piloto|prueba|ensayo) … (?:con éxito|superad[oa]|cumplid[oa]|funcionó|bajó de|ha ido bien)
    (?:presupuesto|inversión|contrato|fondos) (?:ya )?(?:está |están |ha sido )?(?:aprobad[oa]s?
      |reservad[oa]s?|liberad[oa]s?|votad[oa]|confirmad[oa]s?)
    vamos según (?:el )?plan
    visto bueno (?:de|del)
  `),
};

/** Words with which the step is still ahead, or was taken back. */
export const NO_PROGRESS = {
  en: lines(`
    (?:must|should|needs? to|has to|have to|to be|will be|would|waiting|pending|once|until|before
      |hopefully|hope)
    (?:withdrawn|reversed|revoked|but|except|rejected|don't know)
  `),
  de: lines(`
    (?:muss|müssen|soll|sollen|wird|werden|würde|warten|sobald|bevor|hoffentlich|fehlt|erst wenn)
    (?:zurückgezogen|widerrufen|aber|außer|abgelehnt|weiß ich nicht)
  `),
  es: lines(`
    (?:debe|deben|tiene que|tienen que|falta|cuando|hasta que|antes de que|ojalá|pendiente)
    (?:retirad[oa]|revocad[oa]|pero|salvo|rechazad[oa]|no sé)
  `),
};
