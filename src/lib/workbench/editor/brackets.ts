import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';

/** Closes brackets and quotes as they are opened; its Backspace goes before the usual one. */
export const brackets: Extension = [closeBrackets(), Prec.high(keymap.of(closeBracketsKeymap))];
