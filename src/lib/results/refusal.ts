const LIMIT = 1024 * 1024;
const readable: ReadonlySet<string> = new Set(['application/json', 'application/vnd.apache.arrow.stream']);

/** Whether an answer with these headers can be read as rows. */
export function isReadable(response: Response): boolean {
	const type = response.headers.get('content-type')?.split(';')[0].trim().toLowerCase() ?? '';
	return response.ok && (readable.has(type) || /^application\/[\w.-]+\+json$/.test(type));
}

/** Text of a body that is no rows: at most 1 MB of it, and as much as arrived when it breaks. */
export async function refusalText(response: Response): Promise<string> {
	if (response.body === null) return '';
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	let text = '';
	let left = LIMIT;
	try {
		while (left > 0) {
			const { done, value } = await reader.read();
			if (done) break;
			text += decoder.decode(value.subarray(0, left), { stream: true });
			left -= value.length;
		}
		if (left <= 0) await reader.cancel();
	} catch (error) {
		return `${text}${decoder.decode()}\n[the answer broke off: ${String(error)}]`;
	}
	return text + decoder.decode();
}
