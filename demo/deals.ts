/**
 * One team's deals, told in days before and after today, so that the story is the same on every day it is shown.
 * Companies and people are invented.
 */
export interface Contact {
  name: string;
  title: string;
  role: string | null;
}
export type StageIndex = 0 | 1 | 2 | 3 | 'won' | 'lost';
export interface Deal {
  /** Small number; each face makes its own kind of id of it. */
  n: number;
  name: string;
  account: string;
  /** Index into `people.reps`. */
  owner: number;
  stage: StageIndex;
  amount: number;
  currency: string;
  probability: number;
  closeIn: number;
  createdAgo: number;
  modifiedAgo: number;
  nextStep: string | null;
  contacts: Contact[];
  /** [days ago, stage reached] */
  stages: [number, StageIndex][];
  /** [days ago, from in days, to in days], in days from today */
  dates: [number, number, number][];
  /** [days ago, from, to] */
  amounts: [number, number, number][];
  /** [days ago, kind, subject] */
  done: [number, 'Call' | 'Meeting' | 'Email', string][];
  /** [in days, kind, subject] */
  planned: [number, 'Call' | 'Meeting' | 'Task', string][];
}

export const people = {
  manager: { key: 'dana', name: 'Dana Whitfield', email: 'dana.whitfield@larch.example' },
  reps: [
    { key: 'tomas', name: 'Tomas Lindqvist', email: 'tomas.lindqvist@larch.example' },
    { key: 'jonas', name: 'Jonas Weber', email: 'jonas.weber@larch.example' },
    { key: 'aisha', name: 'Aisha Rahman', email: 'aisha.rahman@larch.example' },
    { key: 'carla', name: 'Carla Ortega', email: 'carla.ortega@larch.example' },
  ],
} as const;

const c = (name: string, title: string, role: string | null = null): Contact => ({ name, title, role });
const PROBABILITY: Record<string, number> = { 0: 10, 1: 20, 2: 50, 3: 80, won: 100, lost: 0 };

type Told = Pick<Deal, 'name' | 'account' | 'owner' | 'stage' | 'amount' | 'closeIn' | 'createdAgo'> & Partial<Deal>;

/** Fills in what a deal's line does not say: the way through the stages, spread over its life. */
function deal(n: number, told: Told): Deal {
  const reached = told.stage === 'won' || told.stage === 'lost' ? 3 : told.stage;
  const usual: [number, StageIndex][] = [];
  for (let stage = 1; stage <= reached; stage++) usual.push([Math.round(told.createdAgo * (1 - stage / (reached + 1.6))), stage as StageIndex]);
  if (told.stage === 'won' || told.stage === 'lost') usual.push([Math.max(1, -told.closeIn), told.stage]);
  return {
    n,
    currency: 'GBP',
    probability: PROBABILITY[String(told.stage)] ?? 0,
    modifiedAgo: 5,
    nextStep: null,
    contacts: [],
    stages: usual,
    dates: [],
    amounts: [],
    done: [],
    planned: [],
    ...told,
  };
}

const told: Told[] = [
  {
    name: 'Marlow Foods: cold-chain monitoring',
    account: 'Marlow Foods',
    owner: 0,
    stage: 2,
    amount: 126_000,
    closeIn: 4,
    createdAgo: 83,
    modifiedAgo: 17,
    nextStep: 'Send revised quote',
    contacts: [c('Ruth Ellery', 'Head of operations', 'Evaluator'), c('Piotr Zieliński', 'Quality manager', 'User')],
    stages: [
      [74, 1],
      [17, 2],
    ],
    dates: [
      [43, -38, -17],
      [17, -17, 4],
    ],
    done: [
      [82, 'Call', 'First call'],
      [67, 'Meeting', 'Depot visit in Leeds'],
      [54, 'Email', 'Pilot report sent'],
      [49, 'Meeting', 'Pilot review, Leeds depot'],
      [25, 'Email', 'Quote, version 2'],
      [21, 'Email', 'Re: quote, version 2'],
      [19, 'Call', 'Call with Ruth and Piotr'],
    ],
    planned: [[-8, 'Task', 'Send revised quote']],
  },
  {
    name: 'Quillon Labs: incubator fleet',
    account: 'Quillon Labs',
    owner: 0,
    stage: 1,
    amount: 48_000,
    currency: 'EUR',
    closeIn: 52,
    createdAgo: 20,
    modifiedAgo: 4,
    nextStep: 'Lab tour with the facility lead',
    contacts: [c('Maren Holt', 'Lab manager', 'Evaluator'), c('Dr Ines Abascal', 'Scientific director', 'Decision Maker')],
    done: [
      [18, 'Call', 'First call with Maren'],
      [4, 'Meeting', 'Walk through the incubator room'],
    ],
    planned: [[6, 'Meeting', 'Lab tour with the facility lead']],
  },
  {
    name: 'Northgate Dairy: renewal',
    account: 'Northgate Dairy',
    owner: 0,
    stage: 3,
    amount: 38_500,
    closeIn: 24,
    createdAgo: 65,
    modifiedAgo: 2,
    nextStep: 'Contract review with legal',
    contacts: [c('Owen Pritchard', 'Plant director', 'Decision Maker'), c('Sian Bowen', 'Procurement', 'Evaluator'), c('Gethin Rees', 'Legal counsel', 'Influencer')],
    stages: [
      [55, 1],
      [30, 2],
      [6, 3],
    ],
    done: [
      [30, 'Meeting', 'Review of the first year'],
      [9, 'Email', 'Draft contract'],
      [2, 'Call', 'Questions of legal'],
    ],
    planned: [[2, 'Meeting', 'Contract review with legal']],
  },
  {
    name: 'Hollin Pharma: stability rooms',
    account: 'Hollin Pharma',
    owner: 0,
    stage: 'won',
    amount: 92_000,
    closeIn: -1,
    createdAgo: 71,
    modifiedAgo: 1,
    contacts: [c('Adaeze Obi', 'Head of quality', 'Decision Maker'), c('Luke Farrant', 'Validation engineer', 'User')],
    done: [
      [48, 'Meeting', 'Met the person who signs'],
      [10, 'Meeting', 'Validation plan agreed'],
      [1, 'Email', 'Signed order form'],
    ],
  },
  {
    name: 'Vereinigte Molkereien Oberschwaben-Allgäu eG: Rahmenvertrag Temperaturüberwachung elf Werke',
    account: 'Vereinigte Molkereien Oberschwaben-Allgäu eG',
    owner: 1,
    stage: 2,
    amount: 12_480_000,
    currency: 'EUR',
    closeIn: 312,
    createdAgo: 140,
    modifiedAgo: 12,
    nextStep: 'Zweiter Workshop mit den Werkleitungen aller elf Standorte',
    contacts: [
      c('Maximiliane Hohenester-Brandl', 'Vorständin Technik', 'Economic Buyer'),
      c('Xaver Riedmüller', 'Leiter Instandhaltung', 'Evaluator'),
      c('Anneliese Guggenmos', 'Datenschutzbeauftragte', 'Influencer'),
    ],
    done: [
      [40, 'Meeting', 'Erster Workshop in Wangen'],
      [12, 'Email', 'Protokoll des Workshops'],
    ],
    planned: [[21, 'Meeting', 'Zweiter Workshop']],
  },
  {
    name: 'Tarnbrook Vaccines: transport boxes',
    account: 'Tarnbrook Vaccines',
    owner: 0,
    stage: 2,
    amount: 210_000,
    closeIn: -12,
    createdAgo: 96,
    modifiedAgo: 33,
    contacts: [c('Helen Marsh', 'Logistics lead', null)],
    amounts: [[35, 262_000, 210_000]],
    done: [
      [60, 'Meeting', 'Requirements workshop'],
      [36, 'Email', 'Offer without the service plan'],
    ],
  },
  {
    name: 'Arbour Hotels: minibar sensors',
    account: 'Arbour Hotels',
    owner: 0,
    stage: 0,
    amount: 0,
    closeIn: 9,
    createdAgo: 12,
    modifiedAgo: 11,
    contacts: [c('Noor Haddad', 'Housekeeping director', null)],
    done: [[11, 'Call', 'Inbound call']],
  },
  {
    name: 'Fell & Dale Creamery: starter kit',
    account: 'Fell & Dale Creamery',
    owner: 0,
    stage: 1,
    amount: 7_400,
    closeIn: 30,
    createdAgo: 44,
    modifiedAgo: 3,
    nextStep: 'Trial in the ripening room',
    contacts: [c('Bryony Fell', 'Owner', 'Decision Maker'), c('Tom Dale', 'Cheesemaker', 'User')],
    stages: [[20, 1]],
    done: [
      [40, 'Call', 'First call'],
      [3, 'Call', 'Back after the harvest'],
    ],
    planned: [[8, 'Meeting', 'Trial in the ripening room']],
  },
  {
    name: 'Castellan Wines: cellar network',
    account: 'Castellan Wines',
    owner: 3,
    stage: 3,
    amount: 64_000,
    currency: 'EUR',
    closeIn: 8,
    createdAgo: 90,
    modifiedAgo: 1,
    nextStep: 'Signature with both owners',
    contacts: [c('Beatriz Castellan', 'Owner', 'Decision Maker'), c('Iker Lasa', 'Cellar master', 'User')],
    done: [
      [8, 'Meeting', 'Last open points'],
      [1, 'Call', 'Date for the signature'],
    ],
    planned: [[5, 'Meeting', 'Signature with both owners']],
  },
  {
    name: 'Brightwater Fish: landing hall',
    account: 'Brightwater Fish',
    owner: 2,
    stage: 1,
    amount: 31_000,
    closeIn: 41,
    createdAgo: 60,
    modifiedAgo: 2,
    stages: [
      [50, 1],
      [35, 2],
      [6, 1],
    ],
    contacts: [c('Callum Reid', 'Hall manager', 'User'), c('Moira Grant', 'Finance', 'Influencer')],
    done: [
      [20, 'Meeting', 'Offer presented'],
      [6, 'Call', 'Budget is open again'],
    ],
    planned: [[7, 'Call', 'Talk about phases']],
  },
  {
    name: 'Oakhurst Clinics: blood storage',
    account: 'Oakhurst Clinics',
    owner: 2,
    stage: 2,
    amount: 118_000,
    closeIn: 35,
    createdAgo: 75,
    modifiedAgo: 6,
    nextStep: 'Data protection questions',
    contacts: [c('Dr Femi Adeyemi', 'Medical director', 'Decision Maker'), c('Grace Lindley', 'IT security', 'Evaluator')],
    dates: [[20, 14, 35]],
    done: [
      [30, 'Meeting', 'Clinic visit'],
      [6, 'Email', 'Security questionnaire'],
    ],
    planned: [[3, 'Call', 'Data protection questions']],
  },
  {
    name: 'Rowan Bakeries: proving rooms',
    account: 'Rowan Bakeries',
    owner: 1,
    stage: 1,
    amount: 22_500,
    closeIn: 60,
    createdAgo: 30,
    modifiedAgo: 16,
    contacts: [c('Hannah Rowan', 'Operations', 'Evaluator')],
    done: [[16, 'Call', 'What the audit asked for']],
  },
];

/** The rest of the pipeline, a line each: name, account, owner, stage, thousands, closes in, created ago, last activity ago. */
const lines: [string, string, number, StageIndex, number, number, number, number][] = [
  ['Pennine Trout: hatchery water', 'Pennine Trout', 0, 0, 14, 70, 9, 3],
  ['Saltmarsh Oysters: depuration tanks', 'Saltmarsh Oysters', 0, 1, 26, 45, 33, 8],
  ['Lindow Ice Cream: van fleet', 'Lindow Ice Cream', 0, 'lost', 41, -20, 110, 22],
  ['Wexcombe Seeds: vault upgrade', 'Wexcombe Seeds', 0, 3, 88, 15, 120, 6],
  ['Kestrel Air Cargo: pharma hub', 'Kestrel Air Cargo', 1, 2, 340, 90, 130, 10],
  ['Bergmann Tiefkühl: Lager Nord', 'Bergmann Tiefkühl', 1, 3, 156, 20, 150, 4],
  ['Alpenkäserei Mooser: Reiferaum', 'Alpenkäserei Mooser', 1, 0, 9, 100, 6, 2],
  ['Havelfisch: Transportkette', 'Havelfisch', 1, 1, 37, 28, 52, 19],
  ['Spreewald Gurken: Hallen 2 und 3', 'Spreewald Gurken', 1, 'won', 52, -6, 88, 6],
  ['Stadtklinik Auental: Apotheke', 'Stadtklinik Auental', 1, 2, 73, 33, 70, 12],
  ['Nordlicht Catering: Küchen', 'Nordlicht Catering', 1, 'lost', 18, -31, 64, 34],
  ['Elmtree Nurseries: propagation', 'Elmtree Nurseries', 2, 0, 12, 80, 15, 5],
  ['Harrow Meats: dispatch', 'Harrow Meats', 2, 2, 94, 26, 77, 7],
  ['Cedar Hospice: medicine fridges', 'Cedar Hospice', 2, 3, 16, 11, 58, 3],
  ['Tidewater Chemists: branch roll-out', 'Tidewater Chemists', 2, 1, 205, 120, 40, 9],
  ['Greyfriars School Meals: kitchens', 'Greyfriars School Meals', 2, 'won', 29, -14, 95, 14],
  ['Bracken Farm Shops: counters', 'Bracken Farm Shops', 2, 1, 8, 38, 21, 6],
  ['Millrace Brewery: fermentation', 'Millrace Brewery', 2, 2, 47, 49, 63, 23],
  ['Huerta Real: cámaras de fruta', 'Huerta Real', 3, 1, 58, 55, 37, 5],
  ['Lonja del Sur: subasta de pescado', 'Lonja del Sur', 3, 2, 132, 40, 84, 11],
  ['Heladería Bruma: tiendas', 'Heladería Bruma', 3, 0, 11, 65, 8, 4],
  ['Farmacias Alborada: red', 'Farmacias Alborada', 3, 2, 176, 75, 99, 15],
  ['Quesos Peña Roya: cueva', 'Quesos Peña Roya', 3, 'won', 33, -9, 72, 9],
  ['Jamones Valdeolmo: secadero', 'Jamones Valdeolmo', 3, 1, 44, 50, 46, 13],
  ['Hospital Costa Clara: laboratorio', 'Hospital Costa Clara', 3, 3, 98, 18, 115, 2],
  ['Frutos Secos Albar: almacén', 'Frutos Secos Albar', 3, 'lost', 21, -25, 80, 27],
  ['Whinfell Logistics: trailers', 'Whinfell Logistics', 0, 2, 264, 58, 91, 9],
  ['Stonegate Museums: archive', 'Stonegate Museums', 0, 1, 19, 85, 28, 7],
];

const first = ['Alex', 'Sam', 'Robin', 'Kim', 'Jo', 'Chris', 'Nico', 'Mika'];
const last = ['Ashby', 'Merten', 'Calder', 'Ibarra', 'Lowe', 'Sandoval', 'Voss', 'Hale'];
const titles = ['Operations manager', 'Quality lead', 'Procurement', 'Managing director'];

function fromLine([name, account, owner, stage, thousands, closeIn, createdAgo, quiet]: (typeof lines)[number], index: number): Told {
  const person = (offset: number, role: string) => c(`${first[(index + offset) % 8]} ${last[(index * 3 + offset) % 8]}`, titles[(index + offset) % 4] ?? '', role);
  const closed = stage === 'won' || stage === 'lost';
  return {
    name,
    account,
    owner,
    stage,
    closeIn,
    createdAgo,
    amount: thousands * 1000,
    currency: owner === 1 || owner === 3 ? 'EUR' : 'GBP',
    modifiedAgo: Math.min(quiet, 20),
    nextStep: closed ? null : 'Agree the next visit',
    contacts: [person(0, 'Decision Maker'), person(1, 'Evaluator')],
    done: [
      [quiet, 'Call', `Call with ${account}`],
      [Math.min(createdAgo - 1, quiet + 9), 'Email', 'Information sent'],
    ],
    planned: closed ? [] : [[4 + (index % 9), 'Meeting', 'Visit on site']],
  };
}

/** A fresh set of deals, for a practice CRM to change as it likes. */
export function sampleDeals(): Deal[] {
  return structuredClone([...told, ...lines.map(fromLine)].map((line, index) => deal(index + 1, line)));
}
