/** One name that SET takes before a query. */
export interface SettingDefinition {
	readonly name: string;
	readonly description: string;
	/** The values it may have, where they can be listed. */
	readonly values?: readonly string[];
	/** A whole SET header. */
	readonly example: string;
	readonly preview: boolean;
}

const rows: readonly SettingDefinition[] = [
	{
		name: 'time_zone',
		description: 'Time zone in which dates are truncated, formatted and put into buckets.',
		example: 'SET time_zone = "Europe/Berlin";',
		preview: false
	},
	{
		name: 'unmapped_fields',
		description: 'What a field is that no index maps: an error, null, or its value out of the document.',
		values: ['default', 'nullify', 'load'],
		example: 'SET unmapped_fields = "nullify";',
		preview: true
	},
	{
		name: 'project_routing',
		description: 'Which linked projects a query on serverless reads.',
		example: 'SET project_routing = "_alias:prod-*";',
		preview: true
	},
	{
		name: 'approximation',
		description: 'Answers aggregations from a sample of the rows, with an estimate of the error.',
		example: 'SET approximation = true;',
		preview: false
	},
	{
		name: 'column_metadata',
		description: 'Tells more of some columns, such as the size of the buckets of a date.',
		example: 'SET column_metadata = true;',
		preview: false
	}
];

/** Every setting by its name. */
export const settings: ReadonlyMap<string, SettingDefinition> = new Map(rows.map((row) => [row.name, row]));
