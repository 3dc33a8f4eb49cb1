import type { SelectionStatistics } from '$lib/results/questions';
import { count } from '../status/words';

/** One figure of a selection. */
export interface FigureWord {
	readonly label: string;
	readonly value: string;
}

/** The figures of a selection worth a place in the status bar: of numbers their sum and average, of others their ends. */
export function figureWords({ nulls, distinct, numbers, span }: SelectionStatistics): readonly FigureWord[] {
	const ends = numbers ?? span;
	return [
		{ label: 'distinct', value: count(distinct) },
		...(nulls > 0 ? [{ label: 'null', value: count(nulls) }] : []),
		...(numbers
			? [
					{ label: 'sum', value: numbers.sum },
					{ label: 'avg', value: shortened(numbers.average) }
				]
			: []),
		...(ends
			? [
					{ label: 'min', value: ends.min },
					{ label: 'max', value: ends.max }
				]
			: [])
	];
}

/** An average has more digits than anyone reads in a status bar; six after the point stay. */
function shortened(text: string): string {
	return text.replace(/(\.\d{6})\d+$/, '$1');
}
