/** What an async id says: the stored document and the task `<node>:<number>` that computes it. */
export interface JobId {
	readonly document: string;
	readonly node: string;
	readonly task: number;
}

export type DecodedJobId =
	| { readonly kind: 'id'; readonly id: JobId }
	/** `reason` in Elasticsearch's words. */
	| { readonly kind: 'invalid'; readonly reason: string };

/** URL-safe base64, padding kept, of two length-prefixed strings. */
export function encodeJobId({ document, node, task }: JobId): string {
	const encoded = Buffer.concat([document, `${node}:${task}`].map(prefixed)).toString('base64');
	return encoded.replaceAll('+', '-').replaceAll('/', '_');
}

export function decodeJobId(text: string): DecodedJobId {
	const strings = /^(?:[\w-]{4})*(?:[\w-]{2}==|[\w-]{3}=)?$/.test(text)
		? split(Buffer.from(text, 'base64url'))
		: undefined;
	if (strings?.length !== 2) return { kind: 'invalid', reason: `invalid id: [${text}]` };
	const [document, taskText] = strings;
	const task = /^([^:]+):(\d{1,15})$/.exec(taskText);
	if (!task) return { kind: 'invalid', reason: `malformed task id ${taskText}` };
	return { kind: 'id', id: { document, node: task[1], task: Number(task[2]) } };
}

function prefixed(text: string): Buffer {
	const bytes = Buffer.from(text);
	return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** The strings that fill the bytes exactly; undefined when they do not. */
function split(bytes: Buffer): string[] | undefined {
	const strings: string[] = [];
	let at = 0;
	while (at < bytes.length) {
		const end = at + 1 + bytes[at];
		if (end > bytes.length) return undefined;
		strings.push(bytes.toString('utf8', at + 1, end));
		at = end;
	}
	return strings;
}
