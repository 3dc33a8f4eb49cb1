import type { Capability } from '$lib/protocol/abilities';
import type { Options } from '$lib/request/request';

type KeysOf<Value> = {
	[Key in keyof Options]-?: NonNullable<Options[Key]> extends Value ? Key : never;
}[keyof Options];

interface FieldBase {
	/** As Elasticsearch names it. */
	readonly name: string;
	readonly help: string;
	/** What holds when nothing is sent. */
	readonly fallback: string;
	/** The first version that has it. */
	readonly since?: string;
	/** What a cluster that has it says it can, whatever its version. */
	readonly capability?: Capability;
	/** Only there: other clusters refuse it. */
	readonly only?: 'serverless' | 'snapshots';
}

/** One row of the Options pane. */
export type OptionField =
	| (FieldBase & { readonly kind: 'flag' | 'choice'; readonly key: KeysOf<boolean> })
	| (FieldBase & {
			readonly kind: 'text' | 'duration' | 'zone' | 'locale' | 'json';
			readonly key: KeysOf<string>;
	  })
	/** A member of `settings`. */
	| (FieldBase & { readonly kind: 'setting'; readonly setting: 'approximation' | 'column_metadata' });

export interface OptionGroup {
	readonly title: string;
	readonly fields: readonly OptionField[];
}

/** Every request field that is neither the query, its params nor its filter. Source: Elasticsearch's ES|QL REST API. */
export const optionGroups: readonly OptionGroup[] = [
	{
		title: 'Waiting and keeping',
		fields: [
			{
				kind: 'duration',
				key: 'waitForCompletionTimeout',
				name: 'wait_for_completion_timeout',
				fallback: '1s',
				help: 'How long the cluster holds the answer before it hands out an id instead. 0 hands it out at once.'
			},
			{
				kind: 'duration',
				key: 'keepAlive',
				name: 'keep_alive',
				fallback: '5d',
				help: 'How long a stored result stays.'
			},
			{
				kind: 'flag',
				key: 'keepOnCompletion',
				name: 'keep_on_completion',
				fallback: 'false',
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
				fallback: 'as the cluster is set',
				help: 'Rows of the shards that answered, instead of an error when one fails. Sent in the URL.'
			},
			{
				kind: 'flag',
				key: 'dropNullColumns',
				name: 'drop_null_columns',
				fallback: 'false',
				help: 'Leaves out columns without any value. Sent in the URL.'
			},
			{
				kind: 'flag',
				key: 'columnar',
				name: 'columnar',
				fallback: 'false',
				help: 'Values come column by column: no row can be shown before the last column has begun.'
			},
			{
				kind: 'flag',
				key: 'profile',
				name: 'profile',
				fallback: 'false',
				help: 'Adds how the query was executed; see the Profile tab of the results.'
			},
			{
				kind: 'flag',
				key: 'includeExecutionMetadata',
				name: 'include_execution_metadata',
				fallback: 'false',
				since: '9.2',
				help: 'Adds the state of each cluster to every answer. Not together with include_ccs_metadata.'
			},
			{
				kind: 'flag',
				key: 'includeCcsMetadata',
				name: 'include_ccs_metadata',
				fallback: 'false',
				since: '8.16',
				help: 'Adds the state of each cluster to answers of cross-cluster queries.'
			}
		]
	},
	{
		title: 'Time and language',
		fields: [
			{
				kind: 'zone',
				key: 'timeZone',
				name: 'time_zone',
				fallback: 'UTC',
				since: '9.4',
				help: 'Zone in which dates are rounded and shown, and in which the time range is read: Europe/Paris, +02:00.'
			},
			{
				kind: 'locale',
				key: 'locale',
				name: 'locale',
				fallback: 'en-US',
				help: 'Language of the names of days and months in formats of dates.'
			}
		]
	},
	{
		title: 'Settings',
		fields: [
			{
				kind: 'setting',
				setting: 'approximation',
				name: 'approximation',
				fallback: 'false',
				since: '9.5',
				capability: 'query_settings_request_body',
				help: 'Samples the data and says how sure the figures are. At least 10000 rows; confidence between 0 and 1.'
			},
			{
				kind: 'setting',
				setting: 'column_metadata',
				name: 'column_metadata',
				fallback: 'false',
				since: '9.5',
				capability: 'query_settings_request_body',
				help: 'Adds what is known of each column to the answer.'
			},
			{
				kind: 'json',
				key: 'settings',
				name: 'settings',
				fallback: '{}',
				since: '9.5',
				capability: 'query_settings_request_body',
				help: 'All settings of the query as a JSON object.'
			}
		]
	},
	{
		title: 'Routing and tables',
		fields: [
			{
				kind: 'text',
				key: 'projectRouting',
				name: 'project_routing',
				fallback: 'all projects',
				only: 'serverless',
				help: 'Which linked projects are asked: _alias:_origin, _alias:*eu*.'
			},
			{
				kind: 'json',
				key: 'tables',
				name: 'tables',
				fallback: '{}',
				only: 'snapshots',
				help: 'Tables that come with the query, as a JSON object.'
			}
		]
	}
];
