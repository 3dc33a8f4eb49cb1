import { EditorView } from '@codemirror/view';

/** How explanations, lists of places and questions look; colours are the page's. */
export const appearance = EditorView.baseTheme({
	'.cm-esql-info': {
		display: 'flex',
		flexDirection: 'column',
		gap: '4px',
		maxWidth: '64ch',
		padding: '6px 10px',
		fontFamily: 'var(--font-ui, sans-serif)',
		fontSize: 'var(--size-small, 12px)',
		lineHeight: '1.45'
	},
	'.cm-esql-info p': { margin: '0' },
	'.cm-esql-info code': { fontFamily: 'var(--font-mono, monospace)', whiteSpace: 'pre-wrap' },
	'.cm-esql-title': { color: 'var(--syntax-function, inherit)' },
	'.cm-esql-title strong': { color: 'var(--accent, inherit)', textDecoration: 'underline' },
	'.cm-esql-code, .cm-esql-note': { color: 'var(--muted, inherit)' },
	'.cm-panel.cm-esql-rename label, .cm-panel.cm-esql-sentence, .cm-panel.cm-esql-places': {
		fontFamily: 'var(--font-ui, sans-serif)',
		fontSize: 'var(--size-small, 12px)'
	},
	'.cm-panel.cm-esql-rename .cm-textfield': {
		minWidth: '32ch',
		fontFamily: 'var(--font-mono, monospace)',
		fontSize: 'var(--size-small, 12px)'
	},
	'.cm-esql-places ul': {
		listStyle: 'none',
		margin: '4px 0 0',
		padding: '0',
		maxHeight: '160px',
		overflow: 'auto'
	},
	'.cm-esql-places li button': {
		width: '100%',
		padding: '2px 4px',
		border: 'none',
		background: 'none',
		color: 'inherit',
		font: 'inherit',
		textAlign: 'left',
		cursor: 'pointer'
	},
	'.cm-esql-places li button:hover, .cm-esql-places li button:focus': {
		backgroundColor: 'var(--hover, #8883)'
	},
	'.cm-esql-fixes form': { display: 'flex', flexWrap: 'wrap', gap: '6px' },
	'.cm-lintRange-info': {
		backgroundImage: 'none',
		textDecoration: 'underline dotted var(--muted, grey) 1.25px',
		textUnderlineOffset: '3px'
	}
});
