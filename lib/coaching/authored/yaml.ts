import { Document, isMap, isPair, isScalar, type Pair, parseDocument, Scalar, visit } from 'yaml';

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

const keyOf = (pair: Pair | undefined) => (isScalar(pair?.key) ? String(pair.key.value) : '');

/**
 * Reads YAML as data: no tags, no code, and a limited number of aliases, so that a small file
 * cannot expand into a large one. The type of a value without quotes depends on its field: text as
 * written (`1e3` can be a name), or a boolean in the words of YAML 1.1.
 * @throws YAMLParseError, or ReferenceError for too many aliases
 */
export function readYaml(text: string, types: FieldTypes): unknown {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, logLevel: 'error' });
  if (document.errors[0]) throw document.errors[0];
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
