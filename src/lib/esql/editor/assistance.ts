import { type Extension, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { appearance } from './appearance';
import { fixKeys, quickFix } from './fix';
import { hover, hoverKeys, showHover } from './hover';
import { goToDefinition, navigation, navigationKeys, showPlaces } from './navigate';
import { renameColumnAtCursor, renameKeys } from './rename';
import { expandSelection, selectionKeys, selectionTrail, shrinkSelection } from './selection';
import { showSignature, signatureHelp, signatureKeys } from './signature';

const keys = [...fixKeys, ...hoverKeys, ...navigationKeys, ...renameKeys, ...selectionKeys, ...signatureKeys];

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
	navigation,
	selectionTrail,
	signatureHelp,
	Prec.high(keymap.of(keys))
];
