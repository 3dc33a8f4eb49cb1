import type { QueryRequest } from '$lib/request/request';
import type { View } from '$lib/request/view';
import { counted } from '../status/words';

/** One part that a request has, in words. */
export interface RequestPart {
	readonly name: 'Query' | 'Params' | 'Filter' | 'Options';
	readonly text: string;
}

/** What a request holds, part by part; parts that are empty are left out. */
export function contents(request: QueryRequest): readonly RequestPart[] {
	const options = Object.keys(request.options).length;
	const lines = request.query.split('\n').length;
	return [
		{ name: 'Query', text: `a query of ${counted(lines, 'line')}` },
		...(request.params.length > 0
			? [{ name: 'Params', text: counted(request.params.length, 'param') } as const]
			: []),
		...filterParts(request).map((text) => ({ name: 'Filter', text }) as const),
		...(options > 0 ? [{ name: 'Options', text: counted(options, 'option') } as const] : [])
	];
}

function filterParts({ filter, time, clauses = [] }: QueryRequest): string[] {
	return [
		...(filter.trim() === '' ? [] : ['a Query DSL filter']),
		...(time?.enabled === true ? [`a time range on ${time.field}`] : []),
		...(clauses.length === 0 ? [] : [counted(clauses.length, 'filter clause')])
	];
}

/** What a link holds of how the answer is shown, in words. */
export function viewContents(view: View = {}): readonly { readonly text: string }[] {
	return [
		...(view.columns === undefined
			? []
			: [{ text: `how ${counted(view.columns.length, 'column')} are shown` }]),
		...(view.chart === undefined ? [] : [{ text: 'the chart' }]),
		...(view.profile === undefined ? [] : [{ text: 'what is selected in the profile' }]),
		...(view.requestPane === undefined && view.answerPane === undefined
			? []
			: [{ text: 'which panes are open' }])
	];
}
