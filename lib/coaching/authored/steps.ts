import type { ASTNode } from '@marcbachmann/cel-js';
import { MOST_STEPS_PER_RECORD } from '../trigger.ts';

/**
 * How much work a condition may do. It is counted in steps instead of time, so that a condition has
 * one result on every device: one step per evaluated part, and one more per so many characters or
 * list entries that the part returns. A search costs more: see `searchOf`. Every other operation on
 * a text is linear in its length.
 */
export const MOST_STEPS = 100_000;
const CHARS_PER_STEP = 64;

/** Steps for a text that a part returns. */
export const stepsOf = (text: string): number => Math.floor(text.length / CHARS_PER_STEP);

/** Steps that are left for the conditions of one record. */
export interface StepBudget {
  left: number;
}

export const recordBudget = (): StepBudget => ({ left: MOST_STEPS_PER_RECORD });

/** Thrown as one constant: to create an error costs more than a step. */
const OVER = new Error('over the budget of steps');

interface Evaluated {
  evaluate(this: unknown, ev: unknown, ast: unknown, context: unknown): unknown;
}

type OnResult = (result: unknown) => void;

/** The operands of `text.contains(part)`; null for other nodes. */
function operandsOf({ op, args }: { op: unknown; args: unknown }): unknown[] | null {
  if (op !== 'rcall' || !Array.isArray(args) || args[0] !== 'contains') return null;
  const [, text, [part]] = args;
  return [text, part];
}

/** Counts the steps of the parts of one condition. */
export class Meter {
  steps = 0;
  #most = MOST_STEPS;

  /** True where the last evaluation was stopped. A loop may have caught the error. */
  get isOver(): boolean {
    return this.steps > this.#most;
  }
  restart(most: number): void {
    this.steps = 0;
    this.#most = Math.min(most, MOST_STEPS);
  }
  spend(steps: number): void {
    this.steps += steps;
    if (this.isOver) throw OVER;
  }

  /**
   * Counts each evaluation of a parsed condition and of its parts. The interpreter offers no hook:
   * it calls `evaluate` of every node, and replaces it at the first call.
   */
  watch(root: ASTNode): void {
    const visit = (value: unknown, onResult?: OnResult): void => {
      if (Array.isArray(value)) for (const item of value) visit(item);
      if (typeof value !== 'object' || value === null || !('op' in value) || !('args' in value))
        return;
      let evaluate = (value as unknown as Evaluated).evaluate;
      const counted: Evaluated['evaluate'] = (ev, ast, context) => {
        this.spend(1);
        search?.restart();
        const result = evaluate.call(value, ev, ast, context);
        if (typeof result === 'string') this.spend(stepsOf(result));
        else if (Array.isArray(result)) this.spend(result.length);
        onResult?.(result);
        return result;
      };
      Object.defineProperty(value, 'evaluate', {
        get: () => counted,
        set(next: Evaluated['evaluate']) {
          evaluate = next;
        },
      });
      const operands = operandsOf(value);
      const search = operands && this.searchOf();
      if (search) for (const [at, operand] of operands.entries()) visit(operand, search.on(at));
      else visit(value.args);
    };
    visit(root);
  }

  /**
   * Counts a search before it begins: in the worst case it compares the whole part at each position
   * of the text, and nothing can stop it.
   */
  private searchOf() {
    const lengths: (number | null)[] = [null, null];
    return {
      restart: () => void lengths.fill(null),
      on: (at: number) => (result: unknown) => {
        lengths[at] = typeof result === 'string' ? result.length : 0;
        const [text, part] = lengths;
        if (typeof text !== 'number' || typeof part !== 'number') return;
        const compared = Math.max(0, text - part + 1) * part;
        // A search that does not begin takes no more than what is left.
        const most = this.#most - this.steps + 1;
        this.spend(Math.min(Math.floor(compared / CHARS_PER_STEP), most));
      },
    };
  }
}

export const isOverBudget = (error: unknown): boolean => error === OVER;
