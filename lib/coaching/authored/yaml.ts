import {
  Document,
  isMap,
  isPair,
  isScalar,
  Lexer,
  type Pair,
  parseDocument,
  Scalar,
  visit,
} from 'yaml';

/**
 * YAML for files that other tools read and write too. Most of them use YAML 1.1, where `on`, `no`,
 * `12:30`, `1_000` and dates are not text; ours is 1.2. The files that we write mean the same in
 * both, and we can read the files that such tools write.
 */

/** Texts that some parser reads as a boolean, null, a merge (`<<`) or a default (`=`). */
const RESERVED = /^(?:y|yes|n|no|on|off|true|false|null|~|=|<<)$/i;
/**
 * Texts that start like a number, a date, a time or a symbol of Ruby. More texts match than
 * necessary, because quotes do no harm.
 */
const NUMBERS = /^(?:[-+]?[.\d]|:)/;
/** Characters that YAML 1.1 reads as the end of a line, or does not allow. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

const TRUE = /^(?:y|yes|on|true)$/i;
const FALSE = /^(?:n|no|off|false)$/i;

/** A date as a tool with timestamps writes it. */
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[t ]00?:00:00(?:\.0+)?\s*(?:z|[+-]00:?00)?$/i;

const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Writes data so that parsers of YAML 1.1 and of YAML 1.2 read the same from it. */
export function writeYaml(data: unknown): string {
  const document = new Document(data, { schema: 'core', compat: 'yaml-1.1' });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      if (RESERVED.test(node.value) || NUMBERS.test(node.value) || node.value.search(UNSAFE) >= 0)
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  // All of these are in double quotes now, the only place where YAML has escapes.
  return document.toString({ lineWidth: 100 }).replace(UNSAFE, escaped);
}

/** The names of a file's fields that do not contain text. */
export interface FieldTypes {
  numbers: readonly string[];
  flags: readonly string[];
  dates: readonly string[];
}

/** A file that is not valid YAML, or nested deeper than any file of ours. */
export class YamlError extends Error {
  readonly line: number;
  readonly column: number;
  /** @param offset of the mistake in the text. */
  constructor(text: string, offset: number) {
    const before = text.slice(0, offset).split('\n');
    super('not valid YAML');
    this.line = before.length;
    this.column = (before.at(-1) ?? '').length + 1;
  }
}

/** Levels of nesting; a playbook has 5. */
const MOST_LEVELS = 20;

/**
 * Refuses deep nesting by the tokens alone: the parser calls itself for each level. Levels by
 * indentation are not counted, as they need spaces and so are few.
 */
function refuseDeep(text: string): void {
  let [offset, flow, inLine] = [0, 0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow -= 1;
    else if (token.endsWith('\n')) inLine = 0;
    else if (flow === 0 && (token === '-' || token === '?' || token === ':')) inLine += 1;
    if (flow > MOST_LEVELS || inLine > MOST_LEVELS) throw new YamlError(text, offset);
    // The lexer marks starts and ends with control characters that are not in the text.
    if (text.startsWith(token, offset)) offset += token.length;
  }
}

/**
 * Refuses a map with one key twice. The parser’s own check compares each key with all others, and
 * 40,000 keys take it a minute.
 */
function refuseTwice(text: string, document: Document.Parsed): void {
  visit(document, {
    Map(_, { items, range }) {
      const keys = new Set(items.map(keyOf));
      if (keys.size < items.length) throw new YamlError(text, range?.[0] ?? 0);
    },
  });
}

const keyOf = (pair: Pair | undefined) => (isScalar(pair?.key) ? String(pair.key.value) : '');

/**
 * Reads YAML as data: no tags, no code, and a limited number of aliases, so that a small file
 * cannot expand into a large one. The type of a value without quotes depends on its field: text as
 * written (`1e3` can be a name), or a boolean in the words of YAML 1.1.
 * The time is linear in the size of the text.
 * @throws YamlError, ReferenceError for too many aliases
 */
export function readYaml(text: string, types: FieldTypes): unknown {
  refuseDeep(text);
  const document = parseDocument(text, {
    schema: 'core',
    uniqueKeys: false,
    logLevel: 'error',
    prettyErrors: false, // for each error it reads the text from the start
  });
  if (document.errors[0]) throw new YamlError(text, document.errors[0].pos[0]);
  refuseTwice(text, document);
  visit(document, {
    Scalar(at, node, path) {
      const parent = path.at(-1);
      if (at === 'key') {
        const map = path.at(-2);
        // YAML 1.1 reads the key `on` as true, and writes `true`.
        const renamed =
          String(node.value) === 'true' &&
          types.flags.includes('on') &&
          isMap(map) &&
          !map.has('on');
        if (renamed) node.value = 'on';
        return;
      }
      if (node.type !== Scalar.PLAIN || node.source === undefined || node.value === null) return;
      const key = keyOf(isPair(parent) ? parent : path.findLast(isPair));
      if (types.flags.includes(key)) {
        if (TRUE.test(node.source)) node.value = true;
        else if (FALSE.test(node.source)) node.value = false;
      } else if (types.dates.includes(key)) node.value = node.source.replace(MIDNIGHT, '$1');
      else if (!types.numbers.includes(key)) node.value = node.source;
    },
  });
  return document.toJS({ maxAliasCount: 20 });
}
