import { words } from '../patterns.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{N}'&-]*`;
const TITLE = String.raw`(?:(?:Frau|Herrn?|Mrs?|Ms|Dr|Prof|Ing|Sra?|Don|Doña|don|doña)\.?\s+)`;
const ARTICLE = String.raw`(?:(?:the|der|die|das|dem|la|el|Firma)\s+)?`;
const AFTER = new RegExp(
  `^\\s*${ARTICLE}(?<name>${TITLE}*${WORD}(?:\\s+(?:&\\s+)?${WORD}){0,2})`,
  'u',
);
const BEFORE = new RegExp(
  `(?<name>${TITLE}*${WORD}(?:\\s+${WORD}){0,2})(?:\\s*[,(][^,()]{1,40}[,)])?\\s*$`,
  'u',
);
export const PERSON = new RegExp(`^${TITLE}`, 'u');

/** Capitalised words that start no name: days, months, pronouns, teams, subjects of mails. */
const NO_NAME = new Set(
  words(`
    CEO CFO COO CTO CIO CISO MD VP GF GL BR PO NDA SLA ROI KPI ERP CRM SAP Excel RFP
    January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Q1 Q2 Q3 Q4 I We They You She He It The This
    That There Our Their Your His Her No A An Please Nobody Everybody Purchasing Procurement Legal
    Finance IT HR Sales Operations Management If When Then And Also Today Tomorrow Now
    Januar Februar März Mai Juni Juli Oktober Dezember Montag Dienstag Mittwoch Donnerstag Freitag
    Samstag Sonntag KW Ihnen Ihr Ihre Ihrer Ihrem Sie Wir Er Es Die Der Das Ein Eine Dann Unser
    Unsere Uns Ich Heute Morgen Bitte Niemand Kollegen Kollegin Kollege Seiten Anfang Ende Mitte
    Einkauf Technik Vertrieb Kunde Kunden Lieferung Woche Monat Jahr Team Angebot Geschäftsleitung
    Werkleitung Betriebsleitung Geschäftsführung Vorstand Ab Auch Jetzt Noch Haus
    El La Los Las Un Una Ella Ellos Nosotros Usted Ustedes Nadie Compras Calidad Dirección Finanzas
    Jurídico Hoy Mañana Ahora También  Lunes Martes Miércoles Jueves Viernes
    Question Questions Answer Answers Reply Feedback Comments Update Status Documents Contract Draft
    Notes Minutes Agenda Call Meeting Demo Quote Quotation Proposal Offer Order Invoice Review
    Approval Access Request Summary Details Pricing Price Delivery
    Frage Fragen Rückfrage Rückfragen Antwort Antworten Rückmeldung Unterlagen Vertrag Entwurf
    Termin Besprechung Protokoll Freigabe Prüfung Anfrage Bestellung Rechnung Zusammenfassung Preis
    Preise
    Pregunta Preguntas Duda Dudas Respuesta Respuestas Contrato Borrador Reunión Llamada Acta Oferta
    Propuesta Presupuesto Pedido Factura Resumen Revisión Aprobación Precio Precios
  `),
);
/** Words of NO_NAME that are first names where another name follows. */
const FIRST_NAMES = new Set(words('Ella April May June August'));
/** Whether a capitalised word is none of a person or a company. */
export const isCommonName = (name: string) => {
  const [first = '', second] = name.split(/\s+/);
  return NO_NAME.has(first) && !(second !== undefined && FIRST_NAMES.has(first));
};
const named = (match: RegExpExecArray | null) => {
  const name = match?.groups?.name;
  return name !== undefined && !isCommonName(name) ? name : null;
};

/** The name that starts right after a position; null for a common word. */
export function nameAfter(sentence: string, index: number): string | null {
  return named(AFTER.exec(sentence.slice(index)));
}

/** The name that ends right before a position, with or without an apposition. */
export function nameBefore(sentence: string, index: number): string | null {
  return named(BEFORE.exec(sentence.slice(0, index)));
}
