import { type Phrases, phraseLines } from '../phrases.ts';
import type { GapTopic } from './topics.ts';

/** What is open of money, time and rivals, as it stands in hurried notes: “no cost centre”. */
export const STATED_SHORT_PLAN: Readonly<Partial<Record<GapTopic, Phrases>>> = {
  budget: {
    en: phraseLines(String.raw`
      (?:is there|any) (?:any )?money\?? (?:\S+ ){0,3}(?:no idea|couldn't|didn't know|no clue
        |unclear|unknown)
      (?:no|without a) (?:cost cent(?:re|er)|budget line|budget code)
      (?:budget|funding|funds|funding source|budget holder)\s*[:=-]?\s*(?:is |still )?(?:unknown
        |unclear|open|tbd|\?+)
      (?:qualify|clarify) (?:the )?(?:budget|who pays|funding)
      not in this (?:year's|yr's) (?:plan|budget)
      (?:never|haven't) (?:\S+ )?(?:got an answer|said|asked|dared)[^.]{0,20}(?:budget|set aside
        |afford|money)
      we'd have to find it|we'd find it somewhere
      grant (?:maybe|application might)
    `),
    de: phraseLines(String.raw`
      (?:budget|finanzierung|mittel|budgetinhaber
        |höhe des rahmens)\s*[:=]?\s*(?:ist |sind )?(?:ungeklärt|unklar|unbekannt|nebulös|offen
        |\?+)
      (?:mittel|finanzierung|budget|kostenstelle) (?:\S+ ){0,4}klären|nach kostenstelle fragen
      (?:wer|aus welchem topf|aus wessen topf|welcher topf)[^.]{0,25}(?:zahlt|käme|kommt
        |bezahlt)[^.]{0,12}(?:offen|unklar|strittig|nicht|keine ahnung)
      (?:im|in deren) wirtschaftsplan (?:\S+ )?(?:nicht|nichts|find)
      (?:zeigt|zeigen|schieben) (?:\S+ ){0,4}(?:aufeinander|gegenseitig)
      (?:irgendwo auftreiben|wird sich (?:schon|scho) was finden)
    `),
    es: phraseLines(String.raw`
      (?:no sé|no sabemos|falta saber|ni idea de|no supo) si hay (?:plata|dinero|fondos
        |presupuesto)
      (?:sin|no hay) (?:partida|centro de coste)(?: presupuestaria| asignada)?
      (?:presupuesto|financiamiento|financiación|centro de coste
        |fondos)\s*[:=]?\s*(?:\S+ )?(?:ningun[oa]|inexistente|difus[oa]|incógnita|sin confirmar
        |por identificar)
      (?:aclarar|averiguar) (?:\S+ )?(?:fondos|presupuesto|de dónde sale|si tienen dinero
        |quién paga)
    `),
  },
  competition: {
    en: phraseLines(String.raw`
      (?:don't|do not|no idea|haven't|never|couldn't) (?:\S+ ){0,3}(?:who else|whom else
        |who they also|whom they|who we're up against|other (?:quotes|vendors|bidders)
        |anyone else is)
      (?:competition|competitors?|competitor field|field of rivals
        |rivals)\s*[:=]?\s*(?:is |still )?(?:unknown|empty|blank|a blind spot|\?+)
      (?:blind|in the dark) on (?:competition|rivals|competitors)
      are we alone(?: in this)?\?? (?:unclear|no idea|haven't a clue|don't know)
      find out (?:who else|who we're up against)
      (?:won't|wouldn't|can't|forbid) (?:say|tell|share|name|naming) (?:me )?(?:whom
        |the other bidders|who else)
      (?:bidders list|shortlist) (?:is )?(?:sealed|secret)
    `),
    de: phraseLines(String.raw`
      (?:wer|wen|mit wem) (?:\S+ ){0,2}(?:sonst|noch|parallel)[^.]{0,25}(?:keine ahnung|verr[aä]\w+
        |nicht|weiß|schweigt|entzieht)
      (?:mitbewerb|wettbewerb(?:er)?|konkurrenz|feld wettbewerber|bieterkreis|bieterliste
        |shortlist)\s*[:=]?\s*(?:ist )?(?:unbekannt|nicht bekannt|leer|geheim|\?+)
      (?:sind wir allein|alleinlauf)[^.]{0,15}(?:unklar|weiß|keine)
      (?:rauskriegen|rausfinden|rausbekommen),? (?:wer noch|gegen wen)
      gegen wen wir (?:antreten|bieten)
      tappe im dunkeln
    `),
    es: phraseLines(String.raw`
      con quién más (?:\S+ )?(?:hablan|habla)[^.]{0,15}(?:ni idea|no|quiso)
      (?:no sé|ni idea|averiguar|no le pregunté|falta saber
        |pendiente saber) (?:\S+ )?(?:con quién más|contra quién|quién más|si (?:ve|ven) a más
        |a quién)
      (?:competencia|competidores|campo competidores?|rivales)\s*[:=]?\s*(?:desconocid[oa]s?|vacío
        |ni rastro|\?+|"\?")
      (?:vamos|estaremos|estamos|corremos) solos\?? (?:no sé|quién sabe|ni idea)
      no suelta nombres|no soltó prenda
      lista (?:corta|larga) (?:secreta|bajo llave|reservada)
    `),
  },
  event: {
    en: phraseLines(String.raw`
      (?:compelling event|deadline|go-?live(?: date| wish)?|urgency|critical event
        |target date)\s*[:=-]?\s*(?:is |still )?(?:none|zero|missing|open|nil|0|0\/10|unknown|\?+)
      (?:no|zero|without) (?:urgency|cliff edge|trigger|compelling event|deadline|hard date
        |end date|expiry)
      (?:not|isn't) tied to (?:any|a)
      nothing (?:burning|forces their hand|pushes them|urgent|behind this)
      (?:contract|lease|licen[cs]e) (?:\S+ ){0,5}(?:auto-?renews|rolls on|is open ended
        |renews automatically)
      (?:sometime|some time) next year|this (?:year|yr),? (?:could be |or )(?:the next|next|20\d\d)
      (?:lived|live|coped) with (?:it|the \p{L}+) for \d+ (?:years|yrs)
      (?:all the time in the world|take your time|nobody's breathing down)
    `),
    de: phraseLines(String.raw`
      (?:dringlichkeit|zeitdruck|termindruck|druck|termin|stichtag|auslöser
        |eile)\s*[:=,]?\s*(?:ist |gibt's |gibt es )?(?:keine?r?|null|fehlt|nicht vorhanden|0)$
      (?:eilt|pressiert|brennt|drängt) (?:\S+ ){0,3}(?:nicht|nöd|ned|net|nirgends|nichts)
      hängt an keiner|weder \S+ noch \S+ (?:sitzen|drängen|zwingen)
      (?:lässt|lassen) (?:man )?sich zeit|(?:haben|hat) alle zeit der welt
      (?:alt)?vertrag verlängert sich
      (?:kein|keine) (?:datum|frist|termin|stichtag|förderfrist|norm|audit)[^.]{0,20}(?:wehtut|nix
        |nichts|drängt|brauchen|zwingt)
      (?:irgendwann (?:mal|halt)|wenn (?:luft|es fertig|zeit) ist|wenn's fertig)
      (?:auslöser|anlass) (?:\S+ )?fehlt
    `),
    es: phraseLines(String.raw`
      (?:urgencia|prisa|apuro|fecha límite|hito)\s*[:=,]?\s*(?:nul[oa]|cero|ningun[oa]|0)
      (?:cero|ninguna) (?:prisa|urgencia|apuro|apremio)|sin (?:fecha límite|evento)
      (?:no|ni) (?:les |le )?corre (?:ninguna )?prisa|"?tranqui,? no corre
      nada (?:les|los|le) (?:aprieta|empuja|corre|urge|obliga)
      nadie (?:los|les) (?:corre|corretea|apura|aprieta)
      (?:contrato|renting|alquiler) (?:\S+ ){0,3}(?:se renueva solo|se prorroga|abierto)
      (?:el año que viene o el otro|este año o el otro|cuando se pueda|cuando esté)
      (?:lo mismo|igual) (?:\S+ ){0,2}(?:este año|enero) (?:que|como) (?:en )?(?:20\d\d|junio)
      (?:ningún|sin) (?:hito|evento|disparador|plazo)
      (?:buscar|preguntar) (?:una )?(?:fecha|para cuándo)
    `),
  },
  plan: {
    en: phraseLines(String.raw`
      (?:no|without) (?:agreed )?(?:next )?(?:steps|timeline|roadmap|milestones|close plan
        |action plan|mutual plan|sequence)(?: agreed| with|,|$| after| both)
      (?:next steps|steps|close plan|roadmap(?: to \p{L}+)?|map|milestones
        |mutual (?:action )?plan)\s*[:=]?\s*(?:is |are |still )?(?:vague|unclear|missing|not there
        |not agreed|none|open|\?+)
      (?:left|part|parted|ended) (?:\S+ ){0,2}(?:without|with no|hanging)(?: \S+){0,2} (?:next date
        |date|follow-?up|homework|who does what|diary)
      nothing in either (?:calendar|diary)
      (?:drift|drifting) (?:along )?from call to call
      (?:who does what|what happens (?:after|next))[^.]{0,25}(?:never|nobody|no one|neither|not)
      (?:propose|draft|make|write) (?:up )?(?:a )?(?:mutual|joint|close|action)
      (?:wouldn't|won't|didn't) commit to any (?:sequence|date|of the dates|steps)
      (?:stay|be) in touch"?,? (?:each time|that's the plan|and)
    `),
    de: phraseLines(String.raw`
      (?:kein|keinen|ohne|keine) (?:folgetermin|fahrplan|projektplan|nächster schritt
        |nächsten schritt|meilensteine?|neuen termin|vereinbarten schritte|schritte|etappen)
      (?:gehen|gehn) (?:\S+ )?auseinander ohne
      (?:meilensteine|nächste schritte|fahrplan|vorgehen|zeitplan
        |roter faden)\s*[:=]?\s*(?:sind |ist )?(?:fehlen|fehlt|offen|unklar|gibt's keine
        |gibts keine|nicht vereinbart)
      (?:hangeln|improvisieren)(?: \S+){0,3} (?:telefonat|termin)?
      auf keine (?:reihenfolge|termine)
      nur in meinem kopf|nur bei mir
      (?:man hört (?:sich|voneinander)|wir hören uns)
      was (?:auf|nach) (?:die|der|dem|den) \p{L}+ (?:folgt|kommt)[^.]{0,25}(?:sternen|nie|offen
        |unklar)
    `),
    es: phraseLines(String.raw`
      (?:sin|no hay|ni|ningún) (?:próxim[oa]s? (?:fecha|pasos)|hoja de ruta|cronograma|nueva fecha
        |calendario|etapas)
      (?:pasos(?: acordados)?|hitos|siguiente paso|próximos pasos)\s*[:,=]?\s*(?:ningun[oa]s?|\?+
        |en el aire)
      (?:saltamos|improvis\p{L}+) (?:\S+ )?(?:de )?(?:llamada|cada reunión)
      (?:proponer|armar) (?:un )?(?:cronograma|plan) (?:conjunto|con)
      (?:no se compromet\p{L}+) (?:con|a) (?:ningun|un)\p{L}*
      (?:quedamos en quedar|vamos hablando|nos vamos diciendo|sobre la marcha)
      (?:salimos|colgamos|nos despedimos) sin
    `),
  },
  price: {
    en: phraseLines(String.raw`
      (?:money|price|pricing|cost|costs|fees?) (?:hasn't|haven't|has not|not|never|wasn't
        |weren't) (?:\S+ )?(?:come up|mentioned|discussed|raised)
      (?:no|not a|not one|without a) (?:number|figure|quote|price|ballpark|range|£ sign
        |dollar figure|single number) (?:\S+ )?(?:on the table|out|discussed|named|given|yet
        |on any)
      (?:kept|keeping|left) (?:the )?(?:price|pricing|numbers|money|cost) (?:slide )?out
      (?:he's|she's|they've|they have|he has|she has|got) no idea (?:what we (?:cost|charge)
        |of our (?:ballpark|price|range)|yet of our)
      (?:never|haven't|not|hasn't) (?:\S+ )?ask(?:ed)? (?:\S+ )?what it(?:'s| is|'ll
        | will)? (?:gonna )?costs?
      (?:avoided|dodged|steered clear of|danced around|skirted|dodge
        |skipped) (?:the |around )?(?:\S+ )?(?:£|money|price|pricing|cost|how much|fees?
        |commercials?|p\.\d+|number)
      (?:commercials?|pricing|price|commercial part|pricing talk
        |ballpark)\s*[:,-]?\s*(?:is |are |still )*(?:untouched|tbd|left for later|to come
        |to be given|not given|parked|not discussed|open|\?+)
      (?:before|until) (?:i|we) (?:\S+ )?(?:open|show|mention|drop|name|get to
        |got to) (?:the )?(?:price|rate card|number|price list|cost)
      (?:bring|raise|bringing) (?:up )?(?:the )?(?:cost|price|pricing|money)(?: question
        | topic)?(?: up)?
      (?:didn't|haven't|never) (?:mention|mentioned|said|say|talk|talked|discuss
        |discussed) (?:\S+ )?(?:money|a number|a figure|price|pricing|figures)
    `),
    de: phraseLines(String.raw`
      (?:über|übers|vom|von) (?:geld|preis|priis|kosten|liebe geld) (?:\S+ ){0,3}(?:kein wort
        |nicht geredet|nichts gesagt|nüt|geschwiegen|nächsten mal|nicht gesprochen)
      (?:kein|keinen|nicht ein|ohne) (?:euro|cent|franken|preisblatt|angebot|preis|hausnummer
        |zahl)[^.]{0,25}(?:erwähnt|genannt|draußen|tisch|hingefahren|gefallen)
      (?:preis|zahlen|zahl|summe|hausnummer|richtpreis|preisfolie|größenordnung|konditionen|kosten
        |honorar|kaufmännisches|budgetrahmen|kostenseite) (?:\S+ ){0,3}(?:bewusst|absichtlich
        |noch nicht|weggelassen|ausgeklammert|übersprungen|überblättert|umschifft|steht noch aus
        |vertagt|unbesprochen)
      (?:weiß|ahnt|wissen) (?:\S+ )?(?:nicht|keinen schimmer),? (?:was wir kosten|in welcher liga
        |was es kostet)
      (?:preisrahmen|budgetrahmen|preis|preisgespräch) (?:\S+ )?(?:behutsam )?(?:ansprechen
        |ansetzen)
    `),
    es: phraseLines(String.raw`
      de (?:dinero|plata|lana|precios?) (?:\S+ ){0,2}no (?:se |hemos )?(?:habló|hablado|hablamos
        |tratado)
      (?:precio|números|tarifas?|condiciones (?:comerciales|económicas)|oferta económica|honorarios
        |parte de (?:la )?plata|lo económico|orden de magnitud
        |presupuesto y precio)\s*[:,]?\s*(?:\S+ ){0,2}(?:sin (?:tocar|tratar|hacer|comentar)
        |pendiente de tratar|pdtes?|cero|por conversar|para (?:la próxima|otra|más adelante)
        |ni la tocamos|a propósito)
      (?:a propósito|adrede) (?:\S+ ){0,3}(?:precio|cifras?|tarifas?|lista)
      (?:no|ni) (?:di|dimos|solté|soltamos|he dado|le paso|les paso
        |se ha dado) (?:ni |ningún |ninguna )?(?:cifras?|precios?|rango|un orden|número)
      (?:no|ni) (?:preguntó|preguntaron|pregunta) (?:\S+ )?cuánto
      (?:no (?:tiene|tienen|sabe|saben)|sin) (?:\S+ ){0,4}(?:idea
        |dónde andan) (?:de )?(?:cuánto (?:valemos|costamos)|nuestro rango|nuestras tarifas
        |lo que cuesta)
      (?:sin|ni un|ni una|ni un solo) (?:euro|peso|cifra|cifras|número) (?:\S+ )?(?:sobre la mesa
        |de por medio)
      (?:salt(?:é|amos|ó)|esquiv(?:é|amos|o)) (?:\S+ ){0,3}(?:inversión|precio|costo|coste|costos
        |honorarios|lámina|diapositiva)
      (?:sacar|hablar) (?:\S+ )?(?:el )?(?:tema )?(?:plata|económico|de (?:números|precio|dinero
        |costos))(?: con tacto| por primera vez)?
      primero (?:\S+ ){0,3}(?:valor|enamore|prueben),? luego
    `),
  },
};
