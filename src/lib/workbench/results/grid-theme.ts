import { createTheme, iconSetQuartzRegular } from 'ag-grid-community';

/**
 * A compact grid in the page's own colours and fonts; light and dark follow the CSS variables. Made without the parts of
 * Quartz that style inputs, tabs and checkboxes: the grid has none, and they cost time when it is made.
 */
export const gridTheme = createTheme().withPart(iconSetQuartzRegular).withParams({
	accentColor: 'var(--accent)',
	backgroundColor: 'var(--panel)',
	borderColor: 'var(--line)',
	browserColorScheme: 'inherit',
	cellHorizontalPadding: 8,
	cellTextColor: 'var(--text)',
	chromeBackgroundColor: 'var(--panel)',
	columnBorder: true,
	fontFamily: 'var(--font-ui)',
	fontSize: 'var(--size)',
	foregroundColor: 'var(--text)',
	headerBackgroundColor: 'var(--sunken)',
	headerColumnBorder: true,
	headerHeight: 'calc(var(--row) + 3px)',
	headerTextColor: 'var(--text)',
	oddRowBackgroundColor: 'var(--panel)',
	rowHeight: 'var(--row)',
	rowHoverColor: 'var(--hover)',
	spacing: 4,
	wrapperBorder: false,
	wrapperBorderRadius: 0
});
