import { phraseLines } from '../phrases.ts';

/** A person of the buyer left, leaves or changes the job, or a message came back. */
export const LEFT = {
  en: phraseLines(String.raw`
    undeliverable
    delivery (?:has )?failed
    (?:mail|email|message|mailbox) (?:\S+ ){0,3}(?:bounc\p{L}+|came back|returned)
    no longer (?:works?|with|employed|at|in charge|responsible|there|part of|in (?:this|that) role)
    (?:doesn't|does not|won't|will not|not) (?:work|be) (?:there|here|at \p{L}+|with them) any ?more
    (?:has |have |had )?left the (?:company|firm|organi[sz]ation|business|team|role)
    has left
    (?:i|he|she) (?:have |has )?left \p{Lu}
    (?:is|are|'s|will be) leaving(?: us| them| the (?:company|firm|business|team))?(?: at| in| by
      | on| end| next| this| soon|,|$)
    (?:handed|hands|handing|put|gave) in (?:his|her|their) (?:notice|resignation)
    (?:quit|quits|quitting|resign(?:s|ed|ing)?|retir(?:es?|ed|ing)|fired|sacked)
    (?:was|been|got|were) (?:let go|laid off|made redundant|dismissed|promoted|moved to|transferred)
    (?:chang(?:es|ed|ing)|switch(?:es|ed|ing)|new) jobs?
    (?:moves?|moved|moving|goes|going|off|joins?|joined) to (?:another|a different|a new
      |a) (?:company|firm|department|team|role|job|competitor|position)
    (?:going|goes|went|is|off) on (?:maternity|parental|paternity|long-term sick) leave
    last (?:working )?day for \p{L}+
    has moved on
    (?:\p{L}+'s|is|are) gone(?:,|$| since| from the company)
    (?:position|job|role|post) (?:was|is|has been) (?:cut|eliminated|made redundant|abolished)
    replaced our (?:contact|champion|sponsor)
    (?:his|her|my|their) successor
    (?:\p{L}+'s|his|her|my|their) last (?:working )?day (?:is|was|will be)
    (?:doesn't|does not|isn't|is not|no longer) (?:\S+ ){0,3}(?:here|there|company|firm) any ?more
    (?:maternity|paternity|parental|long-term sick|sick) leave (?:from|until|till|next|since|as of
      |starting)
    (?:i'm|i am|he's|she's|is|goes|going) (?:off )?on (?:maternity|parental|paternity|sick) leave
    (?:550|user unknown|mailer[- ]daemon|mailbox is no longer|no longer monitored)
    (?:mail|email|mails|invite) (?:to \S+ )?(?:\S+ )?(?:bounced|undeliverable|came back)
    moving on (?:from|to|-)|i'm moving on
    (?:seconded|reassigned|transferred|moved over|relocated) (?:to|into) (?:the|another|our|a)
    (?:swapped|moved|moves|moving) (?:over )?to (?:the )?(?:\p{L}+ )?(?:office|business|dept
      |department|division|side|claims dept)
    (?:linked-?in|xing)(?: profile)? (?:says|shows)
    open to work
    escorted out|walked (?:him|her) out|desk (?:\S+ ){0,2}(?:cleared|empty)
    (?:signed|off) (?:off )?(?:sick|with burnout)
    (?:sabbatical|career break|early retirement)
    (?:handed|handing|hands) in (?:his|her|their) (?:notice|badge|resignation)
    taking (?:six|three|twelve|\d+|a few) months (?:off|to)
  `),
  de: phraseLines(String.raw`
    unzustellbar
    nicht mehr (?:im unternehmen|im haus|bei uns|tätig|zuständig|da|dort|in der firma|bei der
      |für \p{L}+ tätig|bei \p{L}+$|verantwortlich)
    (?:arbeitet|ist|bin|sind) (?:\S+ ){0,5}nicht mehr (?:bei|für|im|dort|da|zuständig)
    (?:dort|da) nicht mehr
    ausgeschieden
    scheidet … aus
    (?:verlässt|verlassen|verließ) (?:\S+ )?(?:die firma|das unternehmen|das haus|uns|den konzern
      |den betrieb|\p{L}+ (?:zum|ende|im|am))
    (?:hat|haben) (?:die firma|das unternehmen|das haus) verlassen
    (?:hat|haben) (?:selbst |heute |gestern )?gekündigt
    (?:hört|hören) (?:\S+ ){0,3}auf
    (?:geht|gehen|ging) (?:\S+ ){0,3}(?:in rente|in den ruhestand|in pension|in elternzeit
      |zum wettbewerb|zur konkurrenz|in mutterschutz|ende des monats|zum monatsende|zum jahresende)
    (?:rente|ruhestand|elternzeit|mutterschutz)
    (?:wechselt|wechseln|gewechselt|gewechselte) (?:\S+ ){0,4}(?:firma|job|stelle|abteilung
      |unternehmen|bereich|arbeitgeber|seite)
    (?:firma|job|stelle|abteilung|intern|bereich) gewechselt
    (?:freigestellt|entlassen|versetzt|gefeuert|abberufen|degradiert)
    letzter (?:arbeits)?tag (?:von|für) \p{L}+
    (?:mail|e-mail|nachricht) (?:\S+ ){0,3}(?:kommt|kam|ging) zurück
    stelle (?:wurde|ist|wird) (?:gestrichen|weggefallen)
    ist weg(?:,|$)
    (?:mein|sein|ihr) nachfolger(?:in)?
    (?<=\S )(?:geht|gehe|ist|bin|befinde mich) (?:\S+ ){0,6}in (?:mutterschutz|elternzeit|pension
      |rente|altersteilzeit|karenz|altersteilzeit)
    (?:mutterschutz|elternzeit|pension|altersteilzeit|karenz) ?(?:ab|bis|seit|,)
    (?:mail|e-mail) an \S+ (?:kam|kommt|ging) (?:\S+ ){0,3}zurück
    (?:postfach|adresse|durchwahl) (?:\S+ ){0,3}(?:gibt es nicht|gibts nicht|nicht vergeben
      |nicht mehr|führt)
    (?:hat|per) (?:\S+ ){0,3}gekünd(?:igt|et)|habe gekündigt
    (?:laut|bei) (?:xing|linkedin)
    (?:letzter|letzte) arbeitstag
    fällt (?:\S+ ){0,4}(?:monate|halbes jahr|halbjahr|länger|bis) (?:\S+ )?(?:aus)?
    (?:burnout|bandscheibe|langzeitkrank)
    (?:abgeordnet|wegbefördert|freigestellt worden)
    (?:wechselt|geht) (?:intern )?(?:in den|ins|in die|an das|ans|zur|zum) (?:\p{L}+management
      |controlling|vertrieb|einkauf|ministerium|stadt|konkurrenz|werk|\p{L}+abteilung)
    (?:auszeit|sabbatical|weltreise)
  `),
  es: phraseLines(String.raw`
    no se pudo entregar
    ya no (?:trabaja|está|lleva|forma|sigue|pertenece|es (?:el|la|quien))
    (?:dej[oóa]|ha dejado|dejará|abandona|abandonó) (?:la |el |su )(?:empresa|compañía|puesto|cargo
      |firma|casa)
    (?:se (?:va|marcha|fue|marchó|irá)|se ha ido) (?:de la empresa|de la compañía|a (?:fin
      |final)\p{L}* de|a la competencia|a otra|en \p{L}+$|$)
    (?:se )?march(?:a|ó|aron) a la competencia
    se marchó
    (?:dimiti(?:do|ó)|dimite|renunci(?:ó|a|ado)|se jubil\p{L}+|jubilación|despidieron|despedid[oa]
      |ha sido cesad[oa])
    (?:ha |han |va a )?cambi(?:ado|ó|a|ar) de (?:trabajo|empresa|puesto|área|departamento)
    (?:trasladad[oa]|destinad[oa]|ascendid[oa]) a
    (?:causa|causó|está de|coge la) baja (?:a|en|maternal|paternal|por|desde)
    último día de \p{L}+ es
    correo (?:\S+ ){0,3}(?:rebota|rebotó|devuelto|vino)
    suprimid[oa] (?:el|su) puesto
    (?:mi|su) sucesor(?:a)?
    ha salido de (?:la )?(?:empresa|compañía)
    se (?:va|marcha) a (?:otra|trabajar)
    se jubil\p{L}+
    (?:de|coge la|la) baja (?:maternal|por maternidad|por depresión|larga|médica)
    baja (?:larga|maternal|por)
    (?:excedencia|sabático|permiso de maternidad|licencia de maternidad)
    (?:rebot\p{L}+) (?:el|la|un|su) (?:mail|correo|mensaje)|(?:correo
      |mail) (?:\S+ ){0,3}rebot\p{L}+
    (?:buzón|cuenta) inexistente
    ya no (?:labora|trabaja|está|sigue|atiende)
    (?:hoy es )?mi último día
    (?:dejo|dejaré|deja|dejará) (?:la compañía|la empresa|de atender|el puesto|la constructora)
    (?:me despido|despedida de)
    (?:lo|la) (?:echaron|corrieron|despidieron|cesaron|pasaron a|han pasado a)
    (?:en \p{L}+ nos deja|se nos marcha)
    según linkedin|en linkedin (?:puso|pone|aparece)
  `),
};

/** Phrases that show that something else than a person of the buyer is meant. */
export const SOMETHING_ELSE = {
  en: phraseLines(String.raw`
    (?:left|leaves|leaving|leave) (?:the |a |for (?:the )?)?(?:market|meeting|message|voicemail
      |building|office|call|room|airport|holiday|lunch|early|date|town)
    leaves? on holiday
    (?:suppliers?|vendors?|competitors?) … left
    last day of (?:the )?\S+
    leaving date
    (?:another|other|a different) room
    left (?:out|over|open|it|voicemail)
    (?:old|the) (?:room|truck|pump|machine|system)s?
    retirement home
    \p{Lu}\p{L}+ (?:had it|had this|had the deal) before
    (?:our own|our colleague|my colleague|back from)
  `),
  de: phraseLines(String.raw`
    (?:lieferant|anbieter|wettbewerber|mitbewerber) … ausgeschieden
    (?:vertrag|lieferant\p{L}*|anbieter|abo|lizenz|leasing|alter|mietvertrag) … gekündigt
    (?:sitzung|termin|raum|system|urlaub|flughafen|testphase|pumpe|seniorenheim)
    (?:unser(?:e|er)?|mein(?:e)?) (?:kolleg\p{L}+|techniker(?:in)?)
    (?:bei uns geht|zurück aus|aus der elternzeit|vertretung für)
  `),
  es: phraseLines(`
    (?:proveedor|competidor) … (?:dej[oó]|ha dejado)
    (?:reunión|recado|mensaje|aeropuerto|vacaciones|sala|bomba|fecha|prueba|residencia|contrato
      |sistema)
    pronto hoy
    (?:nuestr[oa] (?:preventa|técnic[oa]|compañer[oa])|volvió de)
  `),
};
