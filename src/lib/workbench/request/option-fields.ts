import type { Options } from '$lib/request/request';

type KeysOf<Value> = {
	[Key in keyof Options]-?: NonNullable<Options[Key]> extends Value ? Key : never;
}[keyof Options];

interface FieldBase {
	/** As Elasticsearch names it. */
	readonly name: string;
	readonly help: string;
}

/** One row of the Options pane. `fallback` is what holds when nothing is sent. */
export type OptionField =
	| (FieldBase & { readonly kind: 'flag'; readonly key: KeysOf<boolean> })
	| (FieldBase & { readonly kind: 'choice'; readonly key: KeysOf<boolean>; readonly fallback: string })
	| (FieldBase & { readonly kind: 'text'; readonly key: KeysOf<string>; readonly fallback: string })
	| (FieldBase & { readonly kind: 'json'; readonly key: KeysOf<string>; readonly fallback: string });

export interface OptionGroup {
	readonly title: string;
	readonly fields: readonly OptionField[];
}

/** Every request field that is neither the query, its params nor its filter. */
export const optionGroups: readonly OptionGroup[] = [
	{
		title: 'Waiting and keeping',
		fields: [
			{
				kind: 'text',
				key: 'waitForCompletionTimeout',
				name: 'wait_for_completion_timeout',
				fallback: '1s',
				help: 'How long the cluster holds the answer before it hands out an id instead. A number with ms, s, m, h or d.'
			},
			{
				kind: 'text',
				key: 'keepAlive',
				name: 'keep_alive',
				fallback: '5d',
				help: 'How long a stored result stays. A number with ms, s, m, h or d.'
			},
			{
				kind: 'flag',
				key: 'keepOnCompletion',
				name: 'keep_on_completion',
				help: 'Stores the result even when the query finishes within the wait.'
			}
		]
	},
	{
		title: 'Answer',
		fields: [
			{
				kind: 'choice',
				key: 'allowPartialResults',
				name: 'allow_partial_results',
				fallback: 'default',
				help: 'Rows of the shards that answered, instead of an error when one fails. By default as the cluster is set.'
			},
			{
				kind: 'flag',
				key: 'dropNullColumns',
				name: 'drop_null_columns',
				help: 'Leaves out columns without any value.'
			},
			{
				kind: 'flag',
				key: 'columnar',
				name: 'columnar',
				help: 'Values come column by column: no row can be shown before the last column has begun.'
			},
			{
				kind: 'flag',
				key: 'profile',
				name: 'profile',
				help: 'Adds how the query was executed; see the Profile tab of the results.'
			},
			{
				kind: 'flag',
				key: 'includeExecutionMetadata',
				name: 'include_execution_metadata',
				help: 'Adds the state of each cluster to every answer. Not together with include_ccs_metadata.'
			},
			{
				kind: 'flag',
				key: 'includeCcsMetadata',
				name: 'include_ccs_metadata',
				help: 'Adds the state of each cluster to answers of cross-cluster queries.'
			}
		]
	},
	{
		title: 'Time, language, routing',
		fields: [
			{
				kind: 'text',
				key: 'timeZone',
				name: 'time_zone',
				fallback: 'UTC',
				help: 'Zone id or offset in which dates are rounded and shown, e.g. Europe/Paris.'
			},
			{
				kind: 'text',
				key: 'locale',
				name: 'locale',
				fallback: 'en-US',
				help: 'Language tag for date and number formats inside the query.'
			},
			{
				kind: 'text',
				key: 'projectRouting',
				name: 'project_routing',
				fallback: 'none',
				help: 'Serverless: which linked projects are asked, e.g. _alias:_origin.'
			},
			{
				kind: 'json',
				key: 'settings',
				name: 'settings',
				fallback: '{}',
				help: 'JSON object of query settings, e.g. {"approximation": true}.'
			},
			{
				kind: 'json',
				key: 'tables',
				name: 'tables',
				fallback: '{}',
				help: 'JSON object of inline tables. Snapshot builds only.'
			}
		]
	}
];
