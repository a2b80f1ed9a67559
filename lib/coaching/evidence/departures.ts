import { anyOf, lines } from './phrases.ts';
import { reader } from './statement.ts';

const LEFT = {
  en: lines(`
    undeliverable
    delivery (?:has )?failed
    delivery status notification
    mail delivery
    address not found
    no longer (?:works?|with|employed|at)
    (?:has )?left the (?:company|firm|organi[sz]ation|business)
    has left
  `),
  de: lines(`
    unzustellbar
    nicht mehr (?:im unternehmen|im haus|bei uns|tätig)
    ausgeschieden
  `),
  es: lines(`
    no se pudo entregar
    ya no trabaja
    (?:dej[oó]|ha dejado) la empresa
  `),
};
const SOMETHING_ELSE = {
  en: lines(`
    (?:left|leaves) (?:the|a) (?:market|meeting|message|voicemail|building|office|call|room)
    (?:suppliers?|vendors?|competitors?) … left
    has left (?:a|us a|me a|early|for)
    no longer (?:with|at) (?:the )?(?:price|risk|that)
  `),
  de: lines(`
    (?:lieferant|anbieter|wettbewerber|mitbewerber) … ausgeschieden
    aus dem (?:rennen|wettbewerb|verfahren) ausgeschieden
  `),
  es: lines(`
    (?:proveedor|competidor) … (?:dej[oó]|ha dejado)
  `),
};

/** A person who left the company, or a message that came back. */
export const departures = reader({ says: anyOf(LEFT), unless: anyOf(SOMETHING_ELSE) });
