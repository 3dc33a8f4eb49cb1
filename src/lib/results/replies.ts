import { chart } from './chart/chart';
import { differenceBetween } from './difference/difference';
import { RawRows } from './columns/rawrow';
import { rowNumbers, type Context } from './context';
import { rangeText } from './export/rangetext';
import type { Question, QuestionName, Questions, Reply } from './questions';
import { fields } from './summary/fields';
import { groups } from './summary/groups';
import { selectionStatistics } from './summary/selection';
import { profileBlob } from './profile';
import { find } from './view/find';

type Handlers = {
	readonly [Name in QuestionName]: (
		question: Questions[Name]['ask'],
		context: Context
	) => Questions[Name]['reply'] | Promise<Questions[Name]['reply']>;
};

const handlers: Handlers = {
	numbers: ({ start, end }, { list }) => rowNumbers(list, start, end),
	row: ({ row }, context) => {
		const [number] = rowNumbers(context.list, row, row + 1);
		return number === undefined ? undefined : new RawRows(context.scanner).row(number);
	},
	statistics: ({ ranges }, context) => selectionStatistics(ranges, context),
	text: ({ ranges, format }, context) => rangeText(ranges, format, context),
	find,
	groups,
	chart,
	difference: ({ before, keys, limit }, { other, scanner, breath }) => {
		const side = other(before);
		if (side === undefined) throw new Error('The rows of the result before are no longer kept');
		return differenceBetween({ before: side, after: scanner, keys, limit, breath });
	},
	profile: (_, { scanner }) => profileBlob(scanner),
	fields: ({ columns, top }, context) => fields(columns, top, context)
};

/** The reply to a question. */
export async function replies(question: Question, context: Context): Promise<Reply> {
	const handler = handlers[question.name] as (question: Question, context: Context) => Reply | Promise<Reply>;
	return handler(question, context);
}
