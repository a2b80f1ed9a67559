import { phraseLines } from '../phrases.ts';

/** Steps of the buyer that bring the purchase nearer. */
export const PROGRESS = {
  en: phraseLines(String.raw`
    (?:legal|procurement|purchasing|board|council|committee|it|security|finance|works council|they
      |he|she) … (?:approved|signed off|agreed|cleared|voted for|voted in favour|passed|said yes)
    (?:approved|signed off) by (?:their |the )?(?:legal|board|procurement|council|committee|cfo|ceo
      |it|security|finance)
    no objections? from
    (?:pilot|trial|test) … (?:success\p{L}*|passed|met|exceeded|worked|halved|down from|target)
    (?:contract|budget|funds) (?:is|was|has been|are|were) (?:approved|released|reserved|confirmed
      |signed)
    everything (?:is )?on plan
    shortlisted us
    (?:legal|security|procurement|vendor|compliance|data protection|it|credit) ?(?:review|check
      |onboarding|audit|questionnaire|assessment)? (?:is |was |has been )?(?:done|passed|complete
      |completed|through|cleared|finished|ok|okay|approved)
    (?:passed|completed|cleared) (?:\S+ )?(?:vendor|supplier|security|legal|credit|compliance
      |procurement)
    (?:budget|funding|money) (?:is )?(?:in|there|secured|allocated|signed off)
    (?:lawyers?|legal|it|finance|purchasing) (?:are|is) (?:happy|fine|ok|okay|on board)
    (?:redlines|contract points|clauses|open points|all questions|all points) (?:are |is 
      |all )?(?:closed|settled|agreed|cleared|resolved|answered|done)
    (?:final|last) round
    (?:trial|pilot|test) … (?:better than|well|positive|great|convinc\p{L}+)
    (?:nod|ok|okay|approval|green light|yes) from (?:the |their )?(?:steering|board|committee
      |works council|legal|it|finance|management|procurement)
    signed the (?:nda|letter of intent|loi|mou)
  `),
  de: phraseLines(String.raw`
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
    (?:rechtsabteilung|juristen|einkauf|it|legal) (?:ist|sind) (?:\S+ ){0,3}(?:durch|fertig
      |einverstanden|zufrieden)
    (?:prüfung|\p{L}*prüfung|audit|freigabe|anlage) (?:ist )?(?:bestanden|abgeschlossen|durch
      |erledigt|erfolgt)
    (?:budget|finanzierung|geld) (?:steht|ist da|gesichert|eingestellt)
    (?:vertragspunkte|punkte|fragen|klauseln) (?:sind )?(?:alle )?(?:geklärt|geschlossen|erledigt
      |beantwortet)
    (?:letzten?|finalen?) runde
    (?:test|pilot|probe\p{L}*) … (?:besser|gut gelaufen|überzeugt|positiv)
    (?:okay|ok|zustimmung|ja|freigabe|go) (?:vom|von der|aus dem|des) (?:lenkungskreis|vorstand
      |betriebsrat|einkauf|gremium|management|geschäftsführung|ausschuss)
    (?:geheimhaltung|nda|absichtserklärung|loi|vorvertrag) unterschrieben
  `),
  es: phraseLines(`
    (?:jurídico|compras|consejo|junta|comité|patronato|ayuntamiento|pleno|dirección|gerencia
      |asamblea) … (?:aprobó|aprobado|autorizado|autorizó|validado|votado a favor
      |dio el visto bueno|ha aprobado)
    (?:piloto|prueba|ensayo) … (?:con éxito|superad[oa]|cumplid[oa]|funcionó|bajó de|ha ido bien)
    (?:presupuesto|inversión|contrato|fondos) (?:ya )?(?:está |están |ha sido )?(?:aprobad[oa]s?
      |reservad[oa]s?|liberad[oa]s?|votad[oa]|confirmad[oa]s?)
    vamos según (?:el )?plan
    visto bueno (?:de|del)
    (?:jurídico|compras|informática|legal) (?:ya )?(?:terminó|ha terminado|acabó|está de acuerdo
      |conforme|dio el ok)
    (?:revisión|auditoría|homologación|alta|prueba|control) (?:de \\p{L}+ )?(?:superad[oa]
      |completad[oa]|aprobad[oa]|hech[oa]|terminad[oa])
    hay presupuesto(?! para otr)
    (?:puntos|cláusulas|dudas|preguntas) (?:\\S+ ){0,3}(?:cerrad[oa]s|resuelt[oa]s|acordad[oa]s
      |aclarad[oa]s)
    ronda final
    (?:prueba|piloto) (?:fue|ha ido|salió|va) (?:\\S+ )?(?:mejor|bien|genial)
    firmad[oa] (?:el|la) (?:acuerdo|nda|carta|confidencialidad)
  `),
};

/** Phrases that say that the step is still ahead, or was withdrawn. */
export const NO_PROGRESS = {
  en: phraseLines(`
    (?:must|should|needs? to|has to|have to|to be|will be|would|waiting|pending|once|until|before
      |hopefully|hope)
    (?:withdrawn|reversed|revoked|but|except|rejected|don't know)
    (?:next week|next month|starts|not|isn't|yet|may)
  `),
  de: phraseLines(`
    (?:muss|müssen|soll|sollen|wird|werden|würde|warten|sobald|bevor|hoffentlich|fehlt|erst wenn)
    (?:zurückgezogen|widerrufen|aber|außer|abgelehnt|weiß ich nicht)
    (?:noch nicht|nächste woche|startet)
  `),
  es: phraseLines(`
    (?:debe|deben|tiene que|tienen que|falta|cuando|hasta que|antes de que|ojalá|pendiente)
    (?:retirad[oa]|revocad[oa]|pero|salvo|rechazad[oa]|no sé)
    (?:no ha|todavía no|aún no|que viene|no hay)
  `),
};
