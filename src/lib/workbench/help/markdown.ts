/** A run of text within a block. */
export type Piece =
	| { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
	| { readonly kind: 'link'; readonly text: string; readonly to: string };

export type Pieces = readonly Piece[];

/** A block of a page, of those that the project's own pages use. */
export type Block =
	| { readonly kind: 'heading'; readonly level: number; readonly text: string }
	| { readonly kind: 'paragraph'; readonly pieces: Pieces }
	| { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Pieces[] }
	| {
			readonly kind: 'table';
			readonly head: readonly Pieces[];
			readonly rows: readonly (readonly Pieces[])[];
	  }
	| { readonly kind: 'code'; readonly text: string };

/** The blocks of a Markdown page. Whatever it does not know is shown as it is written; nothing becomes HTML. */
export function blocksOf(page: string): readonly Block[] {
	const lines = page.split('\n');
	const blocks: Block[] = [];
	let at = 0;
	const take = (goesOn: (line: string) => boolean): string[] => {
		const from = at;
		while (at < lines.length && goesOn(lines[at]!)) at++;
		return lines.slice(from, at);
	};
	while (at < lines.length) {
		const line = lines[at]!;
		const heading = /^(#{1,6}) (.+)$/.exec(line);
		if (line.trim() === '' || /^!\[/.test(line)) at++;
		else if (line.startsWith('```')) {
			at++;
			blocks.push({ kind: 'code', text: take((next) => !next.startsWith('```')).join('\n') });
			at++;
		} else if (heading) {
			at++;
			blocks.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]! });
		} else if (line.startsWith('|')) blocks.push(tableOf(take((next) => next.startsWith('|'))));
		else if (isItem(line)) blocks.push(listOf(take((next) => next.trim() !== '' && !next.startsWith('#'))));
		else {
			at++;
			blocks.push({ kind: 'paragraph', pieces: piecesOf([line, ...take(isProse)].join(' ')) });
		}
	}
	return blocks;
}

const isItem = (line: string) => /^(?:[-*]|\d+\.) /.test(line);
const isProse = (line: string) => line.trim() !== '' && !/^(?:#|\||```)/.test(line) && !isItem(line);

function listOf(lines: readonly string[]): Block {
	const items: string[] = [];
	for (const line of lines) {
		if (isItem(line) || items.length === 0) items.push(line.replace(/^(?:[-*]|\d+\.) /, ''));
		else items.push(`${items.pop()} ${line.trim()}`);
	}
	return { kind: 'list', ordered: /^\d/.test(lines[0] ?? ''), items: items.map(piecesOf) };
}

function tableOf(lines: readonly string[]): Block {
	const [head = [], ...rows] = lines
		.filter((line) => !/^\|[\s:|-]+\|$/.test(line))
		.map((line) =>
			line
				.replace(/^\||\|\s*$/g, '')
				.split(/(?<!\\)\|/)
				.map((cell) => piecesOf(cell.trim().replaceAll('\\|', '|')))
		);
	return { kind: 'table', head, rows };
}

const marks =
	/(?<code>`[^`]+`)|(?<strong>\*\*[^*]+\*\*)|(?<emphasis>(?<!\w)_[^_]+_(?!\w))|\[(?<label>[^\]]+)\]\((?<to>[^)]+)\)/g;

/** The pieces of a line. */
export function piecesOf(line: string): Pieces {
	const pieces: Piece[] = [];
	let end = 0;
	const text = (until: number) => {
		if (until > end) pieces.push({ kind: 'text', text: line.slice(end, until) });
	};
	for (const match of line.matchAll(marks)) {
		text(match.index);
		end = match.index + match[0].length;
		const { code, strong, emphasis, label, to } = match.groups ?? {};
		if (code) pieces.push({ kind: 'code', text: code.slice(1, -1) });
		else if (strong) pieces.push({ kind: 'strong', text: strong.slice(2, -2) });
		else if (emphasis) pieces.push({ kind: 'emphasis', text: emphasis.slice(1, -1) });
		else if (label && to) pieces.push({ kind: 'link', text: label.replaceAll('`', ''), to });
	}
	text(line.length);
	return pieces;
}
