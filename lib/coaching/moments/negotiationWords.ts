import { pattern } from '../patterns.ts';

// The words of a negotiation in English, German and Spanish.

/** What is negotiated and hardly named without being so. */
export const STRONG = pattern('iu')`
  discount|rebate|price\s+(?:cut|reduction|match|concession|cap|freeze)|counter-?\s?(?:offer
  |proposal)
  |best\s+(?:price|and\s+final)|final\s+(?:price|offer|number)|haggl|negotiat
  |red-?lin|mark(?:ed)?[\s-]?up\s+(?:of\s+)?(?:the\s+)?(?:contract|agreement|msa|draft)
  |liability|indemni
  |penalt(?:y|ies)|termination\s+(?:clause|right|for)|opt-?out\s+clause|exit\s+clause|auto-?renew
  |notice\s+period|payment\s+(?:terms?|schedule|plan)|net[\s-]?(?:30|45|60|75|90|120)\b|uplift
  |price\s+hold|(?:match|beat|undercut)\p{L}*\s+(?:their|that|the|your|his|her|its)
  |(?:want|need|ask|expect|after|demand)\p{L}*\b.{0,30}\d+\s?(?:%|percent|pct)|-\s?\d+\s?%
  |at\s+(?:that|this|the\s+current|your)\s+(?:price|rate)\b.*(?:not|n't|no|never)\b
  |\d+\s?%\s+(?:off|less|lower|cheaper|down)|price\s+per\s+(?:seat|user|unit)\s+.*(?:too|lower
  |down)
  |\d+\s+tage\s+(?:ziel|netto)|(?:brauch|will|woll|möcht|erwart|forder
  |verlang)\p{L}*\b.{0,40}\d+\s?(?:%|prozent)
  |gleichzieh|unterbiet|unterboten|mitgehen|zu\s+(?:dem|diesem|ihrem)\s+preis\b.*(?:nicht|kein)
  |rabatt|nachlass|nachlaß|preisnachlass|skonto|gegenangebot|nachverhandl|verhandel|preisverhandl
  |zahlungsziel|zahlungsbedingung|zahlungsplan|haftung|vertragsstrafe|pönale|kündigungs(?:frist
  |recht)
  |sonderkündigung|vertragslaufzeit|laufzeit\s+.*(?:statt|kürzer|verkürz)|mindestlaufzeit
  |preisgarantie
  |preisbindung|\d+\s?(?:%|prozent)\s+(?:weniger|günstiger|runter|nachlass|rabatt|billiger)
  |am\s+preis\s+(?:noch\s+)?(?:etwas|was|machen|drehen)|entgegenkomm
  |(?:quier|necesit|pid|exig|esper)\p{L}*\b.{0,30}\d+\s?(?:%|por\s+ciento)|igual(?:ar|amos|as
  |áis|en)\b
  |a\s+cuánto\s+(?:nos\s+|se\s+)?(?:queda|sale|deja)|con\s+(?:el|este|ese)\s+precio\b.*\bno\b
  |descuento|rebaja|contraoferta|contrapropuesta|negocia|regate|bonificación
  |condiciones\s+de\s+pago
  |plazos?\s+de\s+pago|forma\s+de\s+pago|penalizaci|penalidad|responsabilidad\s+(?:civil|limit
  |máx)
  |límite\s+de\s+responsabilidad|cláusula|permanencia|preaviso|\d+\s?%\s+(?:menos|de\s+descuento)
  |pago\s+a\s+\d+|bajar\s+(?:el\s+|un\s+poco\s+(?:el\s+)?)?precio|ajustar\s+el\s+precio`;

/** What may be only mentioned: it needs words that ask for something. */
export const WEAK = pattern('iu')`
  (?<![\p{L}])
  (?:pric(?:e|es|ing)|costs?|fees?|quote|rate|number|terms?|conditions?|contract|agreement|msa
  |sla|dpa
  |invoic\p{L}*|pay(?:ing|ment)?|budget
  |preis\p{L}*|kosten|konditionen|bedingungen|vertrag\p{L}*|angebot\p{L}*|zahl\p{L}*|rechnung
  |agb|avv
  |precios?|coste?s?|tarifas?|condiciones|contrato|oferta|presupuesto|pag(?:o|ar|os)
  |factura\p{L}*)
  (?![\p{L}])`;

/** Words that ask for another price or other terms. */
export const ASKS = pattern('iu')`
  too\s+(?:high|expensive|steep|much)|(?:come|go|bring|get|move|knock
  |drop)s?\s+(?:\p{L}+\s+){0,3}down
  |lower|cheaper|sharpen|reduc|below|under\s+(?:\d|£|\$|€)|match\s|beat\s|instead\s+of
  |rather\s+than
  |room\s+(?:on|for|in)|flexib|movement\s+on|push(?:es|ed|ing)?\s+(?:back|on|for)
  |change\s+to\s+(?:clause|section)
  |insist|waive|(?:want|need|ask|demand|request|expect|propos)\p{L}*\s+(?:\p{L}+\s+){0,4}(?:\d
  |split|quarterly|different|new\s+(?:price|rate)
  |annual|monthly|longer|shorter|cap|waive|free|include|throw|lower|better)|accept\s+(?:the|our
  |your)
  |amend|comment\p{L}*\s+(?:on|to)\s+(?:the\s+)?(?:contract|agreement|draft|msa)
  |better\s+(?:price|terms|deal|offer)
  |zu\s+(?:hoch|teuer)|günstiger|billiger|senk|reduzier|runter|nachbesser|spielraum
  |besser(?:e[rsn]?|en)?\s
  |statt\s|anstatt|änder|anpass|streich|fordert?|verlang|besteht\s+auf|bestehen\s+auf
  |nur\s+(?:wenn|bei)
  |entgegen|drück|(?:möcht|will|woll|brauch)\p{L}*\s+(?:\p{L}+\s+){0,4}(?:\d|quartal|monat|rate
  |kürz|läng)
  |(?:demasiado|muy)\s+(?:alto|caro|elevad)|car[oa]s?(?![\p{L}])|bajar|baj[ea]n?\s|reduc|rebaj
  |mejor(?:ar|es|en|a)?\s|margen
  |en\s+(?:lugar|vez)\s+de|modific|cambiar|ajust|exig|pid(?:e|en|ió|ieron)|piden|solicit|insist
  |apret
  |(?:quier|necesit)\p{L}*\s+(?:\p{L}+\s+){0,4}(?:\d|trimestr|mensual|plazo|más\s+(?:largo
  |corto))`;

/** The sentence says that it is agreed, was given up, or is only about another time. */
export const AGREED = pattern('iu')`
  (?<![\p{L}])
  (?:agreed|accept(?:s|ed)(?!\s+only)|settled|signed\s+off|approved|resolved|fine\s+with
  |happy\s+with|ok\s+with
  |okay\s+with|no\s+longer|dropped|closed\s+(?:on|at)|done\s+deal|shook\s+hands|locked\s+in
  |sorted|confirmed
  |withdr(?:ew|awn)|(?:no|nothing)\s+(?:open|outstanding|more)|all\s+(?:done|clear|good)|signed
  |einig(?:ung)?|geeinigt|vereinbart|akzeptiert|angenommen|abgehakt|erledigt|geklärt
  |einverstanden|zugestimmt
  |bestätigt|freigegeben|unterschrieben|vom\s+tisch|passt\s+(?:so|jetzt|für)|steht\s+(?:fest
  |jetzt)
  |acordad[oa]s?|acordamos|aceptad[oa]s?|acept(?:ó|aron|an|a)(?![\p{L}])|cerrad[oa]s?
  |resuelt[oa]s?|conforme
  |de\s+acuerdo|aprobad[oa]s?|confirmad[oa]s?|firmad[oa]s?|zanjad[oa]s?|pactad[oa]s?)
  (?![\p{L}])`;

/** Words before which “agreed” is not yet so. */
export const NOT_YET = pattern('iu')`
  (?<![\p{L}])
  (?:not|n't|no|never|before|until|unless|if|once|only\s+if|nicht|noch|kein\p{L}*|bevor|sobald
  |wenn|falls|erst
  |no|aún|todavía|antes|hasta|si|cuando|sin)
  (?![\p{L}])`;

/** A mention in passing: another time, a document's name, a topic that is not opened. */
export const PASSING = pattern('iu')`
  (?<![\p{L}])
  (?:price\s+list|pricing\s+page|list\s+price\s+only|last\s+(?:year|time|contract)
  |at\s+(?:the\s+)?time|previous
  |later|eventually|at\s+some\s+point|down\s+the\s+(?:line|road)|not\s+(?:an?\s+)?(?:issue
  |problem|concern|topic)
  |(?:haven't|have\s+not|didn't|did\s+not|don't|no\s+one|nobody)\s+(?:\p{L}+\s+){0,3}(?:discuss
  |talk|mention|rais|ask)\p{L}*
  |without\s+(?:a\s+)?discount|no\s+discount|isn't\s+about|not\s+about|beyond\s+price
  |preisliste|letztes\s+(?:jahr|mal)|damals|später|irgendwann|kein\s+(?:thema|problem)
  |nicht\s+(?:über|um)
  |ohne\s+rabatt|kein(?:en)?\s+rabatt|keine\s+rolle
  |lista\s+de\s+precios|el\s+año\s+pasado|en\s+su\s+día|más\s+adelante|algún\s+día
  |no\s+es\s+(?:un\s+)?(?:problema|tema)
  |sin\s+descuento|ningún\s+descuento|no\s+(?:hemos|se\s+ha)\s+habl\p{L}*)
  (?![\p{L}])`;
