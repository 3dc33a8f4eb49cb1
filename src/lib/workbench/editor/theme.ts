import { EditorView } from '@codemirror/view';

/** CodeMirror in the page's own colours and type; every editor on the page wears it. */
export const editorTheme = EditorView.theme({
	'&': {
		height: '100%',
		backgroundColor: 'var(--panel)',
		color: 'var(--syntax-name)',
		fontSize: 'var(--size-code)'
	},
	'&.cm-focused': { outline: 'none' },
	'.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.6' },
	'.cm-content': { padding: '8px 0 24px', caretColor: 'var(--text)' },
	'.cm-line': { padding: '0 12px 0 6px' },
	'.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
	'.cm-gutters': {
		backgroundColor: 'var(--panel)',
		border: 'none',
		color: 'var(--muted)',
		userSelect: 'none'
	},
	'.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 8px 0 4px', opacity: '0.75' },
	'.cm-activeLine': { backgroundColor: 'transparent' },
	'&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 55%, transparent)' },
	'.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
	'&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
		backgroundColor: 'var(--selection)'
	},
	'&.cm-focused .cm-matchingBracket, .cm-matchingBracket': {
		backgroundColor: 'var(--active)',
		outline: '1px solid var(--line-strong)',
		borderRadius: '2px'
	},
	'&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)', color: 'var(--bad)' },
	'.cm-placeholder': { color: 'var(--muted)' },
	'.cm-lintRange-error': {
		backgroundImage: 'none',
		textDecoration: 'underline wavy var(--bad) 1.25px',
		textUnderlineOffset: '3px',
		textDecorationSkipInk: 'none'
	},
	'.cm-lintRange-warning': {
		backgroundImage: 'none',
		textDecoration: 'underline wavy var(--warn) 1.25px',
		textUnderlineOffset: '3px',
		textDecorationSkipInk: 'none'
	},
	'.cm-tooltip': {
		border: 'none',
		borderRadius: 'var(--radius)',
		backgroundColor: 'var(--raised)',
		boxShadow: 'var(--shadow-large)',
		color: 'var(--text)'
	},
	'.cm-tooltip-section:not(:first-child)': { borderTop: '1px solid var(--line)' },
	'.cm-tooltip-lint': { fontFamily: 'var(--font-ui)', fontSize: 'var(--size-small)', maxWidth: '60ch' },
	'.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--line-strong)' },
	'.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
	'.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
	'.cm-tooltip.cm-tooltip-autocomplete': { padding: '4px' },
	'.cm-tooltip.cm-tooltip-autocomplete > ul': {
		fontFamily: 'var(--font-mono)',
		fontSize: 'var(--size-small)',
		minWidth: '240px',
		maxHeight: '240px'
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
		display: 'flex',
		gap: '16px',
		padding: '3px 8px',
		borderRadius: '3px',
		lineHeight: '1.5'
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
		backgroundColor: 'var(--accent-soft)',
		color: 'var(--text)'
	},
	'.cm-completionIcon': { display: 'none' },
	'.cm-completionLabel': { flex: '1' },
	'.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
	'.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
	'.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)', borderColor: 'var(--line)' },
	'.cm-panels input': { height: '24px' },
	'.cm-button': {
		border: '1px solid var(--line)',
		borderRadius: 'var(--radius)',
		backgroundImage: 'none',
		backgroundColor: 'var(--panel)'
	},
	'.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn-line)' },
	'.cm-searchMatch-selected': { backgroundColor: 'var(--selection)' }
});

/** The nonce that lets CodeMirror add its style sheet under the page's security policy. */
export function pageNonce(): string {
	return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
