import { compile } from './compile';
import { Refusal, refuse } from './failure';
import type { CompileContext, Plan } from './plan';
import type { Table, Tables } from './table';
import type { NamedQuery, Views } from './views';

type ViewNames = Pick<Views, 'get'>;

/** What views within views may come to. */
const maxDepth = 10;

/** Rows of a view that has no LIMIT. */
const ALL_ROWS = Number.MAX_SAFE_INTEGER;

/** What of a request reaches into the views that its query reads. */
export type ViewContext = Pick<CompileContext, 'filter' | 'now' | 'timeZone' | 'gate'>;

/** Tables among which views stand too, by their whole names; an index of the same name goes first. */
export function withViews(tables: Tables, views: ViewNames | undefined, context: ViewContext): Tables {
	if (!views) return tables;
	return nested(tables, views, context, 0);
}

function nested(tables: Tables, views: ViewNames, context: ViewContext, depth: number): Tables {
	const compiled = new Map<string, Table>();
	function tableOf(view: NamedQuery): Table {
		const table =
			compiled.get(view.name) ?? viewTable(view, nested(tables, views, context, depth + 1), context, depth);
		compiled.set(view.name, table);
		return table;
	}
	return {
		list: () => tables.list(),
		aliases: () => tables.aliases(),
		match(patterns) {
			const { tables: found, missing } = tables.match(patterns);
			const meant = missing.flatMap((name) => views.get(name) ?? []);
			return {
				tables: [...found, ...meant.map(tableOf)],
				missing: missing.filter((name) => !views.get(name))
			};
		}
	};
}

function viewTable(view: NamedQuery, tables: Tables, context: ViewContext, depth: number): Table {
	if (depth >= maxDepth)
		refuse(400, 'verification_exception', `View [${view.name}] goes through more than ${maxDepth} views`);
	const plan = planOf(view, tables, context);
	const documents = plan.tables.reduce((sum, table) => sum + table.documents, 0);
	return {
		index: view.name,
		relation: `(${plan.sql})`,
		mode: 'standard',
		fields: plan.columns
			.map(({ name, type, multi }, at) => ({ name, type, multi, column: `r${at}` }))
			.sort((a, b) => (a.name < b.name ? -1 : 1)),
		documents,
		get ready() {
			return Promise.all(plan.tables.map(({ ready }) => ready)).then(() => undefined);
		},
		loading: plan.tables.some(({ loading }) => loading),
		view: true
	};
}

/** Compiles a view's query without the limits of answers. Refuses what cannot be run. */
export function planOf({ name, query }: NamedQuery, tables: Tables, context: ViewContext): Plan {
	const plan = compile(query, tables, { ...context, params: [], maxRows: ALL_ROWS, defaultRows: ALL_ROWS });
	if (!('kind' in plan)) return plan;
	throw new Refusal({ ...plan, reason: `View [${name}]: ${plan.reason}` });
}
