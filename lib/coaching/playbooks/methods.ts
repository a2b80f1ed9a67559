import { type Element, PLAYBOOK_FORMAT, type Playbook } from '../../model/index.ts';

/**
 * An item of a shipped playbook. Its sentence is `playbook.item.<id>` in the locale files, with
 * underscores.
 */
interface Item {
  id: string;
  element: Element | null;
}
interface StageDraft {
  /** Also the key of its sentences: `playbook.stage.<id>`. */
  id: string;
  /** Questions about the buyer's side: `playbook.ask.<id>`. */
  ask: readonly string[];
  exit: readonly Item[];
  fields: readonly string[];
}
export interface Method {
  id: string;
  stages: readonly StageDraft[];
}

const item = (id: string, element: Element | null = null): Item => ({ id, element });
const stage = (
  id: string,
  ask: readonly string[],
  exit: readonly Item[],
  fields: readonly string[],
): StageDraft => ({ id, ask, exit, fields });

const metrics = item('metrics', 'metrics');
const economicBuyer = item('economic-buyer', 'economicBuyer');
const criteria = item('decision-criteria', 'decisionCriteria');
const process = item('decision-process', 'decisionProcess');
const paper = item('paper-process', 'paperProcess');
const pain = item('pain', 'pain');
const champion = item('champion', 'champion');
const competition = item('competition', 'competition');
const event = item('critical-event', 'criticalEvent');
const budget = item('budget', 'budget');
const authority = item('authority', 'authority');
const need = item('need', 'need');
const timing = item('timing', 'timing');
const plan = item('mutual-plan', 'mutualPlan');

const EARLY = ['account', 'contacts', 'nextStep'];
const MIDDLE = ['amount', 'contacts', 'nextStep', 'closeDate'];
const LATE = ['amount', 'closeDate', 'contacts', 'nextStep', 'probability'];

/**
 * The shipped playbooks. The items of each method follow its published outline: MEDDPICC (the eight
 * letters), SPICED (Winning by Design: situation, pain, impact, critical event, decision), BANT
 * (IBM: budget, authority, need, timeline), SPIN (N. Rackham 1988: situation, problem, implication,
 * need-payoff), Challenger (Dixon and Adamson 2011: teach, tailor, take control). The sentences are
 * ours.
 */
export const methods: readonly Method[] = [
  {
    id: 'plain',
    stages: [
      stage('understand', ['problem', 'worth', 'tried'], [pain, item('who-feels-it')], EARLY),
      stage('shape', ['success', 'who-else'], [metrics, champion], MIDDLE),
      stage('decide', ['how-decide', 'do-nothing'], [process, economicBuyer, plan], LATE),
      stage('agree', ['what-remains'], [paper, item('start-date')], LATE),
    ],
  },
  {
    id: 'meddpicc',
    stages: [
      stage('understand', ['problem', 'worth', 'tried'], [pain, item('who-feels-it')], EARLY),
      stage('qualify', ['number', 'who-else'], [metrics, champion], MIDDLE),
      stage('prove', ['compare', 'success'], [criteria, economicBuyer, competition], MIDDLE),
      stage('decide', ['how-decide', 'do-nothing'], [process, plan], LATE),
      stage('agree', ['what-remains', 'signs'], [paper, item('start-date')], LATE),
    ],
  },
  {
    id: 'spiced',
    stages: [
      stage('understand', ['today', 'problem'], [item('today-described'), pain], EARLY),
      stage('shape', ['worth', 'number'], [metrics, champion], MIDDLE),
      stage('decide', ['which-date', 'how-decide'], [event, process, criteria], LATE),
      stage('agree', ['what-remains'], [plan, paper], LATE),
    ],
  },
  {
    id: 'bant',
    stages: [
      stage('understand', ['problem', 'worth', 'tried'], [need], EARLY),
      stage('qualify', ['money-before', 'who-else'], [budget, authority], MIDDLE),
      stage('decide', ['which-date', 'how-decide'], [timing, plan], LATE),
      stage('agree', ['what-remains', 'signs'], [paper, item('start-date')], LATE),
    ],
  },
  {
    id: 'spin',
    stages: [
      stage('situation', ['today', 'who-else'], [item('today-described')], EARLY),
      stage('problem', ['problem', 'tried'], [pain], EARLY),
      stage('implication', ['if-it-stays', 'number'], [metrics], MIDDLE),
      stage('payoff', ['success', 'worth'], [item('payoff-said'), champion], MIDDLE),
      stage('advance', ['what-remains', 'how-decide'], [plan, process], LATE),
    ],
  },
  {
    id: 'challenger',
    stages: [
      stage('teach', ['believed', 'problem'], [item('insight'), pain], EARLY),
      stage('tailor', ['who-else', 'number'], [champion, metrics], MIDDLE),
      stage(
        'control',
        ['do-nothing', 'how-decide'],
        [process, economicBuyer, item('price-held')],
        LATE,
      ),
      stage('agree', ['what-remains', 'signs'], [plan, paper], LATE),
    ],
  },
];

/**
 * Browsers allow only letters, digits and underscores in message names; with one hyphen Chromium
 * does not load the extension.
 */
export const itemKey = (id: string) => `playbook.item.${id.replaceAll('-', '_')}`;
export const askKey = (id: string) => `playbook.ask.${id.replaceAll('-', '_')}`;

/**
 * A shipped playbook in the reader's language, as a start for editing. @param say returns the
 * sentence of a locale key.
 */
export function fromMethod(method: Method, say: (key: string) => string): Playbook {
  return {
    format: PLAYBOOK_FORMAT,
    name: say(`playbook.method.${method.id}.name`),
    method: method.id,
    summary: say(`playbook.method.${method.id}.summary`),
    stages: method.stages.map(({ id, ask, exit, fields }) => ({
      id,
      name: say(`playbook.stage.${id}.name`),
      seller: say(`playbook.stage.${id}.seller`),
      buyer: say(`playbook.stage.${id}.buyer`),
      ask: ask.map((key) => say(askKey(key))),
      exit: exit.map((each) => ({
        id: each.id,
        text: say(itemKey(each.id)),
        element: each.element,
      })),
      fields: [...fields],
      guidance: say(`playbook.stage.${id}.guidance`),
    })),
  };
}
