import { budgets, codeSizes, crowds, historyCounts, type SettingName } from './settings';

/** A setting that is chosen from a list, in words. */
export interface SettingField {
	readonly name: SettingName;
	readonly label: string;
	/** Values with their words. */
	readonly options: readonly (readonly [string | number, string])[];
	readonly help?: string;
}

const each = (values: readonly number[], word: (value: number) => string) =>
	values.map((value) => [value, word(value)] as const);

/** How the page looks. */
export const lookFields: readonly SettingField[] = [
	{
		name: 'theme',
		label: 'Theme',
		options: [
			['system', 'As the system'],
			['light', 'Light'],
			['dark', 'Dark']
		]
	},
	{
		name: 'contrast',
		label: 'Contrast',
		options: [
			['system', 'As the system wants it'],
			['more', 'High']
		]
	},
	{
		name: 'density',
		label: 'Density',
		options: [
			['compact', 'Compact'],
			['cosy', 'Cosy']
		]
	}
];

/** How values are written. */
export const valueFields: readonly SettingField[] = [
	{
		name: 'dates',
		label: 'Dates as',
		options: [
			['sent', '2026-01-15T08:00:00.000Z'],
			['spaced', '2026-01-15 08:00:00.000'],
			['local', 'This browser writes them']
		]
	},
	{
		name: 'numbers',
		label: 'Numbers as',
		options: [
			['plain', '1234567.891'],
			['spaces', '1\u202f234\u202f567.891'],
			['commas', '1,234,567.891']
		],
		help: 'No digit is left out in any case; copies and files have values as sent.'
	}
];

export const editorFields: readonly SettingField[] = [
	{ name: 'codeSize', label: 'Letters', options: each(codeSizes, (size) => `${size} px`) },
	{
		name: 'editorKeys',
		label: 'Editor keys',
		options: [
			['standard', 'As in most editors'],
			['vim', 'Vim']
		],
		help: 'In the query editor. Keys of the page, such as the one for Run, stay as they are.'
	}
];

/** How much is read and run. */
export const runFields: readonly SettingField[] = [
	{
		name: 'budget',
		label: 'Read at most',
		options: each(budgets, (budget) => `${budget} MB`),
		help: 'of one answer. Rows read until then are kept, and the page says so.'
	},
	{
		name: 'atOnce',
		label: 'At once',
		options: each(crowds, (crowd) => `${crowd} queries`),
		help: 'of one cluster run at a time. The others wait in line and say so.'
	},
	{
		name: 'closing',
		label: 'Closing a tab',
		options: [
			['ask', 'Ask'],
			['cancel', 'Cancel its query'],
			['keep', 'Keep it running']
		],
		help: 'What happens to the query that runs in it.'
	},
	{
		name: 'leaving',
		label: 'Leaving the page',
		options: [
			['keep', 'Leave queries running, find them again'],
			['cancel', 'Cancel them']
		],
		help: 'A reload counts, too: a page can’t tell it from closing.'
	},
	{
		name: 'noted',
		label: 'Notes beside Run',
		options: [
			['run', 'Run all the same'],
			['ask', 'Ask before running']
		],
		help: 'Such notes tell of queries that read more than they may have to.'
	},
	{
		name: 'history',
		label: 'History keeps',
		options: each(historyCounts, (count) => `${count} runs`),
		help: 'From the next visit on. Starred ones stay in any case.'
	}
];
