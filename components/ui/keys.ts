interface Pressed {
  isComposing?: boolean;
  keyCode: number;
  nativeEvent?: { isComposing: boolean };
}

/**
 * True while an input method composes a word: then Enter, Escape and Tab belong to the input
 * method. Some systems report the key that ends the composition only as key code 229.
 */
export function isComposing(event: Pressed): boolean {
  return (event.nativeEvent ?? event).isComposing === true || event.keyCode === 229;
}
