import { type Extension, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { appearance } from './appearance';
import {
	columnKeys,
	goToDefinition,
	originOnClick,
	quickFix,
	renameColumnAtCursor,
	showPlaces
} from './commands';
import { hover, hoverKeys, showHover } from './hover';
import { expandSelection, selectionKeys, selectionTrail, shrinkSelection } from './selection';
import { showSignature, signatureHelp, signatureKeys } from './signature';

const keys = [...columnKeys, ...hoverKeys, ...selectionKeys, ...signatureKeys];

/** What the keys do, for menus. Each needs the extension in its view. */
export const languageCommands = {
	expandSelection,
	goToDefinition,
	quickFix,
	renameColumnAtCursor,
	showHover,
	showPlaces,
	showSignature,
	shrinkSelection
};

/** Explanations, signatures, going to columns, renaming them, fixes and growing selections; what is heavy loads on use. */
export const assistance: Extension = [
	appearance,
	hover,
	originOnClick,
	selectionTrail,
	signatureHelp,
	Prec.high(keymap.of(keys))
];
