import { fromBody, type FromBody } from './frombody';

/** Reads a request from a JSON body, from Kibana's Console or from a curl command that someone has at hand. */
export function readPasted(text: string): FromBody {
	const pasted = text.trim();
	if (pasted.startsWith('{')) return fromBody(withoutTripleQuotes(pasted));
	const console = /^(?:POST|GET)\s+(\S*_query\S*)[ \t]*\r?\n([^]*)$/i.exec(pasted);
	if (console) return fromBody(withoutTripleQuotes(firstObject(console[2])), searchOf(console[1]));
	if (/\bcurl\b/.test(pasted)) return fromCurl(pasted);
	return {
		kind: 'wrong',
		reason: 'Expected a JSON body, a request of Kibana’s Console, a curl command, or a share link'
	};
}

/** The fragment of a share link, of whatever workbench, that was pasted alone; undefined when the text is none. */
export function linkFragment(text: string): string | undefined {
	return /^https?:\/\/\S+?#(\d[\w-]{10,})$/.exec(text.trim())?.[1];
}

function fromCurl(command: string): FromBody {
	const words = shellWords(command);
	const flag = words.findIndex((word) => /^(?:-d|--data|--data-binary|--data-raw|--json)$/.test(word));
	const body = flag < 0 ? words.find((word) => /^-d\s*\{/.test(word))?.slice(2) : (words[flag + 1] ?? '');
	const url = words.find((word) => /_query(?:\/async)?(?:\?|$)/.test(word));
	if (body === undefined || url === undefined)
		return { kind: 'wrong', reason: 'This curl command sends no ES|QL query' };
	return fromBody(body, searchOf(url));
}

function searchOf(url: string): string {
	return url.split('?')[1] ?? '';
}

/** Console writes texts of several lines between three quotes. */
function withoutTripleQuotes(body: string): string {
	return body
		.split('"""')
		.map((part, at) => (at % 2 === 1 ? JSON.stringify(part) : part))
		.join('');
}

/** Console may go on with comments and further requests. */
function firstObject(text: string): string {
	const end = /\n\}[ \t]*(?=\r?\n|$)/.exec(text);
	return end ? text.slice(0, end.index + end[0].length) : text;
}

/** Text with escapes, as browsers copy a body that holds quotes or line ends. */
const ansi = /^\$'(?:[^'\\]|\\[^])*'/;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
	return text.replace(
		/\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi,
		(_, unit?: string, byte?: string, char = '') =>
			unit !== undefined || byte !== undefined
				? String.fromCharCode(parseInt(unit ?? byte ?? '', 16))
				: (escapes[char] ?? char)
	);
}

/** The words of a command as a POSIX shell splits them; variables stay as they are written. */
function shellWords(command: string): readonly string[] {
	const words: string[] = [];
	let word: string | undefined;
	for (let at = 0; at < command.length; at++) {
		const char = command[at];
		if (char === '$' && command[at + 1] === "'") {
			const [quoted] = ansi.exec(command.slice(at)) ?? [command.slice(at)];
			word = (word ?? '') + unescaped(quoted.slice(2, -1));
			at += quoted.length - 1;
		} else if (char === "'") {
			const end = command.indexOf("'", at + 1);
			word = (word ?? '') + command.slice(at + 1, end < 0 ? undefined : end);
			at = end < 0 ? command.length : end;
		} else if (char === '"') {
			let part = '';
			for (at++; at < command.length && command[at] !== '"'; at++) {
				if (command[at] === '\\' && /["\\$`\n]/.test(command[at + 1] ?? '')) at++;
				part += command[at];
			}
			word = (word ?? '') + part;
		} else if (char === '\\') {
			at++;
			if (command[at] !== '\n' && command[at] !== '\r') word = (word ?? '') + (command[at] ?? '');
		} else if (/[\s()|;]/.test(char)) {
			if (word !== undefined) words.push(word);
			word = undefined;
		} else word = (word ?? '') + char;
	}
	return word === undefined ? words : [...words, word];
}
