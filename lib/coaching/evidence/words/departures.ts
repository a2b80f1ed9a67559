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
  `),
  de: phraseLines(String.raw`
    (?:lieferant|anbieter|wettbewerber|mitbewerber) … ausgeschieden
    (?:vertrag|lieferant\p{L}*|anbieter|abo|lizenz|leasing|alter|mietvertrag) … gekündigt
    (?:sitzung|termin|raum|system|urlaub|flughafen|testphase|pumpe|seniorenheim)
  `),
  es: phraseLines(`
    (?:proveedor|competidor) … (?:dej[oó]|ha dejado)
    (?:reunión|recado|mensaje|aeropuerto|vacaciones|sala|bomba|fecha|prueba|residencia|contrato
      |sistema)
    pronto hoy
  `),
};
