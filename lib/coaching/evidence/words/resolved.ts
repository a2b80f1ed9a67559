import { phraseLines } from '../phrases.ts';

/** Phrases that say that a doubt, bad news or hard words before them are over. */
export const RESOLVED = {
  en: phraseLines(`
    (?:sorted|solved|resolved|settled|cleared(?: up)?|agreed|fixed|off the table|dealt with|over now
      |no longer (?:an? )?(?:issue|problem|concern|worried)|all good
      |now convinced
      |withdrawn|reassured)
    (?:he's|she's|they're|is|are) (?:fine|ok|okay|happy|good) (?:now|with)?
    (?:isn't|is not|not) (?:an? )?(?:issue|problem|concern) (?:any ?more|now)
    (?:doesn't|does not|not) (?:affect|concern|touch) (?:us|our|this)
    (?:only|just) (?:affects|concerns) 
    our (?:project|budget) is (?:safe|approved|not affected|ring-?fenced)
    (?:makes sense(?: now)?|(?:i'm|i am|we're|we are|he's|she's) (?:fine|ok|okay|happy)
      |fine with the
      |works for (?:me|us|them)|withdr[ae]wn|got over it|won (?:him|her|them) over)
    (?:false alarm|misunderstanding|turned out (?:to be )?fine)
    (?:freeze|spending stop|stop) (?:is |has been |was )?(?:lifted|over)
    (?:takeover|merger|acquisition|sale) fell (?:through|thru)
    (?:legal|it|ciso|union|board) (?:has |have )?(?:withdrew|withdrawn|dropped|lifted) (?:their|its
      |the) (?:veto|reservations|objections?|concerns)
    (?:we are|we're) satisfied with your
    (?:concerns|doubts|worries|reservations) (?:\\S+ ){0,4}(?:dispelled|gone|off the table|sorted
      |cleared up)
    \\p{L}+(?: thing)?: sorted
    (?:budget|funding) reinstated|(?:layoffs|insolvency) (?:avoided|averted)
    (?:union|ciso|legal|dpo)(?:'s| is)? (?:\\S+ )?(?:fine|happy|ok) (?:now|with it)
    come round|mind at rest
  `),
  de: phraseLines(`
    (?:geklärt|erledigt|gelöst|vom tisch|ausgeräumt|beigelegt|aus der welt|kein thema mehr|ist durch
      |hat sich erledigt|so passts?|passt jetzt|zufrieden damit|überzeugt jetzt|entwarnung)
    betrifft (?:nur|uns nicht|unser)
    (?:unser )?projekt ist (?:freigegeben|sicher|nicht betroffen|genehmigt|ausgenommen)
    (?:einverstanden|in ordnung so|passt für (?:mich|uns)|zurückgenommen|zurückgezogen)
    (?:falscher alarm|missverständnis)
    (?:bedenken|punkt|frage) (?:\\S+ ){0,3}(?:ausgeräumt|vom tisch|geklärt)
    (?:preis|thema) ist kein thema mehr|thema durch
    (?:keine einwände mehr|jetzt einverstanden|sind wir zufrieden)
    (?:aus insolvenz raus|sanierung geglückt|kurzarbeit beendet)
  `),
  es: phraseLines(`
    (?:resuelt[oa]s?|solucionad[oa]s?|aclarad[oa]s?|superad[oa]s?|arreglad[oa]s?|cerrado el tema
      |ya está
      |ya no (?:es|hay|le|les)|tranquil[oa]s?|todo bien|de acuerdo con (?:el|la))
    (?:solo|sólo) afecta a
    (?:no|nada) (?:nos )?afecta
    (?:nuestro )?proyecto (?:está|sigue) (?:aprobado|a salvo|en pie|adelante)
    (?:me parece bien|nos parece bien|estoy de acuerdo|conforme con|me cuadra|nos cuadra
      |retirad[oa])
    (?:falsa alarma|malentendido)
    (?:levant\\p{L}+) (?:la|el) (?:suspensión|congelación|freno|veto)
    (?:retir|quit)\\p{L}+ (?:el|su|sus|nuestros) (?:veto|reparos|oferta)
    (?:quedan?|quedaron) (?:despejad|conform|solucionad|resuelt)\\p{L}*
    se frustró (?:la|el)|tumbó la fusión
    (?:el|del) precio (?:ya no es tema|ni se acuerda)
    salieron del concurso|evitado el ere
    (?:asunto zanjado|agua pasada|pasó el susto)
    (?:sindicato|jurídico|abogado|delegada)[^.]{0,20}(?:dio el sí|tragó|duerme tranquila|firmado)
  `),
};
