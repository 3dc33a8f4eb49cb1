/** One operator. `symbol` is as written, keywords in upper case. */
export interface OperatorDefinition {
	readonly symbol: string;
	readonly family: 'arithmetic' | 'comparison' | 'logic' | 'text' | 'conversion';
	readonly description: string;
	readonly example: string;
}

type Row = readonly [symbol: string, description: string, example: string];

const families: Readonly<Record<OperatorDefinition['family'], readonly Row[]>> = {
	arithmetic: [
		['+', 'Sum of numbers, or a date moved forward by a time span.', 'price + 1'],
		['-', 'Difference of numbers, a date moved back by a time span, or a changed sign.', 'NOW() - 1 day'],
		['*', 'Product.', 'price * quantity'],
		['/', 'Quotient; of whole numbers without its fraction.', 'bytes / 1024'],
		['%', 'Remainder of a division.', 'id % 10']
	],
	comparison: [
		['==', 'Equal. Nothing is equal to null: use IS NULL.', 'status == 200'],
		['!=', 'Not equal.', 'status != 200'],
		['<', 'Less than.', 'price < 10'],
		['<=', 'Less than or equal.', 'price <= 10'],
		['>', 'Greater than.', 'price > 10'],
		['>=', 'Greater than or equal.', 'price >= 10'],
		['IN', 'Equal to one of several values.', 'status IN (502, 503, 504)'],
		['IS NULL', 'Has no value.', 'coupon IS NULL'],
		['IS NOT NULL', 'Has a value.', 'coupon IS NOT NULL']
	],
	logic: [
		['AND', 'Both are true.', 'price > 10 AND status == 200'],
		['OR', 'At least one is true.', 'status == 404 OR status == 410'],
		['NOT', 'It is false.', 'NOT archived']
	],
	text: [
		['LIKE', 'Matches a pattern: `*` stands for any characters, `?` for one.', 'path LIKE "/api/*"'],
		['RLIKE', 'All of it matches a regular expression.', 'path RLIKE "/api/v[0-9]+"'],
		[':', 'Matches a full-text query.', 'message : "connection refused"']
	],
	conversion: [['::', 'The value as another type.', 'status::keyword']]
};

/** Every operator by its symbol. */
export const operators: ReadonlyMap<string, OperatorDefinition> = new Map(
	Object.entries(families).flatMap(([family, rows]) =>
		rows.map(([symbol, description, example]) => [
			symbol,
			{ symbol, family: family as OperatorDefinition['family'], description, example }
		])
	)
);
