interface Pressed {
  isComposing?: boolean;
  keyCode: number;
  nativeEvent?: { isComposing: boolean };
}

/**
 * True while an input method puts a word together: its Enter, Escape and Tab are not ours.
 * 229 is what some systems say instead for the key that ends the word.
 */
export function isComposing(event: Pressed): boolean {
  return (event.nativeEvent ?? event).isComposing === true || event.keyCode === 229;
}
