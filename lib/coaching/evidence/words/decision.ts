import { phraseLines } from '../phrases.ts';

/** Steps of the buyer that come before a signature. */
export const DECISION = {
  en: phraseLines(String.raw`
    (?:decid\p{L}+|decision|board|committee|council|approv\p{L}+|vote|sign\p{L}*|contract|budget
      |session|meets|sits|legal|procurement|tender|award|earliest|not before|review|order|po|close
      |cfo|ceo|director|management|earliest|family|shareholders|partners|trustees|agm|fiscal year
      |financial year)
  `),
  de: phraseLines(String.raw`
    (?:entscheid\p{L}+|gremium|sitzung|tagt|beirat|vorstand|freigabe|unterschr\p{L}+|frühestens
      |nicht vor|vergabe|vertrag|budget|haushalt|bestell\p{L}+|ausschuss|gemeinderat|aufsichtsrat
      |geschäftsführ\p{L}+|familie|inhaber\p{L}*|genehmig\p{L}+|auftrag|erst (?:im|ab|am|nach)
      |gesellschafter\p{L}*|zuschlag|geschäftsjahr)
  `),
  es: phraseLines(String.raw`
    (?:decid\p{L}+|decisión|directorio|consejo|comité|junta|reún\p{L}+|sesion\p{L}*|aprob\p{L}+
      |firm\p{L}+|no antes|como pronto|presupuesto|contrato|pedido|director|gerente|familia|socios
      |adjudic\p{L}+|licitación|pleno|ejercicio|pasar)
  `),
};

/** Steps that come after a signature: their day says nothing about it. */
export const AFTER_SIGNATURE = {
  en: phraseLines(String.raw`
    (?:kick-?off|go-?live|install\p{L}*|deliver\p{L}*|roll-?out|training|onboarding|start(?:s|ing)?
      |begin\p{L}*|valid|offer|expires|invoice|holiday|leave|back)
  `),
  de: phraseLines(String.raw`
    (?:start\p{L}*|liefer\p{L}*|montage|inbetriebnahme|einführung|schulung|beginn\p{L}*|gültig|los
      |rechnung|urlaub|installation|auslieferung)
  `),
  es: phraseLines(String.raw`
    (?:arran\p{L}+|empez\p{L}+|inici\p{L}+|instal\p{L}+|entreg\p{L}+|formación|válid\p{L}+|factura
      |vacaciones|puesta en marcha|oferta)
  `),
};
