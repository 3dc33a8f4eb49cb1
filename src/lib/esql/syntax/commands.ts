import type { SyntaxNode } from '@lezer/common';
import type { Branch, Command, Fuse, Info, IndexPattern, Query, Setting, Span, Subquery } from './ast';
import { ClauseReader } from './clauses';
import { isExpression } from './expressions';
import { keywords } from './keywords';
import { missingName, readIndex, readName, readPolicy, readString } from './names';
import { after, child, children, childrenOf, span } from './tree';

const isKeyword = (node: SyntaxNode) =>
	node.name === node.name.toUpperCase() && keywords.has(node.name.toLowerCase());

/** Queries nested deeper than this are read as empty; the issues say so. */
export const maximumNesting = 100;

/** Builds the commands of one text from its syntax tree. Total: what the text lacks is Missing or an empty name. */
export class CommandReader extends ClauseReader {
	#nesting = 0;

	/** A query from the tree's top or a Subquery node. */
	query(node: SyntaxNode): Query {
		return {
			kind: 'query',
			settings: childrenOf(node, 'Setting').map((setting) => this.#setting(setting)),
			commands: this.#commands(node),
			...span(node)
		};
	}

	#commands(node: SyntaxNode): Command[] {
		if (this.#nesting >= maximumNesting) return [];
		this.#nesting++;
		const commands = children(node)
			.filter((item) => item.name.endsWith('Command'))
			.map((item) => this.#command(item));
		this.#nesting--;
		return commands;
	}

	#setting(node: SyntaxNode): Setting {
		const name = child(node, 'Name');
		const value = children(node).find((item) => isExpression(item) && item.name !== 'Name');
		return {
			kind: 'setting',
			name: name ? readName(name, this.text).name : '',
			value: this.expressions.read(value, after(name ?? node)),
			...span(node)
		};
	}

	#sources(node: SyntaxNode): (IndexPattern | Subquery)[] {
		return children(node).flatMap((item): (IndexPattern | Subquery)[] => {
			if (item.name === 'IndexPattern') return [readIndex(item, this.text, item)];
			return item.name === 'Subquery' ? [{ kind: 'subquery', query: this.query(item), ...span(item) }] : [];
		});
	}

	#branch(node: SyntaxNode): Branch {
		return { kind: 'branch', commands: this.#commands(node), ...span(node) };
	}

	#fuse(node: SyntaxNode, base: Span & { readonly keyword: Span }): Fuse {
		const method = child(node, 'Method');
		const score = this.optionalName(child(node, 'FuseScore'));
		const group = this.optionalName(child(node, 'FuseGroup'));
		return {
			kind: 'fuse',
			...base,
			...(method ? { method: readName(children(method)[0] ?? method, this.text).name.toLowerCase() } : {}),
			...(score ? { score } : {}),
			...(group ? { group } : {}),
			key: this.names(child(node, 'FuseKey'), 'Name'),
			...this.with(node)
		};
	}

	#command(node: SyntaxNode): Command {
		const words = children(node).filter(isKeyword);
		const leading = words.filter((word, index) => index === 0 || /^(STATS|JOIN)$/.test(word.name));
		const keyword = { from: node.from, to: leading.at(-1)?.to ?? node.from };
		const base = { keyword, ...span(node) };
		const word = words[0]?.name ?? '';
		const expressions = this.expressions;
		const on = child(node, 'On');
		switch (node.name) {
			case 'FromCommand': {
				const metadata = this.names(child(node, 'Metadata'), 'Source');
				return {
					kind: 'from',
					...base,
					mode: word === 'TS' ? 'ts' : 'from',
					sources: this.#sources(node),
					metadata
				};
			}
			case 'RowCommand':
				return { kind: 'row', ...base, fields: this.fields(node) };
			case 'ShowCommand':
				return {
					kind: 'show',
					...base,
					item: this.slice(child(node, 'INFO') ?? after(node)).toLowerCase()
				};
			case 'ExplainCommand': {
				const subquery = child(node, 'Subquery');
				return { kind: 'explain', ...base, ...(subquery ? { query: this.query(subquery) } : {}) };
			}
			case 'PromqlCommand':
				return { kind: 'promql', ...base, text: this.slice(child(node, 'OpaqueText') ?? after(node)) };
			case 'WhereCommand':
				return { kind: 'where', ...base, condition: expressions.only(node) };
			case 'EvalCommand':
				return { kind: 'eval', ...base, fields: this.fields(node) };
			case 'StatsCommand': {
				const by = this.fields(child(node, 'By'));
				return { kind: 'stats', ...base, inline: word !== 'STATS', aggregates: this.fields(node), by };
			}
			case 'SortCommand': {
				const keys = childrenOf(node, 'SortKey').map((key) => this.sortKey(key));
				return { kind: 'sort', ...base, keys };
			}
			case 'LimitCommand':
				return {
					kind: 'limit',
					...base,
					count: expressions.only(node),
					by: expressions.all(child(node, 'By'))
				};
			case 'KeepCommand':
				return { kind: 'keep', ...base, patterns: this.names(node, 'Pattern') };
			case 'DropCommand':
				return { kind: 'drop', ...base, patterns: this.names(node, 'Pattern') };
			case 'RenameCommand': {
				const renames = childrenOf(node, 'Renaming').map((renaming) => this.renaming(renaming));
				return { kind: 'rename', ...base, renames };
			}
			case 'DissectCommand': {
				const [input, pattern] = children(node).filter(isExpression);
				return {
					kind: 'dissect',
					...base,
					input: expressions.read(input, after(keyword)),
					pattern: expressions.read(pattern, after(input ?? keyword)),
					options: childrenOf(node, 'Option').map((option) => this.option(option))
				};
			}
			case 'GrokCommand': {
				const [input = expressions.read(undefined, after(keyword)), ...patterns] = expressions.all(node);
				return { kind: 'grok', ...base, input, patterns };
			}
			case 'EnrichCommand': {
				const target = this.optionalName(on, 'Pattern');
				const fields = childrenOf(child(node, 'EnrichWith'), 'EnrichField').map((field) =>
					this.enrichField(field)
				);
				const policy = readPolicy(node, this.text, after(keyword));
				return { kind: 'enrich', ...base, ...policy, ...(target ? { on: target } : {}), with: fields };
			}
			case 'MvExpandCommand':
				return { kind: 'mvExpand', ...base, target: this.name(node, keyword) };
			case 'JoinCommand': {
				const index = readIndex(child(node, 'IndexPattern'), this.text, after(keyword));
				const alias = this.optionalName(child(node, 'Alias'), 'Identifier');
				const conditions = expressions.all(on);
				return {
					kind: 'lookupJoin',
					...base,
					type: word.toLowerCase(),
					index,
					...(alias ? { alias } : {}),
					on: conditions
				};
			}
			case 'ChangePointCommand': {
				const key = this.optionalName(on);
				return {
					kind: 'changePoint',
					...base,
					value: this.name(node, keyword),
					...(key ? { on: key } : {}),
					by: this.names(child(node, 'By'), 'Name'),
					as: this.names(child(node, 'As'), 'Name')
				};
			}
			case 'ForkCommand':
				return {
					kind: 'fork',
					...base,
					branches: childrenOf(node, 'Branch').map((branch) => this.#branch(branch))
				};
			case 'FuseCommand':
				return this.#fuse(node, base);
			case 'SampleCommand':
				return { kind: 'sample', ...base, probability: expressions.only(node) };
			case 'CompletionCommand': {
				const { name, start } = this.target(node);
				const prompt = this.firstExpression(node, start) ?? expressions.read(undefined, after(node));
				return {
					kind: 'completion',
					...base,
					...(name ? { target: name } : {}),
					prompt,
					...this.with(node)
				};
			}
			case 'RerankCommand': {
				const { name, start } = this.target(node);
				const query = this.firstExpression(node, start) ?? expressions.read(undefined, after(keyword));
				return {
					kind: 'rerank',
					...base,
					...(name ? { target: name } : {}),
					query,
					on: this.fields(on),
					...this.with(node)
				};
			}
			case 'DedupCommand':
				return { kind: 'dedup', ...base, fields: [] };
			case 'FillNullCommand': {
				const value = this.firstExpression(node, node.from);
				const fields = childrenOf(on, 'Pattern').map((item) => ({
					kind: 'field' as const,
					value: expressions.column(item),
					...span(item)
				}));
				return { kind: 'fillNull', ...base, ...(value ? { value } : {}), fields };
			}
			case 'ExtractCommand': {
				const { name = missingName(after(keyword)), start } = this.target(node);
				const input = this.firstExpression(node, start) ?? expressions.read(undefined, after(node));
				const command = word.toLowerCase() as
					'uri_parts' | 'user_agent' | 'ip_location' | 'registered_domain';
				return { kind: 'extract', ...base, command, prefix: name, input, ...this.with(node) };
			}
			case 'MmrCommand': {
				const limit = child(node, 'LIMIT');
				const vector = children(node).find(
					(item) => isExpression(item) && item.to <= (on ?? limit ?? node).from
				);
				const count = limit && this.firstExpression(node, limit.to);
				return {
					kind: 'mmr',
					...base,
					...(vector ? { query: expressions.read(vector, vector) } : {}),
					on: this.name(on, keyword),
					...(count ? { limit: count } : {}),
					...this.with(node)
				};
			}
			case 'HighlightCommand': {
				const prefix = child(node, 'Prefix');
				const value = prefix && child(prefix, 'String', 'UnterminatedString');
				return {
					kind: 'highlight',
					...base,
					...(prefix ? { target: this.name(prefix, keyword) } : {}),
					...(value ? { prefix: readString(value, this.text) } : {}),
					arguments: expressions.all(node),
					on: this.names(on, 'Pattern'),
					...this.with(node)
				};
			}
			case 'InfoCommand':
				return { kind: 'info', ...base, command: word.toLowerCase() as Info['command'] };
			default: {
				const name = child(node, 'UnknownWord');
				return { kind: 'unknown', ...base, keyword: span(name ?? node), name: name ? this.slice(name) : '' };
			}
		}
	}
}
