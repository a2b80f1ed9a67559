import { type Phrases, phraseLines } from '../phrases.ts';
import { STATED_PEOPLE_AND_PROCESS } from './statedPeopleAndProcess.ts';
import type { GapTopic } from './topics.ts';

/** Phrases that alone say that something is open, without “we don’t know” (see topics.ts). */
export const STATED: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  ...STATED_PEOPLE_AND_PROCESS,
  event: {
    en: phraseLines(String.raw`
      (?:there(?:'s| is) )?no (?:rush|hurry|urgency|deadline|time pressure|real deadline
        |pressing date)
      (?:not|isn't|nothing is) (?:urgent|in a hurry|pressing)
      (?:could|can) (?:just as|equally) well (?:start|wait|begin|do it) (?:later|in|next)
      (?:in|feel|feels|are in|is in) no (?:rush|hurry)
      (?:nothing|no one|nobody) (?:\S+ )?(?:forces|pushes|pressures|makes|compels) (?:them|him|her)
      no (?:compelling|real|hard|clear|particular|specific) (?:reason|event|driver|date|need
        |trigger|deadline)
      (?:live|cope|manage|carry on) with (?:the )?(?:old|current|existing|it|what)
      nice[- ]to[- ]have
      (?:could|might) be (?:next|this) year
      (?:some day|someday|one day|eventually|no time frame|no timeframe|no timeline
        |when they have time|whenever)
      (?:no|zero|little|hardly any) (?:\S+ )?(?:rush|hurry|urgency|pressure)
    `),
    de: phraseLines(String.raw`
      drängt … nichts
      nichts … drängt
      (?:haben|hat|gibt|ist|besteht|sehen) … keine? (?:eile|termindruck|zeitdruck|stichtag|not)
      (?:könnten|können|kann|könnte) … genauso gut … (?:später|anfangen|starten|warten|beginnen)
      (?:eilt|drängt) … nicht
      (?:zwingt|drängt|treibt|hetzt) (?:\S+ ){0,3}(?:nichts|niemand|keiner)
      kein(?:e|en)? (?:\S+ )?(?:zwingend\p{L}*|konkret\p{L}*|echt\p{L}*|harte[rn]?
        |fester?) ?(?:anlass|grund|termin|stichtag|datum|zeitplan)?
      kein(?:e|en)? (?:zeitdruck|termindruck|eile|druck|dringlichkeit|stress|zeitplan|zeitrahmen)
      (?:noch ein jahr|weiter|auch so) (?:leben|auskommen|arbeiten|laufen)
      nice to have
      (?:kann|könnte) (?:nächstes|dieses) jahr
      (?:irgendwann|hat zeit|bei gelegenheit|wenn zeit ist|nicht eilig|nicht dringend)
    `),
    es: phraseLines(String.raw`
      no (?:hay|tienen|corre|les corre|tiene|llevan) (?:ninguna )?(?:prisa|urgencia|fecha límite)
      (?:no (?:es|les|lo ven|corre)) (?:nada )?(?:urgente|urge)
      sin (?:prisa|urgencia|fecha límite)
      (?:podrían|pueden) … igual(?:mente)? … (?:más tarde|esperar|empezar)
      nada les (?:mete prisa|urge|obliga)
      nada (?:les|le) (?:obliga|empuja|aprieta)
      (?:sin|no hay|no tienen|no existe) (?:\S+ )?(?:motivo|razón|urgencia|prisas?|fecha|presión
        |necesidad) ?(?:clar[oa]|concret[oa]|real|límite|para)?
      no les corre prisa
      pueden (?:seguir|tirar|aguantar|esperar)
      puede ser (?:el|este)
      no dan fechas
      (?:apuro|prisa|urgencia|presión) (?:ningun[ao]|cero|poca)
      cuando toque
      van tirando
    `),
  },
  pain: {
    en: phraseLines(`
      (?:happy|fine|satisfied|content|comfortable|ok) with (?:what they|the (?:old|current|existing
        |status)|their (?:current|existing|old))
      (?:status quo|current (?:system|setup|solution|process)) (?:works|is fine|does the job|is ok)
      (?:just|only|merely) (?:curious|browsing|looking|interested|exploring|collecting|kicking)
      (?:can't|cannot|don't|do not) see (?:why|what) (?:they|she|he)
      no project behind
    `),
    de: phraseLines(String.raw`
      mit (?:dem|der|ihrem|ihrer) (?:alten|jetzigen|bisherigen|aktuellen) (?:\S+ )?zufrieden
      kein(?:en)? (?:echter? |echten |wirklicher? )?(?:leidensdruck|schmerz|bedarf|handlungsdruck
        |problem damit)
      läuft (?:doch |ja )?(?:alles|gut|auch so)
      (?:nur|bloß|reine) (?:neugier\p{L}*|informier\p{L}*|interesse|umschauen)
      (?:sehe|sehen) (?:\S+ )?nicht,? (?:warum|wieso|was)
      kein projekt dahinter
    `),
    es: phraseLines(String.raw`
      (?:content\p{L}+|satisfech\p{L}+|cómod\p{L}+|a gusto) con (?:lo|su|el|la) 
      no hay (?:dolor|problema real|necesidad|una necesidad|un problema)
      (?:les|le) (?:funciona|vale|sirve|va bien) (?:lo|el|la|así|con)
      (?:solo|sólo|pura) (?:curiosidad|por mirar|informarse|curiosean)
      no (?:veo|vemos) (?:por qué|qué)
      no hay (?:un )?proyecto detrás
    `),
  },
  plan: {
    en: phraseLines(String.raw`
      (?:[^,]{1,60},){2,9}[^,]{1,60} (?:still to do|still outstanding
        |all outstanding|all still open)
      (?:no|without an?|any) (?:agreed |joint |shared |common |mutual |clear )+(?:plan|timeline
        |steps?|schedule|roadmap)
      (?:no|nobody has an?|without an?) plan(?: agreed| in place| yet|$)
      (?:next steps|plan|timeline) (?:\S+ )?(?:vague|fuzzy|unclear|not agreed|open|hazy|missing)
      (?:nothing|not) agreed (?:after|since|beyond|on|for)
    `),
    de: phraseLines(String.raw`
      (?:[^,]{1,60},){2,9}[^,]{1,60} (?:noch zu erledigen|stehen noch aus
        |alles noch offen|fehlt alles noch)
      kein(?:en)? (?:\S+ )?(?:gemeinsame[rn]? )?(?:plan|zeitplan|fahrplan|ablaufplan)(?: vereinbart
        | bisher|$| mit| für| bis)
      (?:nächsten? |weiteren? )?schritte (?:\S+ )?(?:vage|unklar|offen|nicht|unscharf)
      (?:nichts|nicht) (?:konkretes |weiteres )?(?:vereinbart|ausgemacht|abgesprochen|verabredet
        |festgehalten)
    `),
    es: phraseLines(String.raw`
      (?:[^,]{1,60},){2,9}[^,]{1,60} (?:por hacer|pendientes|todavía pendiente|quedan pendientes)
      (?:sin|no (?:hay|tenemos|existe)|nadie tiene) (?:un |ningún )?(?:plan|calendario|cronograma
        |hoja de ruta)
      (?:próximos )?pasos (?:\S+ )?(?:difusos|vagos|en el aire|sin|poco claros)
      (?:nada|no (?:está|quedó)) (?:\S+ )?(?:acordad[oa]|pactad[oa]|quedad[oa])
    `),
  },
  metrics: {
    en: phraseLines(String.raw`
      (?:can't|cannot|couldn't|not|haven't|never|hard to) (?:\S+ )?(?:quantif\p{L}+
        |put a number on (?:the|it)|measur\p{L}+ the|calculat\p{L}+|work\p{L}* out what)
      (?:roi|payback|savings?|benefits?|business case) (?:\S+ ){0,2}(?:a guess|guesswork|guessed
        |unknown|not (?:calculated|quantified|proven|known)|unclear|missing|still open)
      no (?:\S+ )?(?:numbers|figures|data|metrics|volumes|roi|business case) (?:from|yet|so far|to
        |$)
      (?:never|haven't|not|hasn't) (?:\S+ )?(?:gave|given|give|shared|provided|sent|got) (?:us 
        |me )?(?:any )?(?:volumes|numbers|figures|data)
    `),
    de: phraseLines(String.raw`
      (?:nicht|kaum|schwer|nie) (?:\S+ )?(?:beziffer\p{L}+|quantifizier\p{L}+|gerechnet|berechnet
        |ausgerechnet|durchgerechnet)
      (?:roi|amortisation|einsparung\p{L}*|nutzen|wirtschaftlichkeit) (?:\S+ ){0,2}(?:geraten
        |geschätzt|unbekannt|nicht (?:berechnet|belegt|bekannt)|unklar|offen)
      keine (?:\S+ )?(?:zahlen|daten|mengen|kennzahlen|volumina) (?:von|vom|bisher|$)
      (?:mengen|zahlen|daten|volumen) … (?:nie|nicht) (?:\S+ )?(?:genannt|geschickt|geliefert
        |bekommen|gegeben)
    `),
    es: phraseLines(String.raw`
      (?:no|nunca|sin|difícil) (?:\S+ )?(?:\S+ )?(?:cuantific\p{L}+|calcul\p{L}+|medir\p{L}*
        |poner números)
      (?:retorno|roi|ahorro|beneficio) (?:\S+ ){0,3}(?:suposición|sin calcular|desconocid[oa]|a ojo
        |estimado|en el aire)
      (?:sin|no (?:tenemos|hay|tengo)) (?:\S+ )?(?:números|datos|cifras|volúmenes)(?: de| todavía
        | suyos|$)
      nunca nos (?:dieron|han dado|pasaron) (?:volúmenes|datos|números|cifras)
    `),
  },
  budget: {
    en: phraseLines(String.raw`
      (?:budget|money|funding|funds) (?:\S+ )?(?:unclear|unknown|not confirmed|unconfirmed
        |not (?:yet )?(?:approved|clear|known|discussed|secured|there)|open|tbd|tbc|unsure)
      (?:won't|don't|didn't|doesn't|not) (?:\S+ )?(?:say|tell|share|disclose
        |reveal)\p{L}* (?:\S+ )?(?:what they (?:can|could|want to) spend|(?:their|the|a) budget
        |how much)
    `),
    de: phraseLines(String.raw`
      (?:budget|geld|mittel|finanzierung) (?:\S+ )?(?:unklar|unbekannt|(?:noch )?nicht (?:bestätigt
        |geklärt|freigegeben|bekannt|gesichert|genehmigt|besprochen)|offen|ungeklärt|fraglich)
      (?:sagen|sagt|nennen|nennt) (?:\S+ ){0,2}(?:nicht|kein)\p{L}*,? (?:\S+ )?(?:was sie ausgeben
        |wie ?viel|budget)
    `),
    es: phraseLines(String.raw`
      (?:presupuesto|dinero|fondos|financiación) (?:\S+ )?(?:sin (?:confirmar|definir|aprobar
        |asignar)|no (?:confirmado|aprobado|definido|asignado|claro)|desconocido|por (?:confirmar
        |definir)|en el aire)
      no (?:nos |me )?(?:dicen?|quieren decir|han dicho|sueltan) (?:cuánto|el presupuesto
        |qué presupuesto)
    `),
  },
  competition: {
    en: phraseLines(String.raw`
      (?:don't know|do not know|no idea|not sure|unclear|haven't asked|never asked|unknown
        |who knows|no clue) (?:\S+ ){0,3}(?:who else|what else|competit\p{L}+|alternatives?
        |other (?:vendors|suppliers|offers|options|bidders)|others (?:are|in))
    `),
    de: phraseLines(String.raw`
      (?:weiß|wissen|keine ahnung|unklar|nicht (?:gefragt|sicher|bekannt)
        |unbekannt)[^.;]{0,30}(?:wen sie (?:sich )?(?:noch|sonst)|wer (?:sonst|noch)
        |wettbewerb\p{L}*|alternativen|mitbewerber\p{L}*|noch andere|konkurrenz)
      (?:wettbewerb|mitbewerb\p{L}*|alternativen|konkurrenz) (?:\S+ ){0,2}(?:keine ahnung|unbekannt
        |unklar|nicht (?:gefragt|bekannt))
    `),
    es: phraseLines(String.raw`
      (?:no sé|no sabemos|ni idea|no tengo claro|sin saber|no (?:he|hemos) preguntado
        |desconozco)[^.;]{0,30}(?:a quién más|quién más (?:está|compite|presenta)|competencia
        |alternativas|otros (?:en la carrera|proveedores))
      (?:competencia|alternativas) (?:\S+ )?(?:ni idea|desconocid\p{L}+|sin preguntar)
    `),
  },
  price: {
    en: phraseLines(String.raw`
      (?:price|pricing|cost|costs|money|fees?) (?:\S+ )?(?:hasn't|has not|haven't|not
        |never) (?:\S+ )?(?:come up|been (?:discussed|mentioned|raised)|discussed|mentioned
        |on the table)
      no (?:talk|word|mention|discussion) (?:\S+ )?(?:about|of|on) (?:money|price|pricing|cost|fees)
      (?:haven't|have not|didn't|not|never) (?:\S+ )?(?:put|named|given|quoted|shown
        |mentioned) (?:\S+ )?(?:a number|a price|any price|figures|a figure|our price|prices)
      (?:putting off|avoiding|dodging|postponing|afraid of) (?:\S+ )?(?:price|pricing|money|cost
        |budget) ?(?:talk|conversation|topic|question)?
      (?:nobody|no one) (?:\S+ )?asked (?:\S+ )?(?:about )?(?:the )?(?:price|cost|money)
    `),
    de: phraseLines(String.raw`
      (?:preis\p{L}*|kosten|geld) (?:\S+ ){0,3}(?:noch )?(?:nicht|nie
        |kein thema) (?:\S+ ){0,3}(?:tisch|thema|besprochen|genannt|angesprochen|sprache)
      preisthema (?:\S+ ){0,4}(?:vor (?:mir|uns)|offen|vermieden|umschifft|nicht)
      (?:keine|noch keine|nie eine) (?:zahl|preise?|summe|hausnummer) (?:\S+ )?genannt
      nach (?:dem |den )?(?:preis|kosten) (?:\S+ ){0,3}(?:keiner|niemand|nicht)
      (?:zahlen|preis\p{L}*|summen?|kosten) (?:\S+ ){0,5}nicht (?:\S+ ){0,2}(?:tisch|genannt
        |gezeigt|verraten|rausgerückt)
    `),
    es: phraseLines(String.raw`
      (?:precio|coste|dinero|costes) (?:\S+ )?(?:aún|todavía)? ?no (?:\S+ )?(?:ha salido|sali\p{L}+
        |comentad\p{L}+|tratad\p{L}+|hablad\p{L}+)
      de (?:dinero|precios?) (?:\S+ )?nada
      (?:aplazando|evitando|esquivando|retrasando) (?:\S+ )?(?:la charla|el tema|la conversación
        |hablar)(?: de(?:l)? (?:precio|dinero))?
      no (?:les |le )?(?:he|hemos) dado (?:ningun[ao]|una) (?:cifra|precio|número)
      nadie (?:ha )?pregunt\p{L}+ por el (?:coste|precio)
    `),
  },
  criteria: {
    en: phraseLines(String.raw`
      (?:criteria|scoring|scorecard|evaluation) (?:\S+ )?(?:not (?:shared|known|seen|clear)|unknown
        |unclear|missing|open)
    `),
    de: phraseLines(String.raw`
      (?:\p{L}*kriterien|bewertungsmatrix|gewichtung|lastenheft) (?:\S+ )?(?:nicht (?:gesehen
        |bekannt|erhalten|geklärt)|unbekannt|unklar|fehl\p{L}+)
    `),
    es: phraseLines(String.raw`
      (?:criterios|baremo|puntuación|pesos) (?:\S+ ){0,2}(?:no (?:compartidos|conocidos|claros)
        |desconocid\p{L}+|sin (?:compartir|definir|conocer))
    `),
  },
};
