import { lines, type Phrases } from '../phrases.ts';
import type { GapTopic } from './topics.ts';

/** Words that state a gap by themselves, without words of not knowing. */
export const STATED: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  decider: {
    en: lines(String.raw`
      (?:ceo|cfo|coo|cto|director|managing director|owner|president|board|boss|general manager
        |head) … (?:hasn't|has not|haven't|have not|has never|never) (?:\S+ )?(?:seen|met|heard
        |read|been|joined|looked)
      (?:haven't|have not|never|yet to) (?:yet )?(?:met|meet|spoken to|spoken with|reached
        |seen) the (?:ceo|cfo|coo|director|owner|managing director|president|decision[- ]maker
        |boss|board)
      (?:only|just) (?:the |a )?(?:messenger|gatekeeper|user|influencer|assistant|intern|go-between)
      (?:can't|cannot|not allowed to|isn't allowed to|unable to|won't be able to
        |not able to) (?:\S+ )?(?:decide|sign|approve|commit)
      (?:no|without|lacks|little) (?:\S+ )?(?:budget authority|authority|decision(?:-making)? power
        |say in|signing power|mandate)
      (?:isn't|is not|not|n't) (?:the one|the person|the decision[- ]maker|his call|her call
        |their call|the decider|who decides)
      (?:doesn't|does not|don't) (?:decide|have the (?:authority|budget|last word|final say)
        |make the (?:call|decision)|sign)
      (?:no|without|lack|never had) (?:direct )?access to (?:the |his |her |their )?(?:boss
        |decision[- ]maker|owner|management|board|ceo|cfo|director|economic buyer|budget holder|md)
      (?:haven't|have not|never|not) (?:yet )?(?:got|gotten|come|been|reached|spoken
        |met) (?:\S+ ){0,2}(?:to|with)? ?(?:the |his |her |their )?(?:boss|decision[- ]maker|owner
        |management|board|ceo|cfo|director|budget holder|md|economic buyer|head of \p{L}+
        |whoever decides)
      (?:his|her|their) (?:boss|manager|director|owner|ceo|cfo|husband|partner|head office
        |management|board) (?:\S+ )?(?:decides|has to decide|has the last word|has final say|signs)
      (?:has|have|needs?|will|wants?) (?:to )?(?:\S+ )?(?:ask|check with|run (?:it|this) (?:by
        |past)|pass it (?:on|up)|clear it with|consult|talk to|take it to) (?:\S+ )?(?:boss|manager
        |husband|wife|partner|brother|father|director|owner|management|head office|superior
        |higher-ups)
    `),
    de: lines(String.raw`
      (?:geschäftsführ\p{L}+|vorstand|inhaber(?:in)?|chef(?:in)?|direktor(?:in)?|leitung|cfo
        |ceo) … (?:noch nicht|nie|nicht|noch nie) … (?:gesehen|getroffen|gesprochen|gelesen|dabei
        |kennengelernt|eingebunden|beteiligt)
      (?:noch nicht|nie|noch nie) … (?:mit|beim|bei) … (?:geschäftsführ\p{L}+|vorstand
        |inhaber(?:in)?|chef(?:in)?|direktor(?:in)?) … (?:gesprochen|gewesen)
      (?:nur|bloß) (?:der |die |ein |eine )?(?:bote|botin|überbringer|anwender(?:in)?|assistenz
        |vorzimmer|mittelsmann|zuarbeiter(?:in)?)
      (?:kann|darf|können|dürfen) (?:\S+ ){0,3}(?:nicht|nichts) (?:\S+ )?(?:entscheiden
        |unterschreiben|freigeben|zusagen|bestimmen)
      (?:keine|ohne|wenig) (?:budgetverantwortung|budgethoheit|entscheidungsbefugnis
        |entscheidungsgewalt|prokura|befugnis|vollmacht|entscheidungskompetenz)
      (?:entscheidet|entscheiden) (?:\S+ ){0,3}nicht
      (?:kein(?:en)?|ohne|keinen) (?:direkten )?(?:zugang|draht|kontakt) (?:zum|zur
        |zu) (?:chef\p{L}*|entscheider\p{L}*|inhaber\p{L}*|geschäftsführ\p{L}*|geschäftsleitung
        |vorstand|leitung|management)
      (?:an|bis) (?:den|die|zum|zur) (?:inhaber\p{L}*|chef\p{L}*|geschäftsführ\p{L}*
        |entscheider\p{L}*|vorstand) … (?:nicht|nie)
      (?:sein|ihr|der|die) (?:chef\p{L}*|vorgesetzte[rn]?|mann|frau|konzern) (?:entscheidet
        |muss entscheiden|hat das letzte wort)
      nicht (?:den|die|der)?,? (?:der|die|wer) entscheidet
      (?:muss|will|müssen) (?:\S+ ){0,3}(?:chef\p{L}*|vorgesetzte\p{L}*|mann|frau|partner\p{L}*
        |inhaber\p{L}*|geschäftsführ\p{L}*|vater) (?:\S+ )?(?:fragen|abklären|besprechen|überzeugen
        |rücksprache)
      (?:rücksprache|abstimmung) mit (?:dem |der |ihrem |seinem |ihrer |seiner )?(?:chef\p{L}*
        |vorgesetzte\p{L}*|inhaber\p{L}*|geschäftsführ\p{L}*)
      (?:gibt|reicht|leitet) (?:\S+ )?(?:es|das)? ?(?:nach oben|weiter nach oben|an (?:die
        |den) chef\p{L}*)
    `),
    es: lines(String.raw`
      (?:director|directora|gerente|dueñ[oa]|presidente|presidenta|consejo|jef[ea]|propietari[oa]
        |gerencia|dirección) … (?:todavía|aún)? ?(?:no|nunca) (?:la |lo |nos )?(?:ha|han) (?:visto
        |leído|recibido|conocido|participado|entrado|oído)
      (?:todavía|aún) no (?:he|hemos) (?:hablado|visto|conocido|estado) (?:con |al? )?(?:el|la
        |al) (?:director|directora|gerente|dueñ[oa]|presidente|presidenta)
      (?:solo|sólo|únicamente) (?:es )?(?:el |la |un |una )?(?:mensajer[oa]|usuari[oa]|asistente
        |intermediari[oa]|recader[oa])
      no (?:puede|pueden) (?:\S+ )?(?:decidir\p{L}*|firmar|aprobar\p{L}*|comprometer\p{L}*)
      (?:no tiene|sin|no tienen) (?:poder|capacidad|autoridad|potestad|margen
        |mandato)(?: de decisión| para| de compra)?
      no (?:es|depende|está) (?:\S+ )?(?:quien decide|quien firma|de (?:él|ella|ellos)|en sus manos
        |el que decide|la que decide)
      no decide(?:n)?(?: (?:él|ella))?
      (?:sin|no tengo|no tenemos) (?:contacto|acceso) (?:con|a|al) (?:el |la |su )?(?:jef[ea]
        |dueñ[oa]|decisor\p{L}*|gerente|gerencia|dirección|director\p{L}*|consejo|propietari[oa])
      no (?:hemos|he) (?:llegado|hablado|conseguido|podido) (?:\S+ )?(?:a|al|con) (?:el |la 
        |su )?(?:jef[ea]|dueñ[oa]|gerente|director\p{L}*|propietari[oa]|consejo|decisor\p{L}*)
      decide su (?:jef[ea]|director\p{L}*|gerente|marido|mujer|soci[oa]|central)
      su (?:jef[ea]|director\p{L}*|gerente|central) (?:es quien )?(?:decide|firma
        |tiene la última palabra)
      no a quien decide
      (?:tiene|tienen) que (?:\S+ )?(?:consultar\p{L}*|hablar\p{L}*|preguntar\p{L}*
        |comentar\p{L}*) (?:\S+ )?(?:con |a )?(?:su |el |la )?(?:jef[ea]|director\p{L}*|soci[oa]
        |marido|mujer|dueñ[oa]|gerente|padre|central)
      (?:lo|la) (?:pasa|sube|eleva) a (?:su |la |el )?(?:jef[ea]|direcci\p{L}+|gerencia|central)
    `),
  },
  event: {
    en: lines(String.raw`
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
      (?:can|could) wait
      when (?:it's|it is|the) time(?: comes)?
      (?:getting|get|gets) by (?:with|for|fine)
      (?:no|zero|little|hardly any) (?:\S+ )?(?:rush|hurry|urgency|pressure)
    `),
    de: lines(String.raw`
      drängt … nichts
      nichts … drängt
      (?:haben|hat|gibt|ist|besteht|sehen) … keine? (?:eile|termindruck|zeitdruck|stichtag|not)
      (?:könnten|können|kann|könnte) … genauso gut … (?:später|anfangen|starten|warten|beginnen)
      (?:eilt|drängt) … nicht
      (?:zwingt|drängt|treibt|hetzt) (?:\S+ ){0,3}(?:nichts|niemand|keiner)
      (?:nichts|niemand|keiner) (?:\S+ ){0,2}(?:zwingt|drängt|treibt)
      kein(?:e|en)? (?:\S+ )?(?:zwingend\p{L}*|konkret\p{L}*|echt\p{L}*|harte[rn]?
        |fester?) ?(?:anlass|grund|termin|stichtag|datum|zeitplan)?
      kein(?:e|en)? (?:zeitdruck|termindruck|eile|druck|dringlichkeit|stress|zeitplan|zeitrahmen)
      (?:noch ein jahr|weiter|auch so) (?:leben|auskommen|arbeiten|laufen)
      nice to have
      (?:kann|könnte) (?:nächstes|dieses) jahr
      (?:irgendwann|hat zeit|bei gelegenheit|wenn zeit ist|nicht eilig|nicht dringend)
      wenn es (?:so ?weit|an der zeit|mal passt) ?(?:ist)?
      (?:kommen|kommt) (?:\S+ )?(?:zurecht|über die runden|klar damit)
      (?:eile|druck|zeitdruck) (?:keine[rn]?|null|wenig)
    `),
    es: lines(String.raw`
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
      (?:algún día|cuando puedan|ya se verá|sin prisa|más adelante se verá)
      no dan fechas
      (?:apuro|prisa|urgencia|presión) (?:ningun[ao]|cero|poca)
      cuando toque
      van tirando
    `),
  },
  pain: {
    en: lines(`
      (?:happy|fine|satisfied|content|comfortable|ok) with (?:what they|the (?:old|current|existing
        |status)|their (?:current|existing|old))
      no (?:real |clear |obvious |urgent )?(?:pain|need|problem to solve)(?:$|[ ,.]|there|yet)
      (?:status quo|current (?:system|setup|solution|process)) (?:works|is fine|does the job|is ok)
      (?:just|only|merely) (?:curious|browsing|looking|interested|exploring|collecting|kicking)
      (?:can't|cannot|don't|do not) see (?:why|what) (?:they|she|he)
      no project behind
    `),
    de: lines(String.raw`
      (?:zufrieden|glücklich) mit (?:dem (?:alten|jetzigen|bisherigen|aktuellen)|der (?:alten
        |jetzigen)|dem was|ihrem)
      mit (?:dem|der|ihrem|ihrer) (?:alten|jetzigen|bisherigen|aktuellen) (?:\S+ )?zufrieden
      kein(?:en)? (?:echter? |echten |wirklicher? )?(?:leidensdruck|schmerz|bedarf|handlungsdruck
        |problem damit)
      läuft (?:doch |ja )?(?:alles|gut|auch so)
      (?:nur|bloß|reine) (?:neugier\p{L}*|informier\p{L}*|interesse|umschauen)
      (?:sehe|sehen) (?:\S+ )?nicht,? (?:warum|wieso|was)
      kein projekt dahinter
    `),
    es: lines(String.raw`
      (?:content\p{L}+|satisfech\p{L}+|cómod\p{L}+|a gusto) con (?:lo|su|el|la) 
      no hay (?:dolor|problema real|necesidad|una necesidad|un problema)
      (?:les|le) (?:funciona|vale|sirve|va bien) (?:lo|el|la|así|con)
      (?:solo|sólo|pura) (?:curiosidad|por mirar|informarse|curiosean)
      no (?:veo|vemos) (?:por qué|qué)
      no hay (?:un )?proyecto detrás
    `),
  },
  champion: {
    en: lines(String.raw`
      (?:nobody|no one|noone|none) (?:\S+ ){0,3}(?:push\p{L}*|fight\p{L}*|champion\p{L}*|driv\p{L}+
        |promot\p{L}+|sell\p{L}*|own\p{L}*|support\p{L}*|back\p{L}*|argu\p{L}+|speaks? up) 
      (?:no|without an?|lack(?:s|ing)? an?|need an?|missing an?
        |don't have an?) (?:\S+ )?(?:champion|sponsor|internal advocate|advocate|ally|supporter)
      (?:nobody|no one) (?:\S+ )?(?:on our side|for us|in our corner)
      not the one (?:he|she|they) listens? to
      (?:no|little|not much|zero) (?:real )?(?:influence|weight|clout|standing|pull)
      (?:doesn't|don't|won't|nobody|no one|never) (?:\S+ )?listens? to (?:her|him|them)
      (?:won't|doesn't want to|not going to|wouldn't|reluctant to) (?:\S+ )?(?:stick (?:his|her
        |their) neck out|push (?:it|for)|take sides|get involved|fight|argue|speak up)
    `),
    de: lines(String.raw`
      (?:niemand|keiner) (?:\S+ ){0,4}(?:treibt|dafür|setzt sich|für uns|kämpft|unterstützt
        |verkauft|will das)
      (?:treibt|trägt|verfolgt|pusht) (?:\S+ ){0,3}(?:keiner|niemand)
      (?:kein(?:en)?|fehlt (?:uns )?(?:noch )?(?:ein|der)|ohne
        |noch kein(?:en)?) (?:internen? )?(?:fürsprecher\p{L}*|champion|sponsor\p{L}*
        |verbündete\p{L}*|unterstützer\p{L}*|förderer|mentor|coach)
      hört (?:\S+ )?nicht auf (?:sie|ihn|mich)
      (?:kein(?:en)?|wenig|kaum) (?:einfluss|gewicht|rückhalt|standing)
      (?:hat|haben) (?:\S+ )?nichts zu sagen
      (?:will|möchte|wollen) sich (?:\S+ )?nicht (?:einmischen|aus dem fenster lehnen|positionieren
        |exponieren)
      hält sich (?:\S+ )?raus
    `),
    es: lines(String.raw`
      nadie (?:\S+ ){0,3}(?:empuja|tira|defiende|apoya|impulsa|lucha|apuesta|vende|lidera)
      (?:sin|no (?:tenemos|hay|tengo)|nos falta|falta) (?:\S+ )?(?:impulsor\p{L}*|padrino
        |valedor\p{L}*|champion|patrocinador\p{L}*|sponsor|aliad[oa]|defensor\p{L}*|promotor\p{L}*)
      nadie (?:\S+ )?(?:de nuestro lado|por nosotros)
      no (?:le|la|lo|me) hacen? caso
      no tiene (?:peso|influencia|mano)
      (?:pinta poco|no pinta nada)
      no (?:quiere|va a) (?:mojarse|meterse|pelear\p{L}*|dar la cara)
      se mantiene al margen
      a mí no me escuchan?
    `),
  },
  plan: {
    en: lines(String.raw`
      (?:[^,]+,){2,9}[^,]+ (?:still to do|still outstanding|all outstanding|all still open)
      (?:no|without an?|any) (?:agreed |joint |shared |common |mutual |clear )+(?:plan|timeline
        |steps?|schedule|roadmap)
      (?:no|nobody has an?|without an?) plan(?: agreed| in place| yet|$)
      (?:next steps|plan|timeline) (?:\S+ )?(?:vague|fuzzy|unclear|not agreed|open|hazy|missing)
      (?:nothing|not) agreed (?:after|since|beyond|on|for)
    `),
    de: lines(String.raw`
      (?:[^,]+,){2,9}[^,]+ (?:noch zu erledigen|stehen noch aus|alles noch offen|fehlt alles noch)
      kein(?:en)? (?:\S+ )?(?:gemeinsame[rn]? )?(?:plan|zeitplan|fahrplan|ablaufplan)(?: vereinbart
        | bisher|$| mit| für| bis)
      (?:nächsten? |weiteren? )?schritte (?:\S+ )?(?:vage|unklar|offen|nicht|unscharf)
      (?:nichts|nicht) (?:konkretes |weiteres )?(?:vereinbart|ausgemacht|abgesprochen|verabredet
        |festgehalten)
    `),
    es: lines(String.raw`
      (?:[^,]+,){2,9}[^,]+ (?:por hacer|pendientes|todavía pendiente|quedan pendientes)
      (?:sin|no (?:hay|tenemos|existe)|nadie tiene) (?:un |ningún )?(?:plan|calendario|cronograma
        |hoja de ruta)
      (?:próximos )?pasos (?:\S+ )?(?:difusos|vagos|en el aire|sin|poco claros)
      (?:nada|no (?:está|quedó)) (?:\S+ )?(?:acordad[oa]|pactad[oa]|quedad[oa])
    `),
  },
  metrics: {
    en: lines(String.raw`
      (?:can't|cannot|couldn't|not|haven't|never|hard to) (?:\S+ )?(?:quantif\p{L}+
        |put a number on (?:the|it)|measur\p{L}+ the|calculat\p{L}+|work\p{L}* out what)
      (?:roi|payback|savings?|benefits?|business case) (?:\S+ ){0,2}(?:a guess|guesswork|guessed
        |unknown|not (?:calculated|quantified|proven|known)|unclear|missing|still open)
      no (?:\S+ )?(?:numbers|figures|data|metrics|volumes|roi|business case) (?:from|yet|so far|to
        |$)
      (?:never|haven't|not|hasn't) (?:\S+ )?(?:gave|given|give|shared|provided|sent|got) (?:us 
        |me )?(?:any )?(?:volumes|numbers|figures|data)
    `),
    de: lines(String.raw`
      (?:nicht|kaum|schwer|nie) (?:\S+ )?(?:beziffer\p{L}+|quantifizier\p{L}+|gerechnet|berechnet
        |ausgerechnet|durchgerechnet)
      (?:roi|amortisation|einsparung\p{L}*|nutzen|wirtschaftlichkeit) (?:\S+ ){0,2}(?:geraten
        |geschätzt|unbekannt|nicht (?:berechnet|belegt|bekannt)|unklar|offen)
      keine (?:\S+ )?(?:zahlen|daten|mengen|kennzahlen|volumina) (?:von|vom|bisher|$)
      (?:mengen|zahlen|daten|volumen) … (?:nie|nicht) (?:\S+ )?(?:genannt|geschickt|geliefert
        |bekommen|gegeben)
    `),
    es: lines(String.raw`
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
    en: lines(String.raw`
      (?:budget|money|funding|funds) (?:\S+ )?(?:unclear|unknown|not confirmed|unconfirmed
        |not (?:yet )?(?:approved|clear|known|discussed|secured|there)|open|tbd|tbc|unsure)
      (?:won't|don't|didn't|doesn't|not) (?:\S+ )?(?:say|tell|share|disclose
        |reveal)\p{L}* (?:\S+ )?(?:what they (?:can|could|want to) spend|(?:their|the|a) budget
        |how much)
      (?:no|without) (?:\S+ )?budget (?:yet|set|figure|number|assigned|allocated|named)
    `),
    de: lines(String.raw`
      (?:budget|geld|mittel|finanzierung) (?:\S+ )?(?:unklar|unbekannt|(?:noch )?nicht (?:bestätigt
        |geklärt|freigegeben|bekannt|gesichert|genehmigt|besprochen)|offen|ungeklärt|fraglich)
      (?:sagen|sagt|nennen|nennt) (?:\S+ ){0,2}(?:nicht|kein)\p{L}*,? (?:\S+ )?(?:was sie ausgeben
        |wie ?viel|budget)
      (?:kein|ohne) (?:\S+ )?budget (?:genannt|bekannt|hinterlegt|eingeplant)
    `),
    es: lines(String.raw`
      (?:presupuesto|dinero|fondos|financiación) (?:\S+ )?(?:sin (?:confirmar|definir|aprobar
        |asignar)|no (?:confirmado|aprobado|definido|asignado|claro)|desconocido|por (?:confirmar
        |definir)|en el aire)
      no (?:nos |me )?(?:dicen?|quieren decir|han dicho|sueltan) (?:cuánto|el presupuesto
        |qué presupuesto)
    `),
  },
  competition: {
    en: lines(String.raw`
      (?:don't know|do not know|no idea|not sure|unclear|haven't asked|never asked|unknown
        |who knows|no clue) (?:\S+ ){0,3}(?:who else|what else|competit\p{L}+|alternatives?
        |other (?:vendors|suppliers|offers|options|bidders)|others (?:are|in))
      (?:alternatives|competition|competitors) (?:\S+ )?(?:unknown|unclear|not asked|not known)
    `),
    de: lines(String.raw`
      (?:weiß|wissen|keine ahnung|unklar|nicht (?:gefragt|sicher|bekannt)
        |unbekannt)[^.;]{0,30}(?:wen sie (?:sich )?(?:noch|sonst)|wer (?:sonst|noch)
        |wettbewerb\p{L}*|alternativen|mitbewerber\p{L}*|noch andere|konkurrenz)
      (?:wettbewerb|mitbewerb\p{L}*|alternativen|konkurrenz) (?:\S+ ){0,2}(?:keine ahnung|unbekannt
        |unklar|nicht (?:gefragt|bekannt))
    `),
    es: lines(String.raw`
      (?:no sé|no sabemos|ni idea|no tengo claro|sin saber|no (?:he|hemos) preguntado
        |desconozco)[^.;]{0,30}(?:a quién más|quién más (?:está|compite|presenta)|competencia
        |alternativas|otros (?:en la carrera|proveedores))
      (?:competencia|alternativas) (?:\S+ )?(?:ni idea|desconocid\p{L}+|sin preguntar)
    `),
  },
  price: {
    en: lines(String.raw`
      (?:price|pricing|cost|costs|money|fees?) (?:\S+ )?(?:hasn't|has not|haven't|not
        |never) (?:\S+ )?(?:come up|been (?:discussed|mentioned|raised)|discussed|mentioned
        |on the table)
      no (?:talk|word|mention|discussion) (?:\S+ )?(?:about|of|on) (?:money|price|pricing|cost|fees)
      (?:haven't|have not|didn't|not|never) (?:\S+ )?(?:put|named|given|quoted|shown
        |mentioned) (?:\S+ )?(?:a number|a price|any price|figures|a figure|our price|prices)
      (?:putting off|avoiding|dodging|postponing|afraid of) (?:\S+ )?(?:price|pricing|money|cost
        |budget) ?(?:talk|conversation|topic|question)?
      (?:nobody|no one) (?:\S+ )?asked (?:\S+ )?(?:about )?(?:the )?(?:price|cost|money)
      (?:keep|kept|keeping|leave|left|leaving|save|saving|hold|holding|held) (?:the |our )?(?:price
        |pricing|numbers|cost) (?:\S+ )?(?:out|back|for later|until|for the end|off the table)
      (?:price|pricing|numbers|money) (?:\S+ )?(?:comes? later|later on|afterwards|at the end
        |not yet on the table)
    `),
    de: lines(String.raw`
      (?:preis\p{L}*|kosten|geld) (?:\S+ ){0,3}(?:noch )?(?:nicht|nie
        |kein thema) (?:\S+ ){0,3}(?:tisch|thema|besprochen|genannt|angesprochen|sprache)
      preisthema (?:\S+ ){0,4}(?:vor (?:mir|uns)|offen|vermieden|umschifft|nicht)
      (?:keine|noch keine|nie eine) (?:zahl|preise?|summe|hausnummer) (?:\S+ )?genannt
      nach (?:dem |den )?(?:preis|kosten) (?:\S+ ){0,3}(?:keiner|niemand|nicht)
      (?:zahlen|preis\p{L}*|summen?|kosten) (?:\S+ ){0,5}nicht (?:\S+ ){0,2}(?:tisch|genannt
        |gezeigt|verraten|rausgerückt)
      (?:preis|zahlen|kosten) (?:\S+ ){0,3}(?:später|zum schluss|erst am ende|zurückgehalten
        |ausgespart|erst ?mal raus)
    `),
    es: lines(String.raw`
      (?:precio|coste|dinero|costes) (?:\S+ )?(?:aún|todavía)? ?no (?:\S+ )?(?:ha salido|sali\p{L}+
        |comentad\p{L}+|tratad\p{L}+|hablad\p{L}+)
      de (?:dinero|precios?) (?:\S+ )?nada
      (?:aplazando|evitando|esquivando|retrasando) (?:\S+ )?(?:la charla|el tema|la conversación
        |hablar)(?: de(?:l)? (?:precio|dinero))?
      no (?:les |le )?(?:he|hemos) dado (?:ningun[ao]|una) (?:cifra|precio|número)
      nadie (?:ha )?pregunt\p{L}+ por el (?:coste|precio)
      (?:precio|números|cifras) (?:\S+ ){0,4}no (?:\S+ ){0,3}(?:encima de la mesa|sobre la mesa
        |enseñad\p{L}+)
      (?:precio|números|dinero) (?:\S+ ){0,3}(?:más adelante|para luego|para el final|después)
      (?:dejo|dejamos|guardo|guardamos) (?:el |los )?(?:precio|números)
    `),
  },
  criteria: {
    en: lines(String.raw`
      (?:criteria|scoring|scorecard|evaluation) (?:\S+ )?(?:not (?:shared|known|seen|clear)|unknown
        |unclear|missing|open)
    `),
    de: lines(String.raw`
      (?:\p{L}*kriterien|bewertungsmatrix|gewichtung|lastenheft) (?:\S+ )?(?:nicht (?:gesehen
        |bekannt|erhalten|geklärt)|unbekannt|unklar|fehl\p{L}+)
    `),
    es: lines(String.raw`
      (?:criterios|baremo|puntuación|pesos) (?:\S+ ){0,2}(?:no (?:compartidos|conocidos|claros)
        |desconocid\p{L}+|sin (?:compartir|definir|conocer))
    `),
  },
  approval: {
    en: lines(String.raw`
      (?:approval|sign-off|decision) (?:route|path|process|chain) (?:\S+ )?(?:is )?(?:a black box
        |unclear|unknown|open|a mystery|not clear|not known)
    `),
    de: lines(String.raw`
      (?:freigabe\p{L}*|entscheidungs\p{L}+|genehmigungs\p{L}+) (?:\S+ )?(?:ist )?(?:eine blackbox
        |unklar|unbekannt|nebulös|offen)
    `),
    es: lines(String.raw`
      (?:circuito|proceso|ruta) de (?:aprobación|decisión|firma) (?:es 
        |está )?(?:\S+ )?(?:una caja negra|desconocid\p{L}+|poco clar\p{L}+|opac\p{L}+|sin aclarar)
    `),
  },
  paper: {
    en: lines(String.raw`
      (?:legal|contract|purchasing|procurement|signing|signature|paper|onboarding
        |vendor) (?:process|steps?|route|path|terms|review) (?:\S+ )?(?:unclear|unknown|open
        |not (?:clear|known|discussed))
    `),
    de: lines(String.raw`
      (?:vertrags\p{L}+|einkaufsprozess|bestellprozess|unterschriften\p{L}*
        |rechtliche prüfung) (?:\S+ )?(?:unklar|unbekannt|offen|nicht (?:bekannt|geklärt))
    `),
    es: lines(String.raw`
      (?:trámite|proceso|circuito) de (?:compras?|contratación|firma|jurídico
        |contrato) (?:\S+ )?(?:desconocid\p{L}+|sin (?:aclarar|definir)|poco clar\p{L}+)
    `),
  },
};
