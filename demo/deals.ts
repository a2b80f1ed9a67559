import type { Contact, Deal, DealStory, StageIndex } from './deal.ts';
import { stories } from './stories.ts';

const PROBABILITY: Record<string, number> = { 0: 10, 1: 20, 2: 50, 3: 80, won: 100, lost: 0 };

/** Fills in the defaults of a deal; its stage changes are spread over its lifetime. */
function deal(n: number, story: DealStory): Deal {
  const reached = story.stage === 'won' || story.stage === 'lost' ? 3 : story.stage;
  const stages: [number, StageIndex][] = [];
  for (let stage = 1; stage <= reached; stage++)
    stages.push([
      Math.round(story.createdAgo * (1 - stage / (reached + 1.6))),
      stage as StageIndex,
    ]);
  if (story.stage === 'won' || story.stage === 'lost')
    stages.push([Math.max(1, -story.closeIn), story.stage]);
  return {
    n,
    currency: 'GBP',
    probability: PROBABILITY[String(story.stage)] ?? 0,
    modifiedAgo: 5,
    nextStep: null,
    contacts: [],
    stages,
    dates: [],
    amounts: [],
    done: [],
    posts: [],
    company: n % 10 === 0 ? 2 : 1,
    planned: [],
    meetings: [],
    ...story,
  };
}

/**
 * The rest of the pipeline, one deal per line: name, account, owner, stage, amount in thousands,
 * days until close, days since creation, days since the last activity.
 */
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

function fromLine(
  [name, account, owner, stage, thousands, closeIn, createdAgo, quiet]: (typeof lines)[number],
  index: number,
): DealStory {
  const person = (offset: number, role: string): Contact => ({
    name: `${first[(index + offset) % 8]} ${last[(index * 3 + offset) % 8]}`,
    title: titles[(index + offset) % 4] ?? '',
    role,
  });
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

/** A new copy of the sample deals, which an emulator may change. */
export function sampleDeals(): Deal[] {
  return structuredClone(
    [...stories, ...lines.map(fromLine)].map((line, index) => deal(index + 1, line)),
  );
}
