import { type Extension, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { appearance } from './appearance';
import { fixKeys } from './fix';
import { hover, hoverKeys } from './hover';
import { navigation, navigationKeys } from './navigate';
import { renameKeys } from './rename';
import { selectionKeys, selectionTrail } from './selection';
import { signatureHelp, signatureKeys } from './signature';

const keys = [...fixKeys, ...hoverKeys, ...navigationKeys, ...renameKeys, ...selectionKeys, ...signatureKeys];

/** Explanations, signatures, going to columns, renaming them, fixes and growing selections; what is heavy loads on use. */
export const assistance: Extension = [
	appearance,
	hover,
	navigation,
	selectionTrail,
	signatureHelp,
	Prec.high(keymap.of(keys))
];
