import { words } from '../../patterns.ts';

/** Imperatives of “du” that start an order. */
export const IMPERATIVES = words(`
  achte aktualisiere akzeptiere antworte arbeite arrangiere beantworte bearbeite beachte bedenke
  beginn beginne bereite berichte beschaffe besorg besorge besprich bestätige bestell bestelle bitte
  bleib bleibe bring bringe buch buche denk denke dokumentiere dräng dränge eskaliere entscheide
  erinnere erklär erkläre erledige erstelle finde folge forder fordere frag frage füll fülle führ
  führe gib geh gehe hak hake halt halte hol hole hör höre informiere klär kläre komm komme
  konzentriere kümmer kümmere lass leg lege leite lies lös löse mach mache meld melde merk merke
  nenn nenne nimm notiere nutz nutze organisiere plan plane pass prüf prüfe präsentiere red rede
  reich reiche reduziere reiß ruf rufe sag sage schau schaue schick schicke schließ schließe schreib
  schreibe sei sende setz setze sieh sorg sorge sprich stell stelle stopp such suche teil teile
  telefoniere terminiere trag trage treib treibe triff trenn trenne tu überleg überlege übernimm
  überprüfe überzeug überzeuge unterschreib verabrede vereinbare verfolge vergiss verhandle
  verhandel verkauf verkaufe verlange vermeide verschieb verschiebe verschicke versuch versuche
  vertrau wart warte wiederhole zeig zeige zieh ziehe
`);

/** Question words that start an open question. */
export const QUESTION_WORDS = words(`
  was welche[rsnm]? wer wen wem wessen wie wieso weshalb warum wann wo wohin woher wofür womit woran
  worauf woraus wodurch wogegen worin worum worüber wovon wovor wozu wobei inwiefern inwieweit
`);

/** Verbs that start a yes-or-no question. */
export const CLOSED_VERBS = words(`
  ist sind war waren bin bist seid hat haben hast habt hatte[nst]* kann kannst können konnte[nst]*
  könnte[nst]* will willst wollen wollte[nst]* wird werden wirst würde[nst]* soll sollen sollst
  sollte[nst]* darf dürfen darfst muss musst müssen müsste[nst]* mag magst gibt gab gibst weiß weißt
  wissen kennt kennst kennen steht stehen liegt liegen passt reicht geht gehen kommt kommen braucht
  brauchen brauchst glaubst denkst findest siehst fehlt fehlen stimmt läuft hältst meinst traust
  fühlst
`);

/** Words that start the second of two joined questions. */
export const JOINED_WORDS = words(`
  was welche[rsnm]? wer wen wem wessen wie warum wieso weshalb wann wo wohin woher wofür womit woran
  worauf wovon wozu ist sind hat haben kann können wird werden gibt weißt hast
`);

/** Verbs that ask for the reason of something that a rep did. */
export const ACCUSING_VERBS = words(`
  hast bist warst hattest konntest kannst machst rufst meldest fragst gehst schickst brauchst
  verlierst vergisst willst wolltest kommst liegst bleibst lässt habt haben
`);

/** Participles of failures. */
export const FAILURES = words(`
  versagt vergessen versäumt verschlafen vermasselt verbockt verpasst verpennt ignoriert verloren
  vernachlässigt
`);

/** Insults, without their endings. */
export const INSULTS = words(`
  faul schlampig unfähig nachlässig unprofessionell unbrauchbar ahnungslos inkompetent
`);

/** Infinitives that end an order asked as “kannst du …?”. */
export const REQUESTED_ACTIONS = words(`
  anrufen schicken senden nachfassen fragen klären erledigen vereinbaren aktualisieren abschließen
  liefern eintragen melden schreiben buchen drängen absagen ansprechen
`);
