/** A half-open range of UTF-16 offsets into the query text. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** One whole ES|QL statement. `commands[0]` is the source command; a broken text still gives a tree. */
export interface Query extends Span {
	readonly kind: 'query';
	readonly settings: readonly Setting[];
	readonly commands: readonly Command[];
}

/** `SET name = value;` before the source command. */
export interface Setting extends Span {
	readonly kind: 'setting';
	readonly name: string;
	readonly value: Expression;
}

export type Command =
	| From
	| Row
	| Show
	| Explain
	| Promql
	| Where
	| Eval
	| Stats
	| Sort
	| Limit
	| Keep
	| Drop
	| Rename
	| Dissect
	| Grok
	| Enrich
	| MvExpand
	| LookupJoin
	| ChangePoint
	| Fork
	| Fuse
	| Sample
	| Completion
	| Rerank
	| Dedup
	| FillNull
	| Extract
	| Mmr
	| Highlight
	| Info
	| Unknown;

/** `keyword` is the span of the command's own name, e.g. `INLINE STATS`. */
interface CommandBase extends Span {
	readonly keyword: Span;
}

/** `FROM a, b* METADATA _id` and `TS metrics`. */
export interface From extends CommandBase {
	readonly kind: 'from';
	readonly mode: 'from' | 'ts';
	readonly sources: readonly (IndexPattern | Subquery)[];
	readonly metadata: readonly Name[];
}

/** One index pattern; `text` is what Elasticsearch would receive for it, without quotes. */
export interface IndexPattern extends Span {
	readonly kind: 'index';
	readonly text: string;
	readonly cluster?: string;
	readonly pattern: string;
	readonly selector?: string;
	readonly exclude: boolean;
}

export interface Subquery extends Span {
	readonly kind: 'subquery';
	readonly query: Query;
}

export interface Row extends CommandBase {
	readonly kind: 'row';
	readonly fields: readonly Field[];
}

export interface Show extends CommandBase {
	readonly kind: 'show';
	readonly item: string;
}

export interface Explain extends CommandBase {
	readonly kind: 'explain';
	readonly query?: Query;
}

export interface Promql extends CommandBase {
	readonly kind: 'promql';
	readonly text: string;
}

export interface Where extends CommandBase {
	readonly kind: 'where';
	readonly condition: Expression;
}

export interface Eval extends CommandBase {
	readonly kind: 'eval';
	readonly fields: readonly Field[];
}

/** `name = value`, or just `value`, whose column is then named by its source text. */
export interface Field extends Span {
	readonly kind: 'field';
	readonly name?: Name;
	readonly value: Expression;
	/** Per-aggregate filter of STATS: `COUNT(*) WHERE x > 1`. */
	readonly where?: Expression;
}

/** STATS and, with `inline`, INLINE STATS. */
export interface Stats extends CommandBase {
	readonly kind: 'stats';
	readonly inline: boolean;
	readonly aggregates: readonly Field[];
	readonly by: readonly Field[];
}

export interface Sort extends CommandBase {
	readonly kind: 'sort';
	readonly keys: readonly SortKey[];
}

export interface SortKey extends Span {
	readonly kind: 'sortKey';
	readonly value: Expression;
	readonly order?: 'asc' | 'desc';
	readonly nulls?: 'first' | 'last';
}

export interface Limit extends CommandBase {
	readonly kind: 'limit';
	readonly count: Expression;
	readonly by: readonly Expression[];
}

export interface Keep extends CommandBase {
	readonly kind: 'keep';
	readonly patterns: readonly Name[];
}

export interface Drop extends CommandBase {
	readonly kind: 'drop';
	readonly patterns: readonly Name[];
}

export interface Rename extends CommandBase {
	readonly kind: 'rename';
	/** Both `old AS new` and `new = old`. */
	readonly renames: readonly Renaming[];
}

export interface Renaming extends Span {
	readonly kind: 'renaming';
	readonly old: Name;
	readonly name: Name;
}

export interface Dissect extends CommandBase {
	readonly kind: 'dissect';
	readonly input: Expression;
	readonly pattern: Expression;
	/** `APPEND_SEPARATOR = ","` */
	readonly options: readonly Option[];
}

export interface Option extends Span {
	readonly kind: 'option';
	readonly name: string;
	readonly value: Expression;
}

export interface Grok extends CommandBase {
	readonly kind: 'grok';
	readonly input: Expression;
	readonly patterns: readonly Expression[];
}

export interface Enrich extends CommandBase {
	readonly kind: 'enrich';
	readonly policy: string;
	/** Where the text names the policy and its mode, or should. */
	readonly policySpan: Span;
	/** `_any`, `_coordinator` or `_remote` before the policy name. */
	readonly mode?: string;
	readonly on?: Name;
	readonly with: readonly EnrichField[];
}

export interface EnrichField extends Span {
	readonly kind: 'enrichField';
	readonly name?: Name;
	readonly field: Name;
}

export interface MvExpand extends CommandBase {
	readonly kind: 'mvExpand';
	readonly target: Name;
}

/** `LOOKUP JOIN index [AS alias] ON field, … | condition [AND …]`; other join types keep their word in `type`. */
export interface LookupJoin extends CommandBase {
	readonly kind: 'lookupJoin';
	readonly type: string;
	readonly index: IndexPattern;
	readonly alias?: Name;
	readonly on: readonly Expression[];
}

export interface ChangePoint extends CommandBase {
	readonly kind: 'changePoint';
	readonly value: Name;
	readonly on?: Name;
	readonly by: readonly Name[];
	/** `AS type, pvalue` */
	readonly as: readonly Name[];
}

export interface Fork extends CommandBase {
	readonly kind: 'fork';
	readonly branches: readonly Branch[];
}

/** One parenthesised pipeline of FORK. */
export interface Branch extends Span {
	readonly kind: 'branch';
	readonly commands: readonly Command[];
}

export interface Fuse extends CommandBase {
	readonly kind: 'fuse';
	readonly method?: string;
	readonly score?: Name;
	readonly group?: Name;
	readonly key: readonly Name[];
	readonly with?: MapLiteral;
}

export interface Sample extends CommandBase {
	readonly kind: 'sample';
	readonly probability: Expression;
}

export interface Completion extends CommandBase {
	readonly kind: 'completion';
	readonly target?: Name;
	readonly prompt: Expression;
	readonly with?: MapLiteral;
}

export interface Rerank extends CommandBase {
	readonly kind: 'rerank';
	readonly target?: Name;
	readonly query: Expression;
	readonly on: readonly Field[];
	readonly with?: MapLiteral;
}

export interface Dedup extends CommandBase {
	readonly kind: 'dedup';
	readonly fields: readonly Name[];
}

export interface FillNull extends CommandBase {
	readonly kind: 'fillNull';
	readonly value?: Expression;
	readonly fields: readonly Field[];
}

/** URI_PARTS, USER_AGENT, IP_LOCATION and REGISTERED_DOMAIN: `NAME prefix = input [WITH {…}]`. */
export interface Extract extends CommandBase {
	readonly kind: 'extract';
	readonly command: 'uri_parts' | 'user_agent' | 'ip_location' | 'registered_domain';
	readonly prefix: Name;
	readonly input: Expression;
	readonly with?: MapLiteral;
}

export interface Mmr extends CommandBase {
	readonly kind: 'mmr';
	readonly query?: Expression;
	readonly on: Name;
	readonly limit?: Expression;
	readonly with?: MapLiteral;
}

/** `HIGHLIGHT [target = "prefix"] [query] [ON field, …] [WITH {…}]`; `arguments` holds the query, if there is one. */
export interface Highlight extends CommandBase {
	readonly kind: 'highlight';
	readonly target?: Name;
	readonly prefix?: StringLiteral;
	readonly arguments: readonly Expression[];
	readonly on: readonly Name[];
	readonly with?: MapLiteral;
}

/** METRICS_INFO and TS_INFO. */
export interface Info extends CommandBase {
	readonly kind: 'info';
	readonly command: 'metrics_info' | 'ts_info';
}

/** A pipe whose command the language does not know; `name` is as typed. */
export interface Unknown extends CommandBase {
	readonly kind: 'unknown';
	readonly name: string;
}

/**
 * A possibly dotted column name. `name` is the whole name, unquoted (`a.b c` for `` a.`b c` ``); a KEEP/DROP/RENAME
 * pattern keeps `*` as a wildcard only where it was not back-quoted (`wildcard`). A `??param` part is in `params`.
 */
export interface Name extends Span {
	readonly kind: 'name';
	readonly name: string;
	readonly wildcard: boolean;
	readonly params: readonly Param[];
	/** `[qualifier].[name]`, where the language has it. */
	readonly qualifier?: string;
}

export type Expression =
	| NullLiteral
	| BooleanLiteral
	| NumberLiteral
	| StringLiteral
	| TimeSpan
	| ListLiteral
	| MapLiteral
	| Param
	| ColumnRef
	| Call
	| Unary
	| Binary
	| In
	| Like
	| IsNull
	| Match
	| Cast
	| Missing;

export interface NullLiteral extends Span {
	readonly kind: 'null';
}

export interface BooleanLiteral extends Span {
	readonly kind: 'boolean';
	readonly value: boolean;
}

/** `text` as written, so that no digit is lost; `decimal` when it has a fraction or an exponent. */
export interface NumberLiteral extends Span {
	readonly kind: 'number';
	readonly text: string;
	readonly decimal: boolean;
}

/** `value` after escapes; `"…"` and `"""…"""`. */
export interface StringLiteral extends Span {
	readonly kind: 'string';
	readonly value: string;
}

/** `3 hours`; `unit` lower-case as written. */
export interface TimeSpan extends Span {
	readonly kind: 'timeSpan';
	readonly amount: string;
	readonly unit: string;
}

export interface ListLiteral extends Span {
	readonly kind: 'list';
	readonly items: readonly Expression[];
}

export interface MapLiteral extends Span {
	readonly kind: 'map';
	readonly entries: readonly MapEntry[];
}

export interface MapEntry extends Span {
	readonly kind: 'entry';
	readonly key: string;
	readonly value: Expression;
}

/** `?`, `?1`, `?name`, and with `identifier` the `??` forms. `key` is absent for `?`. */
export interface Param extends Span {
	readonly kind: 'param';
	readonly identifier: boolean;
	readonly key?: string;
}

export interface ColumnRef extends Span {
	readonly kind: 'column';
	readonly column: Name;
}

/** `name` is as typed; `star` for `COUNT(*)`. `param` for `??fn(x)`. */
export interface Call extends Span {
	readonly kind: 'call';
	readonly name: string;
	readonly nameSpan: Span;
	readonly param?: Param;
	readonly arguments: readonly Expression[];
	readonly star: boolean;
}

export interface Unary extends Span {
	readonly kind: 'unary';
	readonly operator: 'not' | '-' | '+';
	readonly operand: Expression;
}

export type BinaryOperator =
	'+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | 'and' | 'or';

export interface Binary extends Span {
	readonly kind: 'binary';
	readonly operator: BinaryOperator;
	readonly left: Expression;
	readonly right: Expression;
}

export interface In extends Span {
	readonly kind: 'in';
	readonly negated: boolean;
	readonly value: Expression;
	readonly list: readonly Expression[] | Subquery;
}

export interface Like extends Span {
	readonly kind: 'like';
	readonly operator: 'like' | 'rlike';
	readonly negated: boolean;
	readonly value: Expression;
	readonly patterns: readonly Expression[];
}

export interface IsNull extends Span {
	readonly kind: 'isNull';
	readonly negated: boolean;
	readonly value: Expression;
}

/** `field : "text"`; `field` may carry a cast. */
export interface Match extends Span {
	readonly kind: 'match';
	readonly field: Expression;
	readonly query: Expression;
}

/** `value::type`; `type` lower-case. */
export interface Cast extends Span {
	readonly kind: 'cast';
	readonly value: Expression;
	readonly type: string;
	readonly typeSpan: Span;
}

/** Stands where the text lacks an operand, so that every other node keeps its place. */
export interface Missing extends Span {
	readonly kind: 'missing';
}

/** One thing wrong with the text; `message` without its `line L:C:` prefix. */
export interface SyntaxIssue extends Span {
	readonly message: string;
}

/** What `parse` gives for any text: never throws. */
export interface Parsed {
	readonly text: string;
	readonly query: Query;
	readonly issues: readonly SyntaxIssue[];
}
