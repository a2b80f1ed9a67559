import { phraseLines } from '../phrases.ts';

/** Phrases that alone say that the buyer does not answer. */
export const NO_ANSWER = {
  en: phraseLines(String.raw`
    no (?:answer|reply|response|reaction|feedback|sign of life|call ?back|word|news)
    (?:unanswered|ghosted|ghosting|radio silence|silent treatment)
    (?:gone|went|go|going|been) (?:\S+ )?(?:quiet|dark|silent|cold)
    (?:heard|hear) nothing
    nothing (?:heard|back|from (?:them|him|her))
    silence (?:from|since|on their)
    (?:still|again|since then) nothing
    stopped (?:answering|replying|responding|calling back|picking up)
    (?:can't|cannot|couldn't|unable to|impossible to|hard to|failed to) (?:reach|get hold of
      |get through|contact)
    left (?:two|three|four|several|another|\d+) (?:voicemails?|messages?)
    (?:second|third|fourth|2nd|3rd|4th) (?:reminder|chaser|follow-?up)
    (?:without success|no luck|to no avail)
    not (?:reachable|returning|responding|answering|replying|picking)
    don't (?:answer|reply|respond)
    (?:hasn't|haven't|has not|have not|didn't|did not|doesn't|don't|does not|do not|never|isn't|not
      |won't) (?:\S+ ){0,2}(?:repl|answer|respond|react|heard|hear|called? (?:me |us )?back
      |return\p{L}* (?:my|our)|pick|get back|got back|come back|came back|written back
      |been in touch)\p{L}*
    (?:times|twice),? (?:voicemail|nothing|no)
    (?:rang|rings|ring) out
    read receipts?[^.]{0,25}(?:no|zero|none)
    (?:won't|wouldn't|not) put (?:me|us) through
    (?:sat|waited) (?:there )?alone
    (?:last try|break-?up mail|one last time)
    (?:floating|bumping) this (?:back )?to the top
    (?:invite|invitation)s? (?:\S+ ){0,6}(?:un-?accepted|tentative|unanswered)
    (?:zero|no) (?:words|replies|echo|response)
  `),
  de: phraseLines(String.raw`
    keine (?:antwort|rückmeldung|reaktion|rückrufe?|resonanz|rückinfo|nachricht)
    kein (?:lebenszeichen|rückruf|feedback|mucks)
    (?:funkstille|abgetaucht|sendepause|schweigen|stille seit|unbeantwortet|untergetaucht|tote hose
      |stumm)
    nichts (?:mehr )?(?:gehört|von (?:ihm|ihr|ihnen)|vom kunden)
    (?:noch immer|immer noch|weiterhin|wieder) nichts
    (?:wieder |noch )?(?:nicht|nie|niemanden) (?:mehr )?(?:erreicht|zu erreichen|erreichbar)
    (?:erreiche|erreichen) … nicht
    (?:mailbox|anrufbeantworter|ab)(?:, | wieder| gesprochen)|immer (?:nur )?(?:die )?mailbox
    ohne erfolg
    (?:zweite|dritte|vierte|2\.|3\.) (?:erinnerung|mahnung|nachfassmail)
    (?:meldet|melden|antwortet|antworten|reagiert|reagieren) (?:\S+ )?nicht
    geht (?:\S+ )?nicht (?:ran|ans telefon)
    ruft (?:\S+ )?nicht zurück
    keiner (?:meldet|antwortet|reagiert|geht)
    (?:hat|haben) (?:\S+ ){0,4}(?:nicht|nie) (?:mehr )?(?:geantwortet|reagiert|zurückgerufen
      |gemeldet)
    (?:drückt|drücken) (?:mich|uns) weg
    (?:geht|gehen) (?:\S+ )?(?:ned|net|nicht) ran|hebt (?:\S+ )?(?:net|ned|nicht|niemand) ab
      |hebt niemand ab
    (?:sekretariat|sekretärin|vorzimmer|assistenz) (?:\S+ )?(?:wimmelt|blockt|blockiert)
    (?:allein|alleine) (?:\S+ ){0,3}(?:gehockt|gesessen|gewartet|warteraum)|(?:saß
      |sass) (?:\S+ ){0,3}allein
    lesebestätigung ja|zwei blaue haken
    letzter versuch
    ich versuche es (?:auf diesem weg|nochmals|noch einmal)
    (?:kein|null) (?:mucks|echo|piep)
    (?:stellt|stellen) sich tot|tauchstation|taucht ab
  `),
  es: phraseLines(String.raw`
    sin (?:respuesta|noticias|reacción|contestación|contestar|responder|señales|feedback|éxito
      |saber nada)
    (?:desaparecid[oa]s?|ilocalizables?|silencio (?:desde|total|absoluto|por)|en silencio|mudos?)
    (?:nadie|no) (?:nos |me |les |ha |han |me ha |nos ha |me han |nos han )?(?:contest\p{L}+
      |respond\p{L}+|devuelven?|coge\p{L}*|atiende\p{L}*|ha cogido|da señales|dan señales)
    (?:no|nada) (?:sé|sabemos|he sabido|hemos sabido) (?:nada )?(?:de (?:ellos|él|ella)|más)
    no (?:sé|sabemos|he sabido|hemos sabido) nada
    no (?:me |nos )?dicen? nada
    no (?:consigo|conseguimos|logro|hay manera de|hay forma de|puedo) (?:hablar|localizar|contactar
      |dar)
    (?:dejó|dejaron|ha dejado|han dejado) de (?:contestar|responder|coger)
    buzón de voz
    (?:segundo|tercer|cuarto) (?:recordatorio|correo|aviso)
    dejé (?:dos|tres|varios) (?:mensajes|recados)
    (?:me|nos) (?:deja|dejó|dejaron|clavó) (?:en visto|plantad[oa]|en el meet)
    desaparecid[oa] en combate
    no atiende
    (?:la secre(?:taria)?|su secretaria) (?:\S+ ){0,4}(?:en junta|en quirófano|torea|reunid[oa])
    (?:doble palomita|abre los (?:correos|mails)|lee los correos)[^.]{0,25}(?:nada|no escribe
      |no contesta)
    últim[oa] (?:intento|intentona)
    (?:me )?dan largas|se hizo negar
    (?:suena y suena|sonó, sonó)
    (?:no he recibido|no he logrado) (?:contestación|respuesta|localizarle)
  `),
};

/** Phrases that say that we did not answer, or that an answer came. */
export const ANSWERED = {
  en: phraseLines(String.raw`
    (?:we|i) (?:haven't|have not|didn't|did not|never|still haven't|don't) (?:\S+ )?(?:repl|answer
      |respond|get back|got back|call)\p{L}*
    (?:needed|required|necessary|expected)
    (?:our|my) (?:own )?(?:legal|engineer\p{L}*|team|colleagues?|support|product|boss|manager
      |finance|side)
    (?:replied|answered|responded|called back|got back|wrote back) (?:today|yesterday|now|at last
      |finally)
  `),
  de: phraseLines(String.raw`
    (?:wir|ich) (?:haben|habe) (?:\S+ ){0,4}(?:geantwortet|gemeldet|zurückgerufen|beantwortet)
    (?:nötig|erforderlich|notwendig|erwartet)
    unser(?:e|er|em|en)? (?:eigenen? )?(?:rechtsabteilung|technik\p{L}*|team|kollegen|support|chef
      |entwicklung|seite)
    (?:dann|jetzt|nun|endlich|heute|gestern) (?:hat )?(?:er |sie )?(?:doch )?(?:gemeldet
      |geantwortet|zurückgerufen|angerufen|geschrieben)
  `),
  es: phraseLines(String.raw`
    (?:les|le) (?:hemos|he) (?:\S+ )?(?:contestado|respondido)
    no hemos (?:contestado|respondido)
    (?:falta respuesta|necesari[oa]|hace falta)
    nuestr[oa]s? (?:propi[oa] )?(?:jurídico|equipo|técnicos?|soporte|jefe|ingeniería|parte)
  `),
};

/** We know one person of the buyer only. */
export const ONE_CONTACT = {
  en: phraseLines(String.raw`
    (?:only|sole|single|one and only) (?:contact|point of contact|person (?:i|we) (?:know|talk))
    (?:only|just) one (?:contact|person|name)
    (?:only|just) (?:ever )?(?:talk(?:ed|ing)?|spoken|spoke|speak(?:ing)?|deal(?:ing)?|met|in touch
      |work(?:ing)?) (?:\S+ )?(?:to|with)
    (?:everything|it all|all of it|all) (?:runs|goes|comes) (?:through|via)
    (?:still|only|just) just \p{L}+ on (?:their|the buyer)
    just (?:me and|\p{L}+ on their side)
    (?:don't know|know nobody|know no one|haven't met|have not met|not met|never met|no access to
      |no contact with|no contacts with) (?:\S+ )?(?:else|others?|besides|there)
    (?:haven't met|met nobody|met no one|know nobody|know no one) … (?:besides|other than|except
      |apart from)
    (?:no|any) (?:other|second|further|more) contacts?
    nobody else (?:\S+ ){0,3}(?:side|involved|there|knows us)
    (?:keeps|kept) (?:me|us) away
    won't let (?:me|us) (?:talk|speak|near)
    (?:can't|cannot|don't) get past
    all (?:my|our) eggs
    (?:apart from|besides|other than|except) \p{L}+ (?:i|we|nobody|no one)
    (?:only|just) ever (?:spoken|spoke|talked|met) (?:to|with)
    (?:single|one)[- ]thread(?:ed)?
    org chart[^.]{0,25}(?:one box|just a box|exactly one|one)
    (?:don't know|know|haven't met|never met) (?:a|another) (?:soul|single soul)
    (?:one[- ]man (?:band|show))
    (?:everything|all comms|it all) (?:\S+ )?(?:runs?|goes?) (?:via|thru|through) \p{L}+
    contacts?(?: list| in crm)?\s*[:=]\s*1
    (?:hangs?|hang) on (?:one|\p{L}+) (?:thread|alone)
    keeps (?:us|everyone else|me) (?:to himself|away)
    same (?:voice|lady|man|guy) (?:every time|on every call)
  `),
  de: phraseLines(String.raw`
    (?:einzige[rn]?|einziger|nur einen?) (?:\S+ )?(?:kontakt|ansprechpartner(?:in)?|draht
      |verbindung|person)
    nur (?:ein|1) (?:kontakt|ansprechpartner|mensch)
    (?:rede|reden|spreche|sprechen|telefoniere|gesprochen|zu tun|kontakt) (?:\S+ ){0,3}nur mit
    nur (?:mit|noch mit) (?:\S+ ){1,3}(?:gesprochen|zu tun|kontakt|geredet)
    ausschließlich mit
    (?:alles|das ganze) (?:läuft|geht) über
    (?:alles )?hängt … an (?:einer person|ihm|ihr)
    hänge … an
    (?:außer|neben) \p{L}+(?: \p{L}+)? … (?:niemand\p{L}*|keine[nr]?)
    sonst (?:niemand\p{L}*|keine[nr]?|kennt)
    kein(?:e|en)? (?:zugang|draht|kontakt) (?:zu|zum) (?:anderen|weiteren|sonst|den anderen)
    kein(?:e|en)? (?:zweite[rn]?|weiteren?|anderen?) (?:kontakte?|ansprechpartner)
    lässt (?:mich|uns) nicht
    schirmt … ab
    komme (?:ich |wir )?nicht (?:vorbei|ran)
    nur \p{L}+ (?:auf kundenseite|dort|auf deren seite)
    kenne? (?:dort|da) nur
    (?:zweiten|weitere) (?:kontakt|leute) (?:\S+ ){0,4}(?:aufbauen|kennenlernen)
    (?:ein einziger name|einzelkontakt|single thread|einziger gesprächspartner)
    (?:schirmt|schirmen) (?:\S+ )?(?:uns|seine kollegen)
    (?:alles|läuft) (?:\S+ )?(?:hängt|läuft)? ?(?:alles )?über (?:fr|frau|herrn
      |hr)\.? ?\p{L}*,? sonst
    hängt an (?:einer person|einem faden|frau \p{L}+)
  `),
  es: phraseLines(String.raw`
    (?:mi|nuestr[oa]|nuestra|el|la) únic[oa] (?:contacto|interlocutor(?:a)?|persona)
    (?:sol[oa]|sólo|únicamente|un solo|una sola) (?:un )?(?:contacto|interlocutor|persona)(?! por)
    (?:sol[oa]|sólo|únicamente) (?:hablo|hablamos|trato|tratamos|conozco|conocemos|he hablado
      |hemos hablado|con (?:el|la)|he visto)
    todo (?:pasa|va|depende|corre) (?:por|de|a través de)
    no (?:conozco|conocemos|he visto|hemos visto) a nadie
    (?:sin|no tengo|no tenemos) acceso a (?:nadie|los demás|otros)
    no (?:me|nos) deja (?:hablar|llegar|pasar)
    (?:nos|me) tapa
    nadie más (?:de|por) (?:su|allí|ese|la) 
    (?:no|ningún) (?:tenemos|tengo|hay) (?:más|otros?|un segundo) contactos?
    no hay (?:un )?segundo contacto
    dependo (?:totalmente )?de
    no consigo pasar de
    (?:aparte|además|fuera) de \p{L}+ no
    exclusivamente con
    sol[oa] (?:él|ella|\p{L}+ por su parte)
    (?:un )?único (?:nombre|hilo)|interlocutor único|monocontacto
    todo pasa por
    no (?:me|nos) deja (?:hablar|llegar)
    (?:dependo|relación colgada) (?:enteramente )?de (?:una|\p{L}+)
    (?:aparte|fuera) (?:de|del) (?:\S+ ){1,5}(?:no (?:ubico|tengo|sé))
    siempre la misma voz|siempre él y siempre solo
    (?:conocer a más gente|abrir más puertas|conseguir otro nombre)
  `),
};

/** Phrases that show that something else than the buyer's people is meant. */
export const NO_ONE_CONTACT = {
  en: phraseLines(String.raw`
    (?:offers?|delivers?|deliver|provides?) (?:this|that|it)
    sign-on
    about (?:dates|details)
    (?:they|she|he) only (?:talks?|speaks?|works?) (?:to|with) us
    (?:server|cable|pipeline|door|gate|warehouse|gateway|portal|system)
    (?:not|no longer|isn't) (?:\S+ )?only
  `),
  de: phraseLines(`
    (?:server|kabel|leitung|tor|portal|gateway|lager|system|hauptserver)
    (?:sie|die) sprechen nur mit uns
    per (?:mail|e-mail|telefon)
    (?:bietet|liefert|kann) das
    nicht mehr
  `),
  es: phraseLines(`
    (?:servidor|almacén|portal|sistema|cable|puerta|pasarela)
    (?:ofrece|entrega|hace) (?:esto|eso)
    sol[oa] hablan con nosotros
    por (?:correo|teléfono|email)
    ya no
  `),
};
